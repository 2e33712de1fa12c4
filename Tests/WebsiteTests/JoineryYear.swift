// The demonstration joinery on a site: its ledger imported, its activity said.

import Accounting
import Demonstration
import Quantities
import Storage
import UseCases

@testable import Website

/// The joinery of the demonstration, with its owner's browser.
struct JoineryYear {
  static let demo = DemonstrationFirm.joinery
  static let seed: UInt64 = 2024

  let harness: SiteHarness
  let owner: Browser
  let firm: OrganisationStore

  /// The ledger of a year as a file.
  static func file(_ year: Int = 2023) -> [UInt8] { Array(FECWriter.write(demo.ledger(year: year, seed: seed))) }

  /// The firm with the ledger of a year.
  init(_ harness: SiteHarness, years: [Int] = [2023]) throws {
    self.harness = harness
    owner = try harness.person("Odile")
    firm = try harness.firm(Self.demo.name, siren: Self.demo.siren, of: owner)
    for year in years { try harness.importLedger(Self.file(year), named: Self.demo.fileName(year: year), into: firm) }
  }

  /// An address of the year.
  func path(_ rest: String, year: Int = 2023) -> String { "/firms/\(firm.id.number)/\(year)\(rest)" }

  /// Says what the firm does, as its owner would.
  func start(year: Int = 2023) async throws {
    try await owner.open(path("/reading", year: year))
    try await owner.send(path("/reading", year: year), [("words", "menuiserie")])
  }

  /// Production carbon as posted.
  func production(year: Int = 2023) throws -> CarbonMass {
    let stored = try firm.year("\(year)")
    guard let account = try firm.account(of: stored.id), let books = StoredBooks(document: account.document) else {
      throw Missing("an account")
    }
    return books.production
  }
}
