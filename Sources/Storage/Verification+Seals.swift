// Sealed accounts: that each is the one that was sealed, of its entries, and chained.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

extension VerificationRun {
  mutating func seals(_ year: inout Year, after earlier: [Year]) throws {
    let period = year.stored.period
    // Of any earlier year, not only of the one that ends the day before: a corrected ledger may have moved its end
    // since. Years never overlap, so that their order stays.
    let past = earlier.filter { $0.stored.period.end < period.start }
    let previous = Set(past.flatMap(\.seals).map { $0.activity + $0.sealed.seal.sha256 })
    let isPastKnown = past.last.map { $0.stored.closings > 0 && period.follows($0.stored.period.end) } ?? false
    for version in Set(year.seals.map(\.version)).sorted() {
      let seals = year.seals.filter { $0.version == version }
      for seal in seals {
        try attempt(period.label) { try $0.seal(seal, &year, after: previous, isPastKnown: isPastKnown) }
      }
      guard let posting = seals.first?.posting, posting > 0 else { continue }
      // Carbon of an activity without an account would be carbon that nobody answers for.
      let sealed = Set(seals.map(\.activity))
      for activity in try entries(&year, posting).keys.filter({ !sealed.contains($0) }).sorted() {
        add(.entriesDiffer, place(year.stored, activity, version))
      }
    }
  }

  private func place(_ year: StoredYear, _ activity: String, _ version: Int) -> [String: MessageValue] {
    ["year": .text(year.period.label), "activity": .text(activity), "version": .integer(version)]
  }

  private mutating func seal(
    _ seal: StoredSeal, _ year: inout Year, after previous: Set<String>, isPastKnown: Bool
  ) throws {
    sealCount += 1
    let place = place(year.stored, seal.activity, seal.version)
    guard seal.sealed.account.canonicalText == seal.text, seal.sealed.seal.holds(for: seal.sealed.account),
      seal.sealed.account["activity"]?["id"]?.text == seal.activity
    else { return add(.sealWrong, place) }
    if let siren, let other = seal.sealed.account["siren"]?.text, other != siren { add(.sealOfOther, place) }
    // A first year chains to nothing; so does an account brought in from elsewhere, whose past is not here.
    let chain = seal.sealed.seal.previous
    if !chain.isEmpty, seal.posting > 0 || isPastKnown, !previous.contains(seal.activity + chain) {
      add(.chainBroken, place)
    }
    // An account that claims to be brought in, though the log says it was closed here, is one of ours that says less. Clocks
    // may be wrong, and tell nothing.
    let isElsewhere = seal.posting == 0
    if let event = log.closings[VerifiedLog.Closing(year: seal.year, version: seal.version)],
      isElsewhere != (event == .sealsImported)
    {
      return add(.entriesDiffer, place)
    }
    guard !isElsewhere else { return }
    let found = try entries(&year, seal.posting)[seal.activity] ?? .none
    if !found.agrees(with: seal.sealed.account["entries"]) { add(.entriesDiffer, place) }
  }

  /// What is in force in a closed year is what was sealed.
  mutating func closing(_ year: Year) throws {
    let label = MessageValue.text(year.stored.period.label)
    let closing = year.closing
    guard let sealed = closing.first?.posting else { return }
    let last = year.postings.last
    if last?.number ?? 0 != sealed || closing.contains(where: { $0.posting != sealed }) {
      add(.postedAfterClosing, ["year": label, "posting": .integer(last?.number ?? 0)])
    }
    let period = year.stored.period
    for seal in closing {
      guard let dates = seal.sealed.account["fiscal_year"] else { continue }
      if dates["start"]?.text != period.start.iso || dates["end"]?.text != period.end.iso {
        add(.sealOfOther, place(year.stored, seal.activity, seal.version))
      }
    }
  }

  /// The entries in force after a posting, by activity, read once.
  mutating func entries(_ year: inout Year, _ posting: Int) throws -> [String: EntrySummary] {
    if let known = year.inForce[posting] { return known }
    var records: [String: [EntryRecord]] = [:]
    try EntryRows.inForce(year.stored.id, upTo: posting, transaction) { row in
      records[row.record.activity, default: []].append(row.record)
    }
    let summaries = records.mapValues(EntrySummary.init)
    year.inForce[posting] = summaries
    return summaries
  }
}

/// How many entries an activity has, and their digest.
struct EntrySummary {
  let count: Int
  let sha256: String

  /// No entry.
  static let none = EntrySummary([])

  init(_ records: [EntryRecord]) {
    count = records.count
    sha256 = EntryRecord.digest(records)
  }

  /// Whether an account's member `entries` says the same.
  func agrees(with said: JSONValue?) -> Bool {
    said?["count"]?.integer == Int64(count) && said?["sha256"]?.text == sha256
  }
}
