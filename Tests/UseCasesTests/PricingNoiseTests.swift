import CanonicalJSON
import CarbonPricing
import Foundation
import Quantities
import TestSupport
import Testing
import Wording

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

  @Test(arguments: 0..<60) func `Projects`(seed: UInt64) throws {
    let library = try Self.shipped.get()
    let text = noisy(try PriceTemplate.text("project", in: .en, Self.directory), seed: seed)
    do {
      let result = try AppraiseProject(library).run(ProjectFile(yaml: text, library), needsPrice: false)
      #expect(isSound(AppraisalDocument.json(result)))
    } catch { #expect(!error.diagnostics.isEmpty) }
  }

  @Test(arguments: 0..<200) func `Margins`(seed: UInt64) throws {
    let library = try Self.shipped.get()
    let text = noisy(try PriceTemplate.text("margin", in: .en, Self.directory), seed: seed)
    do {
      let file = try MarginFile(yaml: text, folder: URL(filePath: "/nowhere"), library.prices)
      #expect(isSound(MarginDocument.json(try RestateMargin(library).run(file, choice: PriceChoice()).report)))
    } catch { #expect(!error.diagnostics.isEmpty) }
  }

  @Test(arguments: 0..<200) func `Actions`(seed: UInt64) throws {
    let library = try Self.shipped.get()
    let text = noisy(try PriceTemplate.text("actions", in: .en, Self.directory), seed: seed)
    do {
      let file = try ActionFile(yaml: text, library.prices)
      let curve = try AbatementCurve(file.actions, rate: (file.rate ?? .zero).approximate, price: nil)
      #expect(isSound(AbatementDocument.json(curve)))
    } catch { #expect(!error.diagnostics.isEmpty) }
  }

  @Test(arguments: 0..<200) func `Policies`(seed: UInt64) throws {
    let library = try Self.shipped.get()
    let text = noisy(try PriceTemplate.text("policy", in: .en, Self.directory), seed: seed)
    do {
      let file = try PolicyFile(yaml: text, library.prices)
      if let fund = file.fund { #expect(fund.movements.allSatisfy { $0.balance >= .zero }) }
    } catch { #expect(!error.diagnostics.isEmpty) }
  }

  @Test(arguments: 0..<100) func `Tables`(seed: UInt64) throws {
    let library = try Self.shipped.get()
    func table(_ name: String) throws -> [UInt8] {
      Array(noisy(try PriceTemplate.text(name, in: .en, asTable: true, Self.directory), seed: seed).utf8)
    }
    let frame = ProjectTable.Frame(
      name: "p", firstYear: 2026, years: 15, discounting: Discounting(rate: 0.06, timing: .end), price: nil)
    do {
      let result = try AppraiseProject(library).run(ProjectTable.read(try table("project"), frame), needsPrice: false)
      #expect(isSound(AppraisalDocument.json(result)))
    } catch { #expect(error is Refusal) }
    do {
      let file = try MarginTable.read(try table("margin"), name: "m")
      #expect(
        isSound(MarginDocument.json(try RestateMargin(library).run(file, choice: PriceChoice(price: "1")).report)))
    } catch { #expect(error is Refusal) }
    do { _ = try ActionFile(csv: try table("actions")) } catch { #expect(error is Refusal) }
  }
}
