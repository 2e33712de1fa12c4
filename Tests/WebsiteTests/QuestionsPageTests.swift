import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Step 4: questions")
struct QuestionsPageTests {
  private func settings(_ joinery: JoineryYear, _ year: String = "2023") throws -> FirmSettings {
    try SettingsInForce(joinery.firm, try joinery.firm.year(year)).file.settings
  }

  /// The name of the first field of a kind.
  private func field(_ part: String, _ page: Page) throws -> String {
    let pattern = try Regex("name=\"(\(part)-[a-z][^\"]+)\"")
    let name = try #require(page.text.firstMatch(of: pattern)?.output[1].substring)
    return String(name)
  }

  @Test func `Answers are saved together, and the account tells at once`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let before = try joinery.production()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let value = try field("value", page)
      let id = String(value.dropFirst("value-".count))
      let unit = try #require(
        page.hidden(joinery.path("/questions")).first { $0.0 == "unit-\(id)" }?.1
          ?? page.text.firstMatch(of: try Regex("name=\"unit-\(id)\"><option value=\"([^\"]+)\""))?.output[1]
          .substring.map(String.init))
      let after = try await joinery.owner.send(
        joinery.path("/questions"),
        [(value, "12 500"), ("unit-\(id)", unit), ("evidence-\(id)", "factures"), ("go", "stay")])
      #expect(after.path == joinery.path("/questions") && after.shows("C'est enregistré"))
      #expect(try joinery.production() != before)
      let measure = try #require(try settings(joinery).measures.first)
      #expect(measure.quantity.value == Rational(12_500) && measure.evidence == "factures")
      #expect(after.shows("répondu") && after.text.contains("value=\"12500\""))
      // Sent again as it is shown, nothing changes.
      let version = try joinery.firm.settings(for: 1)?.version
      try await joinery.owner.send(
        joinery.path("/questions"),
        [(value, "12500"), ("unit-\(id)", unit), ("evidence-\(id)", "factures"), ("go", "stay")])
      #expect(try joinery.firm.settings(for: 1)?.version == version)
      // Emptied, the question is open again.
      try await joinery.owner.send(joinery.path("/questions"), [("unit-\(id)", unit), ("go", "stay")])
      #expect(try settings(joinery).measures.isEmpty)
    }
  }

  @Test func `I don't know is an answer, and can be taken back`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let before = try joinery.production()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let unknown = try field("unknown", page)
      let after = try await joinery.owner.send(joinery.path("/questions"), [(unknown, "1"), ("go", "stay")])
      #expect(after.shows("estimation gardée"))
      #expect(try settings(joinery).keptEstimates.count + settings(joinery).withoutDirectEmissions.count == 1)
      #expect(try joinery.production() == before)
      try await joinery.owner.send(joinery.path("/questions"), [("go", "stay")])
      #expect(try settings(joinery).keptEstimates.count + settings(joinery).withoutDirectEmissions.count == 0)
    }
  }

  @Test func `A quantity the labels give is taken with one click`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let ids = page.text.matches(of: /name="use" value="([^"]+)"/).map { String($0.1) }
      let id = try #require(ids.first { $0 != QuestionsPage.everyProposal })
      try await joinery.owner.send(joinery.path("/questions"), [("use", id)])
      #expect(try settings(joinery).measures.map(\.evidence) == ["Lu dans les libellés du grand livre"])
      // All that are left at once.
      try await joinery.owner.send(joinery.path("/questions"), [("use", QuestionsPage.everyProposal), ("go", "stay")])
      #expect(try settings(joinery).measures.count >= ids.count - 2)
    }
  }

  @Test(arguments: ["douze", "1e9", "-3", "63,695"])
  func `What is no quantity is refused with its field, what was typed stays, nothing changes`(
    _ typed: String
  ) async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let value = try field("value", page)
      let id = String(value.dropFirst("value-".count))
      let unit = id.contains("transport") ? "km" : "kWh"
      let units = page.text.matches(of: try Regex("name=\"unit-\(id)\"[^>]*>(<option value=\"([^\"]+)\")?"))
      let known =
        units.first?.output[2].substring.map(String.init)
        ?? page.hidden(joinery.path("/questions")).first { $0.0 == "unit-\(id)" }?.1 ?? unit
      let after = try await joinery.owner.send(
        joinery.path("/questions"), [(value, typed), ("unit-\(id)", known), ("go", "stay")])
      #expect(after.status == 422 && after.shows("« \(typed) »"))
      #expect(after.text.contains("value=\"\(typed)\""))
      #expect(try settings(joinery).measures.isEmpty)
    }
  }

  @Test func `Direct emissions are stated with their author, and taken back`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let before = try joinery.production()
      try await joinery.owner.open(joinery.path("/questions"))
      let unsigned = try await joinery.owner.send(
        joinery.path("/questions"), [("direct-more", "120"), ("direct-label-more", "fluide"), ("go", "stay")])
      #expect(unsigned.status == 422 && unsigned.shows("Qui l'a estimé ?"))
      let page = try await joinery.owner.send(
        joinery.path("/questions"),
        [
          ("direct-more", "120"), ("direct-label-more", "fluide"), ("direct-author-more", "Froid Services"),
          ("go", "stay"),
        ])
      #expect(page.shows("estimé par Froid Services"))
      #expect(try joinery.production() - before == CarbonMass(grams: 120_000))
      try await joinery.owner.send(joinery.path("/questions"), [("drop-direct-0", "1"), ("go", "stay")])
      #expect(try joinery.production() == before)
    }
  }

  @Test func `A supplier's content counts as it was transmitted`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let content = try field("content", page)
      let id = String(content.dropFirst("content-".count))
      let supplier = try #require(page.text.firstMatch(of: /Les factures de (.+?) portent-elles/)?.1)
      #expect(page.text.contains("<details><summary>Vos plus gros fournisseurs"))
      let incomplete = try await joinery.owner.send(joinery.path("/questions"), [(content, "150,5"), ("go", "stay")])
      #expect(incomplete.status == 422)
      // The error names the supplier, and its panel is open.
      #expect(incomplete.text.contains(", \(supplier) »"))
      #expect(incomplete.text.contains("<details open><summary>Vos plus gros fournisseurs"))
      try await joinery.owner.send(
        joinery.path("/questions"), [(content, "150,5"), ("content-account-\(id)", "2022, clos"), ("go", "stay")])
      let stated = try #require(try settings(joinery).supplierContents.first)
      #expect(stated.value == .intensity(CarbonIntensity(milligrams: 150_500)) && stated.account == "2022, clos")
    }
  }

  @Test func `Questions are asked in words, without ids, and what is still estimated is told`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let page = try await joinery.owner.open(joinery.path("/questions"))
      #expect(page.shows("Combien de litres de gazole avez-vous achetés en 2023 ?"))
      let words = page.text.replacing(/<[^>]*>/, with: " ")
      #expect(!words.contains(/energy\.[a-z]/) && !words.contains("kWh_pcs"))
      let account = try await joinery.owner.open(joinery.path("/account"))
      #expect(!account.text.replacing(/<[^>]*>/, with: " ").contains(/energy\.[a-z]/))
      try await joinery.owner.open(joinery.path("/questions"))
      // Everything acknowledged: nothing is open, and all of it is still estimated.
      let unknown = page.text.matches(of: /name="(unknown-[^"]+)"/).map { (String($0.1), "1") }
      let after = try await joinery.owner.send(joinery.path("/questions"), unknown + [("go", "stay")])
      #expect(after.shows("0 question ouverte, ") && after.text.contains(/[0-9]+ estimations gardées/))
      #expect(after.text.contains(/figure-label">Encore estimé<\/p><p class="figure-value">[1-9]/))
    }
  }

  @Test func `Last year's content of a supplier is a choice, marked as last year's once taken`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness, years: [2023, 2024])
      try await joinery.start(year: 2023)
      let before = try await joinery.owner.open(joinery.path("/questions", year: 2023))
      let content = try field("content", before)
      let id = String(content.dropFirst("content-".count))
      try await joinery.owner.send(
        joinery.path("/questions", year: 2023),
        [(content, "150,5"), ("content-account-\(id)", "2022, clos"), ("go", "stay")])
      try await joinery.start(year: 2024)
      let page = try await joinery.owner.open(joinery.path("/questions", year: 2024))
      #expect(try settings(joinery, "2024").supplierContents.isEmpty)
      #expect(page.text.contains("name=\"again-\(id)\"") && page.shows("celui de l'an dernier : 150,500 gCO2e/€"))
      try await joinery.owner.send(joinery.path("/questions", year: 2024), [("again-\(id)", "1"), ("go", "stay")])
      let taken = try #require(try settings(joinery, "2024").supplierContents.first)
      #expect(taken.value == .intensity(CarbonIntensity(milligrams: 150_500)) && taken.account == "2022, clos")
      #expect(taken.evidence == "Repris de l'an dernier, faute d'un contenu plus récent")
    }
  }

  @Test func `Evidence is kept in French whoever clicks, and read in the reader's language`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      joinery.owner.language = "en"
      let page = try await joinery.owner.open(joinery.path("/questions"))
      let use = try #require(page.text.firstMatch(of: /name="use" value="(energy[^"]+)"/)?.1)
      let after = try await joinery.owner.send(joinery.path("/questions"), [("use", String(use))])
      #expect(try settings(joinery).measures.map(\.evidence) == ["Lu dans les libellés du grand livre"])
      let again = try await joinery.owner.open(joinery.path("/questions"))
      #expect(after.status == 200 && again.text.contains("value=\"Read in the labels of the ledger\""))
    }
  }
}
