import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import ReferenceData
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Figures opened")
struct ExplainPageTests {
  /// What a page says, without its markup and addresses.
  private func words(_ page: Page) -> String { page.text.replacing(/<[^>]*>/, with: " ") }

  /// Ids of categories, factors, measures and activities.
  private var ids: Regex<(Substring, Substring?)> {
    #/(energy|transport|goods|asset|naf|a38|a64|ademe)\.?:?[a-z0-9-]+\.[a-z]|insee-[a-z]+|measure/[0-9]|@main/#
  }

  @Test func `A figure is told in names and grouped numbers, and its factor opens`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let list = try await joinery.owner.open(joinery.path("/questions"))
      let field = try #require(list.text.firstMatch(of: /name="(value-energy-quantity_[^"]*electricity)"/)?.1)
      let id = field.dropFirst("value-".count)
      try await joinery.owner.send(
        joinery.path("/questions"), [(String(field), "64000"), ("unit-\(id)", "kWh"), ("go", "stay")])
      let page = try await joinery.owner.open(joinery.path("/explain?figure=energy.electricity"))
      #expect(page.status == 200)
      #expect(page.shows("Quantité donnée par l'entreprise") && page.shows("Électricité"))
      #expect(words(page).contains("Marge de prudence"))
      #expect(page.shows("Règle : le libellé, le compte ou le fournisseur dit « electricite »"))
      #expect(page.text.contains(/<details><summary>Facteur : [^<]+<span class="value">0,[0-9]+ kgCO2e\/kWh</))
      #expect(page.shows("Incertitude : ± 10 %") && page.text.contains(/<li>Édition V2[0-9]/))
      for figure in ["energy.electricity", "production", "factor", "other", "asset.machines"] {
        let opened = try await joinery.owner.open(joinery.path("/explain?figure=\(figure)"))
        #expect(opened.status == 200)
        #expect(words(opened).firstMatch(of: ids)?.output.0 == nil, "\(figure)")
        #expect(words(opened).firstMatch(of: #/[0-9]{5,} g /#)?.output == nil, "\(figure): grams in groups")
        #expect(words(opened).firstMatch(of: /[0-9]\.[0-9]+ k?gCO2e/)?.output == nil, "\(figure): a decimal comma")
        #expect(!words(opened).contains(/\b1 écritures/))
      }
      joinery.owner.language = "en"
      let english = try await joinery.owner.open(joinery.path("/explain?figure=energy.electricity"))
      #expect(english.shows("Stated by the firm, no document cited") && english.shows("Uncertainty: ± 10 %"))
    }
  }

  @Test func `What is wrong in the same way in several places is said once, with its places`() {
    func lacking(_ day: String, line: Int?) -> Diagnostic {
      Diagnostic(
        .error, CarbonMessage.priceMissing,
        ["account": "6061", "factor": "charbon", "date": CalendarDate(day).map { .date($0) } ?? ""], line: line)
    }
    let found = Finding.all([
      lacking("2024-01-31", line: 9), Diagnostic(.error, CarbonMessage.revenueNil, ["activity": "a"]),
      lacking("2024-02-29", line: 4), lacking("2024-03-31", line: 4),
    ])
    #expect(found.map(\.count) == [3, 1])
    #expect(found.map(\.lines) == [[4, 9], []])
    #expect(found[0].message == lacking("2024-01-31", line: nil).message)
  }
}
