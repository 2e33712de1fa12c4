import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Quotes and price lists on the site")
struct DocumentsPageTests {
  @Test func `A closed account goes onto a quote, and what was typed stays when it is refused`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let path = "/firms/\(firm.id.number)/2023/documents"
      #expect(try await anna.open(path).shows("clôturez cet exercice d'abord"))
      let closing = try CloseStoredYear.run(
        nil, of: firm, on: try #require(CalendarDate("2024-03-01")), keyPath: nil, library: site.site.library,
        at: SiteHarness.now)
      let factor = try #require(closing.sealed.accounts.first.flatMap { InvoiceFactor($0) })
      #expect(try await anna.open(path).shows("designation;quantite;unite;prix"))
      let refused = try await anna.submit(path, [("kind", "quote"), ("format", "txt"), ("lines", "rien\nA")])
      #expect(refused.status == 422 && refused.shows("Il manque la colonne") && refused.text.contains("rien\nA"))
      let quote = try await anna.submit(
        path,
        [
          ("kind", "quote"), ("format", "csv"), ("customer", "Mairie"), ("number", "D1"),
          ("lines", "designation;quantite;prix\nFenêtre;2;500"),
        ])
      #expect(quote.status == 200 && quote.text.contains("Fenêtre,2,,500.00,1000.00,\(factor.grams(of: 100_000))"))
      try await anna.open(path)
      let paper = try await anna.submit(path, [("kind", "letterhead"), ("format", "txt"), ("lines", "")])
      #expect(paper.status == 200 && paper.text.contains("g CO2e par € HT, compte 2023"))
      let reader = try site.member(.verifier, of: firm, "Vera")
      #expect(try await reader.open(path).status == 200)
    }
  }
}

/// The closing factor of a sealed account.
private struct InvoiceFactor {
  let factor: CarbonIntensity

  init?(_ sealed: SealedAccounts.Sealed) {
    guard let factor = sealed.account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }) else {
      return nil
    }
    self.factor = factor
  }

  func grams(of cents: Int64) -> Int64 { (try? factor.content(of: Money(cents: cents)))?.grams ?? -1 }
}
