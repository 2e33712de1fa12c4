import CarbonAccounting
import Demonstration
import Foundation
import HTTPTypes
import Identity
import Quantities
import Storage
import Testing
import UseCases
import Wording

@testable import Website

@Suite("What leaves the firm: the factor's page, and the page customers check it on")
struct StatementPageTests {
  /// The demonstration firms, and a browser of the one called so.
  private static func demonstration(_ harness: SiteHarness, _ firm: DemonstrationFirm) throws -> (Browser, Int64) {
    var generator = harness.site.random()
    _ = try FillDemonstration(
      harness.site.library, harness.site.store, speaker: harness.site.speaker(.fr), worker: "test",
      clock: { SiteHarness.now }
    ).run(seed: 2024, effort: .init(cost: 10, blocks: 1, lanes: 1), using: &generator)
    let organisations = try harness.site.store.instance(as: .console).organisations()
    let id = try #require(organisations.first { $0.siren == firm.siren }).id
    let store = try harness.site.store.organisation(id, as: .console)
    return (try harness.member(.owner, of: store, "Zoé"), id.number)
  }

  @Test(arguments: Language.allCases)
  func `Goods resold have their own words, and each seal names its activity`(_ language: Language) async throws {
    try await SiteHarness.open { harness in
      let (owner, firm) = try Self.demonstration(harness, .restaurant)
      owner.language = language.rawValue
      let closed = try await owner.open("/firms/\(firm)/2023/statement")
      #expect(closed.status == 200)
      #expect(
        closed.shows(
          language == .fr ? "seulement si son fournisseur en a transmis un" : "only if its supplier transmitted one"))
      let link = try #require(closed.text.firstMatch(of: /href="\/a\/([0-9a-z]+)"/)?.1)
      // The restaurant's sentence, footer and document; the bottles' sentence.
      #expect(closed.text.components(separatedBy: "127.0.0.1:8080/a/\(link)</p>").count - 1 == 4)
      for name in ["Restaurant", "Vente de bouteilles à emporter"] {
        #expect(closed.text.contains("<h3>\(name)</h3>"), "\(name)")
        #expect(closed.shows(language == .fr ? "vos offres : \(name) (PDF)" : "your offers: \(name) (PDF)"))
      }
      let ids = closed.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      #expect(!closed.text.contains("transmission.") && !closed.text.contains("statement-page."))
    }
  }

  @Test func `An example of a resold product is reckoned, and what is wrong in it is said`() async throws {
    try await SiteHarness.open { harness in
      let (owner, firm) = try Self.demonstration(harness, .restaurant)
      let page = try await owner.open("/firms/\(firm)/2023/statement")
      let field = try #require(page.text.firstMatch(of: /name="supplier-([^"]+)"/)?.1)
      let told = try await owner.open("/firms/\(firm)/2023/statement?supplier-\(field)=2&margin-\(field)=100")
      #expect(told.status == 200 && told.shows("2,0 kg CO2e transmis par le fournisseur"))
      let wrong = try await owner.open("/firms/\(firm)/2023/statement?supplier-\(field)=2&margin-\(field)=cent")
      #expect(
        wrong.status == 422 && wrong.shows("« cent » n'est pas un montant") && wrong.text.contains("value=\"cent\""))
    }
  }

  @Test func `An open year shows the factor of the closed one, its own and the one that empties the balance`()
    async throws
  {
    try await SiteHarness.open { harness in
      let (owner, firm) = try Self.demonstration(harness, .joinery)
      let page = try await owner.open("/firms/\(firm)/2024/statement")
      #expect(page.shows("Celui du compte clos 2023") && page.shows("Celui de ce compte, tel qu'il est"))
      #expect(page.shows("Celui qui vide l'écart") && page.shows("La justification, pour le vérificateur"))
      let store = try harness.site.store.organisation(OrganisationID(firm), as: .console)
      let posted = try #require(try store.account(of: try store.year("2024").id))
      let account = try #require(StoredBooks(document: posted.document)?.accounts.first)
      let factor = harness.site.speaker(.fr).numbers.decimal(account.emptyingFactor.gramsText)
      #expect(account.emptyingFactor != account.closingFactor && page.shows("\(factor) g CO2e/€ HT"))
    }
  }

  @Test func `A customer who types an amount that no account can hold is told so`() async throws {
    try await SiteHarness.open { harness in
      let (owner, firm) = try Self.demonstration(harness, .joinery)
      let page = try await owner.open("/firms/\(firm)/2023/statement")
      let code = try #require(page.text.firstMatch(of: /href="\/a\/([0-9a-z]+)"/)?.1)
      let customer = Browser(client: harness.client)
      for amount in ["99999999999999999999", "abc", "9999999999999"] {
        let told = try await customer.open("/a/\(code)?amount=\(amount)")
        #expect(told.status == 422 && told.shows("À corriger"), "\(amount)")
        #expect(told.text.contains("value=\"\(amount)\"") && told.shows("Le sceau tient"))
      }
      #expect(try await customer.open("/a/\(code)?amount=250").shows("250,00"))
    }
  }
}
