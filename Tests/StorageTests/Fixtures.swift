import Accounting
import CanonicalJSON
import CarbonAccounting
import Crypto
import Dispatch
import Foundation
import Quantities
import Storage
import Synchronization
import Testing

/// A ledger entry of two lines: an expense and the supplier it is owed to.
struct FECEntry {
  var number: Int
  var day: String
  var account = "6061"
  var cents = 100_00
  var label = "Courant"
}

/// The bytes of a FEC. Its period goes from the first month an entry is in to the last one.
func fec(_ entries: [FECEntry]) -> [UInt8] {
  var text =
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
    + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n"
  for entry in entries {
    let amount = "\(entry.cents / 100),\(entry.cents % 100 < 10 ? "0" : "")\(entry.cents % 100)"
    for (account, sums) in [(entry.account, "\(amount)|0,00"), ("401", "0,00|\(amount)")] {
      text +=
        "AC|Achats|\(entry.number)|\(entry.day)|\(account)|Compte \(account)|||F\(entry.number)|\(entry.day)|"
        + "\(entry.label)|\(sums)|||\(entry.day)||\n"
    }
  }
  return Array(text.utf8)
}

/// A ledger of the calendar year with `count` entries, at least two.
func yearly(_ year: Int, count: Int = 2, cents: Int = 100_00, label: String = "Courant") -> [UInt8] {
  fec(
    (1...count).map {
      FECEntry(number: $0, day: $0 == count ? "\(year)1230" : "\(year)0105", cents: cents, label: label)
    })
}

extension Store {
  /// A new organisation, as the console sees it.
  func newFirm(_ name: String = "Atelier", siren: String? = nil) throws -> OrganisationStore {
    try organisation(try instance(as: .console).addOrganisation(name: name, siren: siren, at: dawn), as: .console)
  }

  /// A new person.
  func newPerson(_ name: String) throws -> PersonID {
    try instance(as: .console).addPerson(email: "\(name)@example.org", name: name, at: dawn)
  }

  /// Imports a ledger to the end of the job.
  @discardableResult
  func load(_ bytes: [UInt8], into firm: OrganisationStore, named name: String = "x.txt") throws -> Job {
    let job = try firm.receive(bytes, named: name)
    if job.hasEnded { return job }
    let claim = try #require(try jobs.claim(as: UUID().uuidString, only: job, at: dawn))
    return try jobs.work(on: claim, clock: { dawn })
  }
}

extension OrganisationStore {
  /// Receives a file and queues it.
  func receive(_ bytes: [UInt8], named name: String = "x.txt") throws -> Job {
    var upload = try receiveLedger(named: name, at: dawn)
    try upload.add(bytes[...])
    return try upload.finish(at: dawn)
  }

  /// Books of a year with these entries, kept from what is in force.
  func books(_ year: Int, _ entries: [EntryRecord]) throws -> KeptBooks {
    let stored = try #require(try years().first { $0.id == year })
    let ledger = try #require(try ledgers(of: year).first(where: \.isCurrent))
    let opening = try openingSeals(of: stored).map { ($0.activity, $0.sealed.seal.sha256) }
    return KeptBooks(
      ledger: ledger.id, settings: try settings(for: year)?.version ?? 0, reference: try #require(stored.reference),
      opening: Dictionary(uniqueKeysWithValues: opening), document: EntryRecord.digest(entries), entries: entries)
  }

  /// The seal of the only activity of those books, chained to the year before.
  func seal(_ year: Int, _ books: KeptBooks, key: Curve25519.Signing.PrivateKey? = nil) throws -> SealedAccounts {
    let stored = try #require(try years().first { $0.id == year })
    return try sealedAccounts(
      of: stored.period, books.entries, siren: try profile().siren, after: books.opening["main"] ?? "", key: key)
  }

  /// Closes a year with these entries.
  func close(_ year: Int, _ entries: [EntryRecord], key: Curve25519.Signing.PrivateKey? = nil) throws {
    let books = try books(year, entries)
    try close(year, books, sealed: try seal(year, books, key: key), at: dawn)
  }
}

/// The day of an ISO date.
func day(_ iso: String) -> CalendarDate {
  guard let day = CalendarDate(iso) else { preconditionFailure("\(iso) is no day") }
  return day
}

/// A release of reference data, small as they come.
func release(_ word: String = "factors") -> ReferenceRelease {
  ReferenceRelease(files: ["factors.csv": Array(word.utf8), "rules.csv": Array("rules".utf8)])
}

/// A carbon entry of 2024.
func entry(_ id: String, grams: Int64 = 1000, supplier: String? = nil, evidence: String = "") -> EntryRecord {
  EntryRecord(
    id: id, date: day("2024-03-01"), activity: "main", account: "6061", supplier: supplier,
    lines: ["AC/1/1", "AC/1/2"], amount: Money(cents: 100_00), quantity: nil, unit: nil, category: "energy",
    rule: "account:6061", basis: "monetary", factor: "power", vintage: "2023", factorValue: "0.5 gCO2e/EUR",
    source: "source", prudence: nil, evidence: evidence, carbon: CarbonMass(grams: grams))
}

/// An account of one activity with these entries, sealed.
func sealedAccounts(
  of period: FiscalYear, _ entries: [EntryRecord], siren: String? = nil, after previous: String = "",
  key: Curve25519.Signing.PrivateKey? = nil
) throws -> SealedAccounts {
  let account: JSONValue = [
    "activity": ["id": "main", "kind": "service"], "siren": .optional(siren),
    "fiscal_year": ["start": .string(period.start.iso), "end": .string(period.end.iso)],
    "balance_g": .integer(entries.map(\.carbon).total().grams), "closing_factor_g": "0.500", "factor_unit": "EUR",
    "entries": ["count": .integer(Int64(entries.count)), "sha256": .string(EntryRecord.digest(entries))],
  ]
  return try SealedAccounts(kept: [.init(account: account, seal: try Seal(account, after: previous, key: key))])
}

/// The first reason of the refusal that `body` throws.
func reason<T>(_ body: () throws -> T) -> String? {
  do { _ = try body() } catch { return (error as? Refusal)?.diagnostics.first?.message.key ?? "\(error)" }
  return nil
}

extension String {
  /// The key of one of the store's messages.
  static func says(_ key: StorageMessage) -> String { key.rawValue }
}

/// Runs `body` on several threads at once and returns what they gave, in the order of their numbers.
func onThreads<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) throws -> [T] {
  let results = Mutex<[Int: Result<T, any Error>]>([:])
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    Thread.detachNewThread {
      defer { group.leave() }
      let result = Result { try body(number) }
      results.withLock { $0[number] = result }
    }
  }
  group.wait()
  return try results.withLock { found in try (0..<count).map { try #require(found[$0]).get() } }
}
