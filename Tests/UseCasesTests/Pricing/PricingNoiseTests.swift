import CanonicalJSON
import CarbonPricing
import Foundation
import Quantities
import TestSupport
import Testing
import Wording

@testable import PricingUseCases
@testable import UseCases

/// Templates with a few characters changed at random: they compute or are refused with a reason; nothing traps.
@Suite struct PricingNoiseTests {
  private static let shipped = Result { try Library.shipped() }
  private static let directory = DataDirectory.checkout(Checkout.root)

  private func noisy(_ text: String, seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...8, using: &random) where !characters.isEmpty {
      let place = Int.random(in: 0..<characters.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: characters.remove(at: place)
      case 1: characters[place] = Array("0123456789").randomElement(using: &random) ?? "0"
      case 2: characters.insert(Array("9-:{}[],%€ \n#&*!|>'\".te").randomElement(using: &random) ?? "-", at: place)
      case 3:
        characters.insert(contentsOf: Array(repeating: "9", count: Int.random(in: 1...20, using: &random)), at: place)
      default:
        let end = min(place + Int.random(in: 1...30, using: &random), characters.count)
        characters.insert(contentsOf: characters[place..<end], at: end)
      }
    }
    return String(characters)
  }

  /// Whether every number of a document is one: JSON has no other.
  private func isSound(_ json: JSONValue) -> Bool {
    !["nan", "inf"].contains { json.canonicalText.contains("\"\($0)") || json.canonicalText.contains("\"-\($0)") }
  }

  /// Runs `body`, which may only fail by a refusal.
  private func attempt(_ body: (Library) throws -> Void) throws {
    let library = try Self.shipped.get()
    do { try body(library) } catch {
      #expect((error as? Refusal)?.diagnostics.isEmpty == false, "\(error)")
    }
  }

  private func template(_ name: String, asTable: Bool = false, _ seed: UInt64) throws -> String {
    noisy(try PriceTemplate.text(name, in: .en, asTable: asTable, Self.directory), seed: seed)
  }

  @Test(arguments: 0..<60) func `Projects`(seed: UInt64) throws {
    let text = try template("project", seed)
    try attempt { library in
      let result = try AppraiseProject(library).run(ProjectFile(yaml: text, library), needsPrice: false)
      #expect(isSound(AppraisalDocument.json(result)))
    }
  }

  @Test(arguments: 0..<200) func `Margins`(seed: UInt64) throws {
    let text = try template("margin", seed)
    try attempt { library in
      let file = try MarginFile(yaml: text, folder: URL(filePath: "/nowhere"), library.prices)
      let report = try RestateMargin(library).run(file, choice: PriceChoice()).report
      #expect(isSound(MarginDocument.json(report)))
    }
  }

  @Test(arguments: 0..<200) func `Actions`(seed: UInt64) throws {
    let text = try template("actions", seed)
    try attempt { library in
      let file = try ActionFile(yaml: text, library.prices)
      let curve = try AbatementCurve(file.actions, rate: (file.rate ?? .zero).approximate, price: nil)
      #expect(isSound(AbatementDocument.json(curve)))
    }
  }

  @Test(arguments: 0..<200) func `Policies`(seed: UInt64) throws {
    let text = try template("policy", seed)
    try attempt { library in
      let fund = try PolicyFile(yaml: text, library.prices).fund
      #expect(fund?.movements.allSatisfy { $0.balance >= .zero } != false)
    }
  }

  @Test(arguments: 0..<100) func `Tables of projects, margins and actions`(seed: UInt64) throws {
    let texts = try PriceTemplate.tables.map { Array(try template($0, asTable: true, seed).utf8) }
    let frame = ProjectTable.Frame(
      name: "p", firstYear: 2026, years: 15, discounting: Discounting(rate: 0.06, timing: .end), price: nil)
    try attempt { library in
      let result = try AppraiseProject(library).run(ProjectTable.read(texts[0], frame), needsPrice: false)
      #expect(isSound(AppraisalDocument.json(result)))
    }
    try attempt { library in
      let file = try MarginTable.read(texts[1], name: "m")
      let report = try RestateMargin(library).run(file, choice: PriceChoice(price: "1")).report
      #expect(isSound(MarginDocument.json(report)))
    }
    try attempt { _ in _ = try ActionFile(csv: texts[2]) }
  }
}
