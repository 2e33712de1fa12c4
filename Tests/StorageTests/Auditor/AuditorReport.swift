import Accounting
import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

extension AuditorStore {
  /// The whole visible state, in the form of the model's report.
  func report(_ now: Timestamp) throws(Refusal) -> JSONValue {
    let instance = try store.instance(as: .console)
    var organisations: [JSONValue] = []
    for profile in try instance.organisations() {
      organisations.append(try store.organisation(profile.id, as: .console).report())
    }
    let log = try instance.auditEvents()
    var territories: [JSONValue] = []
    for id in 1...Int64(max(1, log.count { $0.action == .territoryAdded })) {
      let territory = try? store.territory(TerritoryID(id), as: .console)
      territories.append(try territory?.report() ?? .null)
    }
    var people: [JSONValue] = []
    for number in 0..<log.count(where: { $0.action == .personAdded }) {
      people.append(try person(PersonID(Int64(number + 1)), now))
    }
    return .object([
      "instance": .array(log.map(AuditorReport.event)), "organisations": .array(organisations),
      "territories": .array(territories), "people": .array(people),
    ])
  }

  private func person(_ id: PersonID, _ now: Timestamp) throws(Refusal) -> JSONValue {
    let person = store.person(id)
    let identity = try person.identity()
    let parts = try person.organisations().map { part in
      "\(part.organisation.id.number) \(part.organisation.siren ?? "-") \(part.organisation.name) \(part.role.rawValue)"
    }
    return [
      "identity": .string(identity.map { "\($0.email) \($0.name)" } ?? "-"),
      "sessions": AuditorReport.texts(try store.sessions.sessions(of: id, at: now).map { "\($0)" }),
      "parts": AuditorReport.texts(parts),
    ]
  }
}

extension TerritoryStore {
  func report() throws(Refusal) -> JSONValue {
    let firms = try firms().map { firm in
      let profile = firm.organisation
      return "\(profile.id.number) \(profile.siren ?? "-") \(profile.name) \(firm.sharesAccounts)"
    }
    let seals = try sharedSeals().map { AuditorReport.seal($0.seal.sealed, $0.seal.version, $0.seal.posting) }
    return ["firms": AuditorReport.texts(firms), "seals": .array(seals)]
  }
}

extension OrganisationStore {
  func report() throws(Refusal) -> JSONValue {
    let profile = try profile()
    var years: [JSONValue] = []
    for year in try self.years() { years.append(try report(year)) }
    let verification = try verify()
    return [
      "profile": .string("\(profile.siren ?? "-") \(profile.name)"),
      "members": AuditorReport.texts(try members().map { "\($0.person.number) \($0.role.rawValue)" }),
      "years": .array(years), "jobs": AuditorReport.texts(try jobs(limit: 1000).map(\.text)),
      "log": .array(try auditEvents().map(AuditorReport.event)),
      "verification": [
        "seals": .integer(Int64(verification.seals)), "postings": .integer(Int64(verification.postings)),
        "faults": AuditorReport.texts(verification.faults.map(\.placeText)),
      ],
    ]
  }

  private func report(_ year: StoredYear) throws(Refusal) -> JSONValue {
    let account = try account(of: year.id).map { account in
      "\(account.posting) \(account.ledger) \(account.settings) \(account.reference) \(account.document) "
        + "\(account.entryCount) \(account.carbon.grams)"
    }
    var seals: [JSONValue] = []
    for version in 1...max(1, year.closings) {
      seals += try self.seals(of: year.id, version: version).map {
        AuditorReport.seal($0.sealed, $0.version, $0.posting)
      }
    }
    var evidence: [String] = []
    for file in AuditorWords.files { evidence.append("\(try self.evidence(file, for: year.id) ?? [])") }
    var ledgers: [JSONValue] = []
    for ledger in try self.ledgers(of: year.id) { ledgers.append(try report(ledger)) }
    let release = try year.reference.map { sha256 throws(Refusal) in try self.release(sha256)?.files.keys.sorted() ?? []
    }
    let journal = try journal(of: year.id)
    return [
      "year": .string(year.text), "ledgers": .array(ledgers), "lines": .optional(try lines(of: year)),
      "settings": .optional(try settings(for: year.id).map { "\($0.version) \($0.text)" }),
      "evidence": AuditorReport.texts(evidence), "release": .string(release.map { "\($0)" } ?? "-"),
      "account": .optional(account), "journal": AuditorReport.texts(journal.map(\.json.canonicalText)),
      "largest": AuditorReport.texts(try largestEntries(of: year.id, limit: 2).map(\.json.canonicalText)),
      "posted": AuditorReport.texts(
        try postedEntries(of: year.id).map { "\($0.posting) \($0.record.json.canonicalText)" }),
      "seals": .array(seals),
      "opening": AuditorReport.texts(try openingSeals(of: year).map { $0.sealed.seal.sha256 }),
      "reopenings": AuditorReport.texts(
        try reopenings(of: year.id).map { "\($0.version) \($0.reason) \($0.at.milliseconds) \($0.actor)" }),
    ]
  }

  private func lines(of year: StoredYear) throws(Refusal) -> String? {
    do throws(Refusal) {
      let kept = try ledger(of: year.id)
      let names = kept.ledger.names.accounts.sorted { $0.key < $1.key }
      return "\(kept.ledger.lines) \(kept.ledger.entries) \(names) \(kept.diagnostics)"
    } catch {
      guard error.says(.noLedger) else { throw error }
      return nil
    }
  }

  private func report(_ ledger: StoredLedger) throws(Refusal) -> JSONValue {
    let balances = try balances(of: ledger.id)
    let period = "\(ledger.period.start.iso) \(ledger.period.end.iso)"
    return [
      "ledger": .string(
        "\(ledger.id) \(ledger.year) v\(ledger.version) \(ledger.isCurrent) \(ledger.sha256) \(ledger.fileName) "
          + "\(period) \(ledger.lineCount) \(ledger.entryCount) \(ledger.total.cents)"),
      "balances": AuditorReport.texts(balances.map { "\($0.account) \($0.debit.cents) \($0.credit.cents)" }),
    ]
  }
}

extension Diagnostic {
  /// The key of a fault of verification with the seal or posting it is about.
  fileprivate var placeText: String {
    let values = ["year", "activity", "version", "posting"].compactMap { message.values[$0] }.map { value in
      switch value {
      case .text(let text): text
      case .integer(let number): "\(number)"
      default: "?"
      }
    }
    return ([message.key] + values).joined(separator: " ")
  }
}

extension StoredYear {
  var text: String {
    "\(id) \(period.start.iso) \(period.end.iso) \(reference ?? "-") \(closings) \(isClosed)"
  }
}

extension Job {
  /// The job in the words of the model.
  var text: String {
    let result =
      switch outcome {
      case nil: ""
      case .refused(let diagnostics): "refused \(diagnostics)"
      case .imported(let imported):
        "imported \(imported.ledger) year \(imported.year) v\(imported.version) "
          + "\(imported.wasThere ? "there before" : "new") difference \(imported.difference?.text ?? "none") "
          + "warnings \(imported.warnings)"
      }
    return "\(number) \(state.rawValue) \(fileName) \(done)/\(total) \(result)"
  }
}

extension LedgerDifference {
  fileprivate var text: String {
    "+\(added) -\(removed) ~\(changed)"
      + accounts.map { " \($0.account):\($0.before.cents)>\($0.after.cents)" }.joined()
  }
}
