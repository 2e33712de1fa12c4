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
  private func settings(_ joinery: JoineryYear) throws -> FirmSettings {
    try SettingsInForce(joinery.firm, try joinery.firm.year("2023")).file.settings
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
      guard let id = page.text.firstMatch(of: /name="use" value="([^"]+)"/)?.1 else {
        // Without a whole proposal there is no button: that is all there is to see.
        return
      }
      try await joinery.owner.send(joinery.path("/questions"), [("use", String(id))])
      #expect(try settings(joinery).measures.count == 1)
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
      let incomplete = try await joinery.owner.send(joinery.path("/questions"), [(content, "150,5"), ("go", "stay")])
      #expect(incomplete.status == 422)
      try await joinery.owner.send(
        joinery.path("/questions"), [(content, "150,5"), ("content-account-\(id)", "2022, clos"), ("go", "stay")])
      let stated = try #require(try settings(joinery).supplierContents.first)
      #expect(stated.value == .intensity(CarbonIntensity(milligrams: 150_500)) && stated.account == "2022, clos")
    }
  }
}
