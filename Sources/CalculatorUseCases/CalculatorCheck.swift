// What answers must say before anything is computed: asked in words of the questionnaire, never of a ledger.

import CarbonAccounting
import Quantities
import ReferenceData
import UseCases

extension CalculatorEntries {
  /// Refuses answers that cannot be computed, each with the question it is about.
  func check(_ library: Library, _ period: FiscalYear) throws(Refusal) {
    var problems: [Diagnostic] = []
    if !library.reference.priceIndex.years.contains(year) {
      problems.append(CalculatorRefusal.yearUnknown.diagnostic(String(year), field: "year"))
    }
    if revenue <= .zero {
      problems.append(CalculatorRefusal.revenueMissing.diagnostic(revenue.decimalText, field: "revenue"))
    }
    for line in lines {
      guard let question = library.questionnaire[line.id] else {
        problems.append(CalculatorRefusal.questionUnknown.diagnostic(line.id, field: line.id))
        continue
      }
      problems += check(line, question, library, period)
    }
    if direct.count > CalculatorEntries.directCount {
      problems.append(
        CalculatorRefusal.outOfRange.diagnostic(
          String(direct.count), at: .message(Message(CalculatorMessage.directTitle)),
          ["range": .text("≤ \(CalculatorEntries.directCount)")], field: "direct"))
    }
    if !problems.isEmpty { throw Refusal(problems) }
  }

  private func check(
    _ line: Line, _ question: CalculatorQuestion, _ library: Library, _ period: FiscalYear
  ) -> [Diagnostic] {
    let place = MessageValue.localized(question.label)
    func problem(_ key: CalculatorRefusal, _ part: String) -> [Diagnostic] {
      [key.diagnostic("", at: place, field: "\(question.id).\(part)")]
    }
    if question.kind == .specific, specific[question.id] == nil { return problem(.specificUnsaid, "branch") }
    if let quantity = line.quantity {
      let unit = question.units.first
      guard let unit, quantity.converted(to: unit) != nil else { return problem(.unitUnknown, "unit") }
    }
    if line.contentAmount < .zero || (line.contentAmount == .zero) != (line.content == .zero) {
      return problem(.contentIncomplete, "content")
    }
    let isPhysical = question.factor.hasPrefix("id:")
    if isPhysical, line.quantity == nil, line.amount != .zero, question.fallback.isEmpty,
      library.reference.prices.price(String(question.factor.dropFirst(3)), on: period.end) == nil
    {
      return problem(.quantityNeeded, "quantity")
    }
    return []
  }
}
