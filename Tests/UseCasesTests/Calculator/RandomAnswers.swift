import CarbonAccounting
import Quantities
import ReferenceData

@testable import CalculatorUseCases
@testable import UseCases

/// Answers drawn from a seed: every question, every unit, both signs where both may be.
struct RandomAnswers {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  func entries(_ library: Library) -> CalculatorEntries {
    var copy = self
    return copy.draw(library)
  }

  private mutating func money(_ most: Int64) -> Money { Money(cents: Int64.random(in: 1...most, using: &generator)) }

  private mutating func mass() -> CarbonMass { CarbonMass(grams: Int64.random(in: 1...9_000_000, using: &generator)) }

  private mutating func draw(_ library: Library) -> CalculatorEntries {
    var entries = CalculatorEntries(
      year: Int.random(in: 2019...2025, using: &generator), naf: "56.10A", revenue: money(500_000_000))
    entries.firm = ["", "Les \"Deux\" Rives", "É & Fils <SARL>"].randomElement(using: &generator) ?? ""
    entries.isBudget = Bool.random(using: &generator)
    for question in library.questionnaire.questions where Int.random(in: 0..<3, using: &generator) > 0 {
      let hasContent = Bool.random(using: &generator)
      var quantity: Quantity?
      if let unit = question.units.randomElement(using: &generator) {
        let value = try? Rational(Int128(Int64.random(in: 1...90_000_000, using: &generator)), over: 1000)
        quantity = value.map { Quantity($0, unit) }
      }
      if question.kind == .specific {
        entries.specific[question.id] = CalculatorEntries.Specific(label: "Vin", naf: "11.02B")
      }
      entries.lines.append(
        CalculatorEntries.Line(
          id: question.id, quantity: quantity, amount: money(9_000_000),
          contentAmount: hasContent ? money(2_000_000) : .zero, content: hasContent ? mass() : .zero))
    }
    for number in 0..<Int.random(in: 0...CalculatorEntries.directCount, using: &generator) {
      let carbon = mass()
      entries.direct.append(
        CalculatorEntries.Direct(
          label: "Fuite \(number)", author: "Technicien", carbon: number == 1 ? -carbon : carbon))
    }
    if Bool.random(using: &generator) {
      let factor = CarbonIntensity(milligrams: Int64.random(in: 0...900_000, using: &generator))
      entries.previous = CalculatorEntries.Previous(balance: -mass(), factor: factor)
    }
    return entries
  }
}
