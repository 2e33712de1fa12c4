import Accounting
import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

/// The words both sides use for the same things: only the words, never a rule.
enum AuditorReport {
  static func event(_ event: AuditEvent) -> JSONValue {
    .string("\(event.number) \(event.at.milliseconds) \(event.actor) \(event.action.rawValue) \(event.detail)")
  }

  static func texts(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

  static func seal(_ seal: SealedAccounts.Sealed, _ version: Int, _ posting: Int) -> JSONValue {
    [
      "version": .integer(Int64(version)), "posting": .integer(Int64(posting)), "account": seal.account,
      "previous": .string(seal.seal.previous), "sha256": .string(seal.seal.sha256),
    ]
  }

  /// The first keys of a refusal, whose values are for people.
  static func refused(_ keys: [String]) -> String { "refused: " + keys.joined(separator: " ") }
}

extension AuditorModel {
  /// The whole visible state.
  func report(_ now: Timestamp) -> JSONValue {
    .object([
      "instance": .array(log.map(AuditorReport.event)),
      "organisations": .array(organisations.indices.map(report)),
      "territories": .array((1...Int64(max(1, territories.count))).map { isTerritory($0) ? territory($0) : .null }),
      "people": .array(people.indices.map { person(Int64($0 + 1), now) }),
    ])
  }

  private func person(_ id: Int64, _ now: Timestamp) -> JSONValue {
    let mine = sessions.filter { $0.person.number == id && $0.expiresAt > now }
    let ordered = mine.sorted { ($1.openedAt, $0.tokenSHA256) < ($0.openedAt, $1.tokenSHA256) }
    let parts = organisations.enumerated().compactMap { place, organisation in
      organisation.members[id].map { "\(place + 1) \(organisation.siren ?? "-") \(organisation.name) \($0.rawValue)" }
    }
    let identity = people[Int(id) - 1].identity
    return [
      "identity": .string(identity.map { "\($0.email) \($0.name)" } ?? "-"),
      "sessions": AuditorReport.texts(ordered.map { "\($0)" }), "parts": AuditorReport.texts(parts),
    ]
  }

  func territory(_ id: Int64) -> JSONValue {
    var firms: [String] = []
    var seals: [JSONValue] = []
    for (place, organisation) in organisations.enumerated() {
      guard let shares = organisation.enrolments[id] else { continue }
      firms.append("\(place + 1) \(organisation.siren ?? "-") \(organisation.name) \(shares)")
      guard shares else { continue }
      for year in organisation.years where year.isClosed {
        guard let closing = year.closings.last else { continue }
        seals += closing.accounts.map { AuditorReport.seal($0, year.closings.count, closing.posting) }
      }
    }
    return ["firms": AuditorReport.texts(firms), "seals": .array(seals)]
  }

  private func report(_ place: Int) -> JSONValue {
    let organisation = organisations[place]
    let members = organisation.members.sorted { $0.key < $1.key }
    return [
      "profile": .string("\(organisation.siren ?? "-") \(organisation.name)"),
      "members": AuditorReport.texts(members.map { "\($0.key) \($0.value.rawValue)" }),
      "years": .array(organisation.ordered.map { report($0, organisation) }),
      "jobs": AuditorReport.texts(organisation.jobs.sorted { $0.number > $1.number }.map(\.text)),
      "log": .array(organisation.log.map(AuditorReport.event)),
      "verification": verification(organisation),
    ]
  }

  private func report(_ year: ModelYear, _ organisation: ModelOrganisation) -> JSONValue {
    let ledgers = organisation.ledgers.filter { $0.year == year.id }.sorted { $0.version < $1.version }
    var posted: [String] = []
    for (number, posting) in year.postings.enumerated() {
      posted += posting.appended.map { "\(number + 1) \($0.json.canonicalText)" }
    }
    let last = year.postings.last
    let largest = (last?.inForce ?? []).sorted {
      ($1.carbon.grams, $0.id, $0.activity) < ($0.carbon.grams, $1.id, $1.activity)
    }
    let account = last.map { last in
      let carbon = last.books.entries.reduce(0) { $0 + $1.carbon.grams }
      return "\(year.postings.count) \(last.books.ledger) \(last.books.settings) \(last.books.reference) "
        + "\(last.books.document) \(last.books.entries.count) \(carbon)"
    }
    var seals: [JSONValue] = []
    for (version, closing) in year.closings.enumerated() {
      seals += closing.accounts.map { AuditorReport.seal($0, version + 1, closing.posting) }
    }
    let before = organisation.before(year).flatMap { $0.isClosed ? $0.closings.last : nil }
    return [
      "year": .string(year.text), "ledgers": .array(ledgers.map(report)),
      "lines": .optional(ledgers.last { $0.isCurrent }?.file.lineTexts),
      "settings": .optional(year.settings.last.map { "\(year.settings.count) \($0)" }),
      "evidence": AuditorReport.texts(AuditorWords.files.map { "\(year.evidence[$0]?.last ?? [])" }),
      "release": .string(year.reference.map { "\(releases[$0]?.files.keys.sorted() ?? [])" } ?? "-"),
      "account": .optional(account), "journal": AuditorReport.texts((last?.inForce ?? []).map(\.json.canonicalText)),
      "largest": AuditorReport.texts(largest.prefix(2).map(\.json.canonicalText)),
      "posted": AuditorReport.texts(posted), "seals": .array(seals),
      "opening": AuditorReport.texts((before?.accounts ?? []).map { $0.seal.sha256 }),
      "reopenings": AuditorReport.texts(
        year.reopenings.map { "\($0.version) \($0.reason) \($0.at.milliseconds) \($0.actor)" }),
    ]
  }

  private func report(_ ledger: ModelLedger) -> JSONValue {
    let (file, read) = (ledger.file, ledger.file.ledger)
    let period = read.map { "\($0.fiscalYear.start.iso) \($0.fiscalYear.end.iso)" } ?? ""
    let total = file.balances.reduce(0) { $0 + $1.debit }
    return [
      "ledger": .string(
        "\(ledger.id) \(ledger.year) v\(ledger.version) \(ledger.isCurrent) \(file.sha256) \(file.name) \(period) "
          + "\(read?.lines.count ?? 0) \(read?.entries.count ?? 0) \(total)"),
      "balances": AuditorReport.texts(file.balances.map { "\($0.account) \($0.debit) \($0.credit)" }),
    ]
  }
}

extension AuditorFile {
  /// The lines and warnings of a ledger, as text.
  var lineTexts: String? {
    ledger.map { "\($0.lines) \($0.entries) \($0.names.accounts.sorted { $0.key < $1.key }) \(diagnostics)" }
  }
}
