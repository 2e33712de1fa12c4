import Accounting
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import Storage
import TestPeers
import Testing
import UseCases

@testable import Website

@Suite("A supplier's footprint counts, on pages")
struct FootprintCountTests {
  private static let id = "b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678"
  private static let newer = "c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789"

  private static func footprint(_ id: String, status: String = "Active", replaces: String? = nil) -> String {
    let preceding = replaces.map { "\"precedingPfIds\": [\"\($0)\"]," } ?? ""
    return TestFootprintHost.footprint(
      id, "Vernis mat", "\"1.5\"", status: status,
      members:
        "\(preceding) \"validityPeriodStart\": \"2023-01-01T00:00:00Z\", \"validityPeriodEnd\": \"2023-12-31T23:59:59Z\",",
      carbon: "\"verification\": {\"providerName\": \"Auditeur SA\"},")
  }

  private struct Desk {
    let site: SiteHarness
    let owner: Browser
    let firm: OrganisationStore
    let host: TestFootprintHost
    var path: String { "/firms/\(firm.id.number)/suppliers/footprints" }

    func read() async throws -> Page {
      try await owner.open(path)
      return try await owner.send(
        path,
        [
          ("address", host.url), ("client", TestFootprintHost.clientID), ("secret", TestFootprintHost.secret),
          ("do", "read"),
        ])
    }

    /// A supplier whose purchases are counted by their amount.
    func supplier() throws -> Supplier {
      let books = try books()
      let entry = try #require(
        books.journal.entries.first { $0.quality == .monetary && !$0.isProvisional && $0.supplier != nil })
      return Supplier(number: entry.supplier?.number ?? "", account: entry.account)
    }

    func books() throws -> CarbonBooks {
      try KeepStoredBooks.books(of: try firm.year("2023"), firm, site.site.library, at: SiteHarness.now)
    }

    func settings() throws -> FirmSettings {
      try SettingsInForce(firm, try firm.year("2023")).file.settings
    }
  }

  private struct Supplier {
    let number: String
    let account: String
  }

  private static func desk(
    _ footprints: [String], _ body: @escaping @Sendable (Desk) async throws -> Void
  ) async throws {
    var manners = FootprintHostManners()
    manners.footprints = footprints
    try await TestFootprintHost.run(manners) { host in
      try await SiteHarness.open {
        $0.reachesThisMachine = true
      } _: { site in
        let anna = try site.person("Anna")
        let firm = try AdviserPagesTests.kept(site, of: anna)
        try await body(Desk(site: site, owner: anna, firm: firm, host: host))
      }
    }
  }

  @Test func `One figure counts a purchase by the footprint, which the supplier's page shows and takes back`()
    async throws
  {
    try await Self.desk([Self.footprint(Self.id)]) { desk in
      let supplier = try desk.supplier()
      let count = "\(desk.path)/count"
      #expect(try await desk.read().shows("Vernis mat"))
      let form = try await desk.owner.submit(count)
      #expect(form.status == 200 && form.shows("Auditeur SA") && form.shows("du 01/01/2023 au 31/12/2023"))
      let fields = [("supplier", supplier.number), ("account", supplier.account), ("evidence", "3 factures")]
      #expect(form.shows("1,5 kg CO2e pour 1 L") && form.text.contains("<option value=\"\" selected>"))
      #expect(
        try await desk.owner.submit(count, [("supplier", ""), ("quantity", "1")]).shows("Choisissez dans la liste"))
      let wrong = try await desk.owner.submit(count, fields + [("quantity", "beaucoup")])
      #expect(
        wrong.status == 422 && wrong.text.contains("value=\"beaucoup\"") && wrong.text.contains("value=\"3 factures\""))
      let done = try await desk.owner.send(count, fields + [("quantity", "333,5")])
      #expect(done.status == 200 && done.shows("Achats comptés par une empreinte") && done.shows(Self.id))
      #expect(done.shows("Votre carbone de production passe de"))
      let bought = try #require(try desk.settings().footprints.first)
      #expect(bought.quantity == Quantity(try #require(Rational(decimal: "333.5")), .litre))
      let books = try desk.books()
      let entry = try #require(books.journal.entries.first { $0.id == "footprint/1@main" })
      #expect(entry.carbon.grams == 600_300)
      let why = try await desk.owner.open("/firms/\(desk.firm.id.number)/2023/explain?figure=\(supplier.account)")
      #expect(why.shows(Self.id) && why.shows("Empreinte"), "\(why.text.prefix(3000))")
      try await desk.owner.open(
        "/firms/\(desk.firm.id.number)/suppliers/one?year=2023&supplier=\(Browser.escaped(supplier.number))")
      try await desk.owner.send("\(desk.path)/remove")
      #expect(try desk.settings().footprints.isEmpty)
    }
  }

  @Test func `A footprint taken back or replaced is said, and its newer version takes its place`() async throws {
    try await Self.desk([
      Self.footprint(Self.id, status: "Deprecated"), Self.footprint(Self.newer, replaces: Self.id),
    ]) { desk in
      let supplier = try desk.supplier()
      let count = "\(desk.path)/count"
      let listed = try await desk.read()
      #expect(!listed.shows("Des empreintes que votre compte utilise ont changé"))
      let old = try await desk.owner.submit(count)
      #expect(old.shows("Le fournisseur a retiré cette empreinte"))
      try await desk.owner.send(
        count, [("supplier", supplier.number), ("account", supplier.account), ("quantity", "10")])
      #expect(try desk.settings().footprints.map(\.footprint.isDeprecated) == [true])
      let books = try desk.books()
      #expect(books.departures.contains { $0.key == "footprint-bought.departure-deprecated" })
      let again = try await desk.read()
      #expect(again.shows("Des empreintes que votre compte utilise ont changé") && again.shows(Self.newer))
      let json = try #require(again.forms(count).last?.firstMatch(of: /name="footprint" value="([^"]*)"/)).1
        .replacing("&quot;", with: "\"")
      let form = try await desk.owner.submit(count, [("footprint", String(json))])
      #expect(
        form.shows("Prendre cette version à la place") && form.text.contains("value=\"\(supplier.number)\" selected"))
      try await desk.owner.send(count, [("supplier", supplier.number), ("quantity", "20"), ("replaces", "1")])
      #expect(try desk.settings().footprints.map(\.footprint.id) == [Self.newer])
    }
  }

  @Test func `What is refused leaves the account as it was: another year's footprint, a stranger's form`() async throws
  {
    let late = Self.footprint(Self.id).replacing("2023-01-01T", with: "2025-01-01T").replacing(
      "2023-12-31T", with: "2025-12-31T")
    try await Self.desk([late]) { desk in
      let supplier = try desk.supplier()
      let count = "\(desk.path)/count"
      _ = try await desk.read()
      try await desk.owner.submit(count)
      let refused = try await desk.owner.submit(count, [("supplier", supplier.number), ("quantity", "10")])
      #expect(refused.status == 422 && refused.shows("vaut du 01/01/2025 au 31/12/2025"))
      let lost = try await desk.owner.submit(
        count, [("footprint", "{}"), ("supplier", supplier.number), ("quantity", "1")])
      #expect(lost.status == 422 && lost.shows("n'est plus lisible"))
      #expect(try desk.settings().footprints.isEmpty)
    }
  }
}
