import Accounting
import CarbonAccounting
import Foundation
import Quantities
import Storage

/// Organisations with a year of books each.
struct Filling {
  let organisations: Int
  let entries: Int
  /// The books of each, as `sillage account --json` writes them: pages show them. Without them as many bytes of nothing.
  var document =
    #"{"format":"sillage.books/1","accounts":[],"filler":""# + String(repeating: "x", count: 12_000) + #""}"#

  /// Fills the store up to what is wanted; gives the owner of each organisation.
  func fill(_ store: Store, at moment: Timestamp) throws -> [(OrganisationID, PersonID)] {
    let instance = try store.instance(as: .console)
    var people: [(OrganisationID, PersonID)] = []
    for profile in try instance.organisations() {
      if let person = try store.organisation(profile.id, as: .console).members().first?.person {
        people.append((profile.id, person))
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    while people.count < organisations {
      let number = people.count + 1
      let id = try instance.addOrganisation(name: "Firm \(number)", siren: nil, at: moment)
      let person = try instance.addPerson(email: "owner\(number)@example.org", name: "Owner", at: moment)
      let firm = try store.organisation(id, as: .console)
      try keepYear(of: firm, store, number, at: moment)
      try firm.grant(.owner, to: person, at: moment)
      people.append((id, person))
      if number.isMultiple(of: 100) { print("\(number) organisations after \(clock.now - start)") }
    }
    return people
  }

  private func keepYear(of firm: OrganisationStore, _ store: Store, _ number: Int, at moment: Timestamp) throws {
    var upload = try firm.receiveLedger(named: "fec.txt", at: moment)
    try upload.add(ledger(number)[...])
    let job = try upload.finish(at: moment)
    guard let claim = try store.jobs.claim(as: "benchmark", only: job, at: moment) else { return }
    _ = try store.jobs.work(on: claim, clock: { moment })
    let year = try firm.year(nil)
    try firm.record(settings: "activities:\n  - {id: main, naf: 16.23Z}\n", for: year.id, at: moment)
    let release = ReferenceRelease(files: ["factors.csv": Array("id\n".utf8)])
    try firm.pin(year.id, to: release, at: moment)
    let ledger = try firm.ledgers(of: year.id).last?.id ?? 1
    try firm.post(
      KeptBooks(
        ledger: ledger, settings: 1, reference: release.sha256, opening: [:],
        document: document, entries: records(number)), for: year.id, at: moment)
  }

  private func ledger(_ number: Int) -> [UInt8] {
    Array(
      """
      JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise
      AC|Achats|1|20240105|6061|Énergie|||F\(number)|20240105|Facture|\(number),00|0,00|||20240105||
      AC|Achats|1|20241231|401|Fournisseurs|F1|Fournisseur|F\(number)|20240105|Facture|0,00|\(number),00|||20240105||

      """.utf8)
  }

  private func records(_ number: Int) -> [EntryRecord] {
    var generator = SeededGenerator(seed: UInt64(number))
    guard let day = CalendarDate(year: 2024, month: 6, day: 30) else { return [] }
    return (1...entries).map { position in
      EntryRecord(
        id: "AC/\(position)/1@main",
        date: day,
        activity: "main", account: "60\(position % 90 + 10)", supplier: "F\(position % 400)",
        lines: ["AC/\(position)/1"], amount: Money(cents: Int64.random(in: 100...500_000, using: &generator)),
        quantity: nil, unit: nil, category: "goods.wood", rule: "account:601", basis: "monetary",
        factor: "ademe-monetary:wood", vintage: "V23.6", factorValue: "0.412 kgCO2e/EUR",
        source: "ADEME, Base Carbone V23.6", prudence: "0.2", evidence: "",
        carbon: CarbonMass(grams: Int64.random(in: 10...2_000_000, using: &generator)))
    }
  }
}
