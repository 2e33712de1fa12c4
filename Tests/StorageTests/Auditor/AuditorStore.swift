import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import Synchronization

/// A store, spoken to in the words of the auditor.
struct AuditorStore {
  let store: Store
  private var uploads: [LedgerUpload?] = []
  private var claims: [JobClaim] = []

  init(_ store: Store) { self.store = store }

  /// Does what a command says; the answer, or the keys of the refusal.
  mutating func apply(_ command: AuditorCommand, at now: Timestamp) -> String {
    do throws(Refusal) {
      return try answer(command, now)
    } catch {
      return AuditorReport.refused(error.diagnostics.filter { $0.severity == .error }.map(\.message.key))
    }
  }

  private mutating func answer(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .addOrganisation, .addPerson, .erase, .appointOperator, .addTerritory, .appointOfficer, .lookInstance:
      try instance(command, now)
    case .receive, .finish, .abandon, .claim, .work, .cancel: try queue(command, now)
    case .open, .find, .touch, .revokeSession, .sweep, .take: try visitors(command, now)
    case .grant, .revoke, .join, .leave, .lookOrganisation, .lookYear, .lookTerritory: try parts(command, now)
    default: try books(command, now)
    }
  }

  private func instance(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .addOrganisation(let who, let name, let siren):
      return "\(try store.instance(as: who).addOrganisation(name: name, siren: siren, at: now).number)"
    case .addPerson(let who, let email, let name):
      return "\(try store.instance(as: who).addPerson(email: email, name: name, at: now).number)"
    case .erase(let who, let person): try store.instance(as: who).erase(PersonID(person), at: now)
    case .appointOperator(let who, let person):
      try store.instance(as: who).appoint(operator: PersonID(person), at: now)
    case .addTerritory(let who, let name):
      return "\(try store.instance(as: who).addTerritory(name: name, at: now).number)"
    case .appointOfficer(let who, let person, let territory):
      try store.instance(as: who).appoint(officer: PersonID(person), of: TerritoryID(territory), at: now)
    case .lookInstance(let who):
      return try store.instance(as: who).organisations().map { "\($0.id.number) \($0.siren ?? "-") \($0.name)" }
        .joined(separator: "\n")
    default: break
    }
    return ""
  }

  private func firm(_ id: Int64, _ who: Principal) throws(Refusal) -> OrganisationStore {
    try store.organisation(OrganisationID(id), as: who)
  }

  private func parts(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .grant(let who, let id, let role, let person):
      try firm(id, who).grant(role, to: PersonID(person), at: now)
    case .revoke(let who, let id, let person): try firm(id, who).revoke(PersonID(person), at: now)
    case .join(let who, let id, let territory, let shares):
      try firm(id, who).join(TerritoryID(territory), sharing: shares, at: now)
    case .leave(let who, let id, let territory): try firm(id, who).leave(TerritoryID(territory), at: now)
    case .lookOrganisation(let who, let id): return try firm(id, who).role.rawValue
    case .lookYear(let who, let id, let text): return try firm(id, who).year(text).text
    case .lookTerritory(let who, let id):
      return try store.territory(TerritoryID(id), as: who).report().canonicalText
    default: break
    }
    return ""
  }

  private mutating func queue(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .receive(let who, let id, let file):
      var upload = try firm(id, who).receiveLedger(named: file.name, at: now)
      try upload.add(file.bytes[...])
      uploads.append(upload)
    case .finish(let slot):
      guard var upload = uploads[slot] else { return "" }
      uploads[slot] = nil
      return try upload.finish(at: now).text
    case .abandon(let slot):
      try uploads[slot]?.abandon()
      uploads[slot] = nil
    case .claim(let worker, let lease, let only):
      let job = only.isEmpty ? nil : try? firm(only[0], .console).job(Int(only[1]))
      guard only.isEmpty || job != nil else { return "none" }
      guard let claim = try store.jobs.claim(as: worker, only: job, lease: lease, at: now) else { return "none" }
      claims.append(claim)
      return "\(claim.organisation.number) \(claim.number)"
    case .work(let slot): return try store.jobs.work(on: claims[slot], clock: { now }).text
    case .cancel(let who, let id, let job): try firm(id, who).cancelJob(job, at: now)
    default: break
    }
    return ""
  }

  private func books(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .record(let who, let id, let year, let text, let files):
      return "\(try firm(id, who).record(settings: text, files: files, for: year, at: now))"
    case .pin(let who, let id, let year, let release): try firm(id, who).pin(year, to: release, at: now)
    case .post(let who, let id, let year, let books): return "\(try firm(id, who).post(books, for: year, at: now))"
    case .close(let who, let id, let year, let books, let sealed):
      return "\(try firm(id, who).close(year, books, sealed: sealed, at: now))"
    case .keepElsewhere(let who, let id, let sealed):
      return try firm(id, who).keep(sealedElsewhere: sealed, at: now).text
    case .reopen(let who, let id, let year, let reason): try firm(id, who).reopen(year, because: reason, at: now)
    default: break
    }
    return ""
  }

  private func visitors(_ command: AuditorCommand, _ now: Timestamp) throws(Refusal) -> String {
    switch command {
    case .open(let session): try store.sessions.open(session)
    case .find(let token, let idle):
      return try store.sessions.find(tokenSHA256: token, idle: idle, at: now).map { "\($0)" } ?? "none"
    case .touch(let token): try store.sessions.touch(tokenSHA256: token, at: now)
    case .revokeSession(let token, let person): try store.sessions.revoke(tokenSHA256: token, of: PersonID(person))
    case .sweep: try store.sessions.sweep(at: now)
    case .take(let subject, let limit, let window):
      return "\(try store.rateLimits.take(subject, limit: limit, window: window, at: now))"
    default: break
    }
    return ""
  }
}
