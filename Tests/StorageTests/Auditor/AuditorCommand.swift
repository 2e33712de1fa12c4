import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

/// One thing that somebody does. Values are concrete, so that model and store are given the very same.
enum AuditorCommand: Sendable {
  // The instance
  case addOrganisation(Principal, name: String, siren: String?)
  case addPerson(Principal, email: String, name: String)
  case erase(Principal, Int64)
  case appointOperator(Principal, Int64)
  case addTerritory(Principal, String)
  case appointOfficer(Principal, Int64, territory: Int64)
  // Who takes part
  case grant(Principal, Int64, Role, to: Int64)
  case revoke(Principal, Int64, Int64)
  case join(Principal, Int64, territory: Int64, shares: Bool)
  case leave(Principal, Int64, territory: Int64)
  // Ledgers and jobs; uploads and claims are named by the order they were begun in
  case receive(Principal, Int64, AuditorFile)
  case finish(upload: Int)
  case abandon(upload: Int)
  case claim(worker: String, lease: Int64, only: [Int64])
  case work(claim: Int)
  case cancel(Principal, Int64, job: Int)
  // Books
  case record(Principal, Int64, year: Int, String, files: [String: [UInt8]])
  case pin(Principal, Int64, year: Int, ReferenceRelease)
  case post(Principal, Int64, year: Int, KeptBooks)
  case close(Principal, Int64, year: Int, KeptBooks, SealedAccounts)
  case keepElsewhere(Principal, Int64, SealedAccounts)
  case reopen(Principal, Int64, year: Int, String)
  // Visitors
  case open(SessionStore.Session)
  case find(String, idle: Int64)
  case touch(String)
  case revokeSession(String, of: Int64)
  case sweep
  case take(String, limit: Int, window: Int64)
  // Looking
  case lookOrganisation(Principal, Int64)
  case lookYear(Principal, Int64, String?)
  case lookTerritory(Principal, Int64)
  case lookInstance(Principal)
}

extension AuditorCommand {
  /// The name of the case.
  var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

extension AuditorModel {
  /// Does what a command says; the answer, or the keys of the refusal.
  mutating func apply(_ command: AuditorCommand, at now: Timestamp) -> String {
    do {
      return try answer(command, now)
    } catch let refusal as AuditorRefusal {
      return AuditorReport.refused(refusal.keys)
    } catch {
      return "the model is broken: \(error)"
    }
  }

  private mutating func answer(_ command: AuditorCommand, _ now: Timestamp) throws -> String {
    switch command {
    case .addOrganisation(let who, let name, let siren): try addOrganisation(who, name, siren, now)
    case .addPerson(let who, let email, let name): try addPerson(who, email, name, now)
    case .erase(let who, let person): try erase(who, person, now)
    case .appointOperator(let who, let person): try appointOperator(who, person, now)
    case .addTerritory(let who, let name): try addTerritory(who, name, now)
    case .appointOfficer(let who, let person, let territory): try appointOfficer(who, person, of: territory, now)
    case .grant(let who, let id, let role, let person): try grant(who, id, role, person, now)
    case .revoke(let who, let id, let person): try revoke(who, id, person, now)
    case .join(let who, let id, let territory, let shares): try join(who, id, territory, shares, now)
    case .leave(let who, let id, let territory): try leave(who, id, territory, now)
    case .receive(let who, let id, let file): try receive(who, id, file, now)
    case .finish(let upload): try finish(upload, now)
    case .abandon(let upload): try abandon(upload)
    case .claim(let worker, let lease, let only):
      claim(worker, lease, only: only.isEmpty ? nil : (only[0], Int(only[1])), now)
    case .work(let claim): try work(claim, now)
    case .cancel(let who, let id, let job): try cancel(who, id, job, now)
    case .record(let who, let id, let year, let text, let files): try record(who, id, year, text, files, now)
    case .pin(let who, let id, let year, let release): try pin(who, id, year, release, now)
    case .post(let who, let id, let year, let books): try post(who, id, year, books, now)
    case .close(let who, let id, let year, let books, let sealed): try close(who, id, year, books, sealed, now)
    case .keepElsewhere(let who, let id, let sealed): try keepElsewhere(who, id, sealed, now)
    case .reopen(let who, let id, let year, let reason): try reopen(who, id, year, reason, now)
    case .open(let session): try open(session)
    case .find(let token, let idle): find(token, idle: idle, now)
    case .touch(let token): touch(token, now)
    case .revokeSession(let token, let person): revokeSession(token, person)
    case .sweep: sweep(now)
    case .take(let subject, let limit, let window): take(subject, limit: limit, window: window, now)
    case .lookOrganisation(let who, let id): "\(try place(id, who).role.rawValue)"
    case .lookYear(let who, let id, let text): try look(who, id, text)
    case .lookTerritory(let who, let id): try lookTerritory(who, id)
    case .lookInstance(let who): try lookInstance(who)
    }
  }

  private func look(_ who: Principal, _ id: Int64, _ text: String?) throws -> String {
    let years = organisations[try place(id, who).place].ordered
    guard let last = years.last else { throw AuditorRefusal(.noYear) }
    guard let text else { return last.text }
    let found = years.last { year in
      year.period.label == text || CalendarDate(text).map(year.period.contains) ?? false
    }
    guard let found else { throw AuditorRefusal(.yearUnknown) }
    return found.text
  }

  private func lookTerritory(_ who: Principal, _ id: Int64) throws -> String {
    guard isTerritory(id) else { throw AuditorRefusal(.notFound) }
    if case .person(let person) = who, officers[id]?.contains(person.number) != true { throw AuditorRefusal(.notFound) }
    return territory(id).canonicalText
  }

  private func lookInstance(_ who: Principal) throws -> String {
    try checkInstance(who)
    return organisations.enumerated().map { "\($0 + 1) \($1.siren ?? "-") \($1.name)" }.joined(separator: "\n")
  }
}
