import Accounting
import CarbonAccounting
import Databases
import Demonstration
import Foundation
import Quantities
import Storage
import TestSupport
import Wording

@testable import UseCases

/// A store with one demonstration firm in it, and its ledgers of the years asked for.
struct Desk {
  static let dawn = Timestamp(milliseconds: 1_735_689_600_000)

  let library: Library
  let all: Store
  let firm: OrganisationStore

  private static let shipped = Result { try Library.shipped() }
  static let seed: UInt64 = 2024

  /// Runs `body` with a store of its own.
  static func open<T>(
    _ firm: DemonstrationFirm = .joinery, years: ClosedRange<Int>? = 2023...2023, _ body: (Desk) throws -> T
  ) throws -> T {
    let library = try shipped.get()
    return try withFolder { folder in
      let place = try StoreLocation(
        folder.appending(path: "store.db").path, environment: [:], directory: .checkout(Checkout.root))
      let store = try place.open(creating: true, at: dawn)
      defer { store.close() }
      let id = try store.instance(as: .console).addOrganisation(name: firm.name, siren: firm.siren, at: dawn)
      let desk = Desk(library: library, all: store, firm: try store.organisation(id, as: .console))
      for year in years.map(Array.init) ?? [] {
        let path = folder.appending(path: firm.fileName(year: year)).path
        try Data(FECWriter.write(firm.ledger(year: year, seed: seed))).write(to: URL(filePath: path))
        let importer = ImportLedger(store, worker: "test", clock: { dawn })
        _ = try importer.finish(try importer.receive(path, for: desk.firm))
      }
      return try body(desk)
    }
  }

  /// What the demonstration firm says of a year.
  static func settings(_ firm: DemonstrationFirm, _ year: Int) throws -> FirmFile {
    let library = try shipped.get()
    let settings = firm.settings(year: year, seed: seed)
    return try FirmFile(text: DemonstrationFile(firm, year, settings, Speaker(library.catalogue, .fr)).text)
  }

  func year(_ label: String = "2023") throws -> StoredYear { try firm.year(label) }

  var change: ChangeSettings { ChangeSettings(library, firm, at: Desk.dawn) }

  /// The firm says it is a joinery, and nothing else.
  @discardableResult
  func begin() throws -> KeepStoredBooks.Result {
    try change.run(year: try year(), [.activities([Desk.joinery])])
  }

  static let joinery = CarbonAccounting.Activity(id: "main", label: "Menuiserie", naf: "16.23Z")

  func questions(_ result: KeepStoredBooks.Result) throws -> QuestionList {
    try QuestionList(
      result.books.books, settings: try SettingsInForce(firm, result.year).file.settings, library: library,
      lastYear: try LastYear(firm, before: result.year))
  }
}
