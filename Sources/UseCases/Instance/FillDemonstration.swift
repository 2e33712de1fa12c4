// The demonstration firms in a store, with people who can sign in: a site to be used at once.

import Accounting
import Demonstration
import Identity
import Quantities
import Storage
import Wording

/// Puts the demonstration firms into a store: two years each, the first closed and published, the second open.
public struct FillDemonstration: Sendable {
  private let library: Library
  private let store: Store
  private let speaker: Speaker
  private let worker: String
  private let now: Timestamp
  private let clock: @Sendable () -> Timestamp

  /// The job on a store.
  ///
  /// - Parameters:
  ///   - speaker: the language of the comments in the firms' settings.
  ///   - worker: a name no other process has.
  ///   - clock: gives the moment.
  public init(
    _ library: Library, _ store: Store, speaker: Speaker, worker: String, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.library = library
    self.store = store
    self.speaker = speaker
    self.worker = worker
    self.clock = clock
    now = clock()
  }

  /// Fills the store.
  ///
  /// - Parameters:
  ///   - seed: of the firms' amounts.
  ///   - effort: how slow the password is hashed.
  ///   - keyPath: an Ed25519 key to sign with, made when it does not exist; nil for seals without a signature.
  /// - Returns: the password of everybody, made now: nothing that opens a demonstration is known beforehand.
  /// - Throws: `demonstration.is-there`; `demonstration.no-password`.
  public func run(
    seed: UInt64, effort: PasswordHash.Effort = .usual, keyPath: String? = nil,
    using generator: inout some RandomNumberGenerator
  ) throws(Refusal) -> String {
    let known = try store.instance(as: .console).organisations().compactMap(\.siren)
    guard !DemonstrationFirm.allCases.contains(where: { known.contains($0.siren) }) else {
      throw Refusal(Diagnostic(.error, DemonstrationRefusal.isThere))
    }
    let password = (0..<4).map { _ in PublishYear.code(using: &generator).prefix(4) }.joined(separator: "-")
    let people = try addPeople(password, effort, using: &generator)
    for firm in DemonstrationFirm.allCases {
      let id = try store.instance(as: .console).addOrganisation(name: firm.name, siren: firm.siren, at: now)
      let organisation = try store.organisation(id, as: .console)
      for (person, id) in people {
        if let role = person.role(in: firm) { try organisation.grant(role, to: id, at: now) }
      }
      for year in DemonstrationFirm.years {
        let kept = try keep(year, of: firm, organisation, seed: seed)
        guard year < DemonstrationFirm.years.upperBound else { continue }
        try close(kept, organisation, keyPath: keyPath, using: &generator)
      }
    }
    return password
  }

  private func addPeople(
    _ password: String, _ effort: PasswordHash.Effort, using generator: inout some RandomNumberGenerator
  ) throws(Refusal) -> [(DemonstrationPerson, PersonID)] {
    let hash: PasswordHash
    do { hash = try PasswordHash(password, effort: effort, using: &generator) } catch {
      throw Refusal(Diagnostic(.error, DemonstrationRefusal.noPassword))
    }
    var people: [(DemonstrationPerson, PersonID)] = []
    for person in DemonstrationPerson.allCases {
      let id = try store.people.signUp(email: person.email, name: person.name, passwordHash: hash.text, at: now)
      people.append((person, id))
      if person == .keeper { try store.instance(as: .console).appoint(operator: id, at: now) }
    }
    return people
  }

  /// Imports a year's ledger and keeps its books with the firm's own settings.
  private func keep(
    _ year: Int, of firm: DemonstrationFirm, _ organisation: OrganisationStore, seed: UInt64
  ) throws(Refusal) -> StoredYear {
    let (ledger, settings) = firm.books(year: year, seed: seed)
    var upload = try organisation.receiveLedger(named: firm.fileName(year: year), at: now)
    try upload.add(FECWriter.write(ledger)[...])
    _ = try ImportLedger(store, worker: worker, clock: clock).finish(try upload.finish(at: now))
    let kept = try organisation.year(String(year))
    try organisation.record(
      settings: DemonstrationFile(firm, year, settings, speaker).text, for: kept.id, at: now)
    var request = KeepStoredBooks.Request()
    request.year = String(year)
    return try KeepStoredBooks(library, organisation, at: now).run(request).year
  }

  /// Closes a year at the end of March, as firms do, and shows its account to customers.
  private func close(
    _ year: StoredYear, _ organisation: OrganisationStore, keyPath: String?,
    using generator: inout some RandomNumberGenerator
  ) throws(Refusal) {
    let label = year.period.label
    guard let day = CalendarDate(year: year.period.end.year + 1, month: 3, day: 31) else { return }
    _ = try CloseStoredYear.run(label, of: organisation, on: day, keyPath: keyPath, library: library, at: now)
    _ = try PublishYear.run(try organisation.year(label), of: organisation, using: &generator, at: now)
  }
}
