// The sheet that is filled in: one row a question, input cells framed, everything else locked.

import CarbonAccounting
import Disclosure
import Quantities
import ReferenceData
import UseCases
import Wording

extension CalculatorWorkbook {
  /// The questionnaire with what is answered already.
  func questionnaire(
    _ layout: CalculatorLayout, _ answers: CalculatorAnswers, _ reference: CalculatorReferenceSheets
  ) throws(Refusal) -> Workbook.Sheet {
    var sheet = Workbook.Sheet(CalculatorWorkbook.questionnaire, widths: [0, 46, 18, 12, 18, 18, 18, 70])
    sheet.put(0, 1, .text(say(.title)), .title)
    sheet.put(CalculatorLayout.formatRow, 0, .text(CalculatorEntries.format))
    sheet.put(CalculatorLayout.formatRow, 1, .text(say(.sheetGuide)), .note)
    for (position, row) in layout.rows.enumerated() {
      let at = CalculatorLayout.firstRow + position
      switch row {
      case .blank: break
      case .section(let title, let lead):
        sheet.put(at, 1, .text(say(title)), .heading)
        if let lead { sheet.put(at, 7, .text(say(lead)), .note) }
      case .heads:
        let heads: [CalculatorMessage] = [.partQuantity, .partUnit, .partAmount, .partWith, .partContent, .sheetNote]
        for (column, head) in heads.enumerated() { sheet.put(at, column + 2, .text(say(head)), .heading) }
      case .field(let name, let label): put(name, label, answers, reference, at, &sheet)
      case .question(let question): put(question, answers, at, &sheet)
      }
    }
    sheet.frozenRows = 2
    return sheet
  }

  private func say(_ key: CalculatorMessage) -> String { speaker.say(key) }

  /// A row with one answer.
  private func put(
    _ name: String, _ label: CalculatorMessage, _ answers: CalculatorAnswers, _ reference: CalculatorReferenceSheets,
    _ row: Int, _ sheet: inout Workbook.Sheet
  ) {
    sheet.put(row, 0, .text(name))
    sheet.put(row, 1, .text(say(label)), .label)
    let text = answers[name]
    let column = CalculatorLayout.value
    switch name {
    case "year":
      let years = library.reference.priceIndex.years
      sheet.put(
        row, column, number(text), .inputNumber, rule: .whole(years.first ?? 0, years.last ?? 9999))
    case "budget":
      let (yes, no) = (speaker.language == .fr ? "oui" : "yes", speaker.language == .fr ? "non" : "no")
      sheet.put(
        row, column, .text(CalculatorLayout.isYes(text) ? yes : no), .inputText, rule: .choices([no, yes]))
    case "branch",
      _ where name.hasSuffix(".branch"):
      sheet.put(row, column, self.text(text), .inputText, rule: .range(reference.branchCodes))
      sheet.put(row, 7, .text(say(.askBranchHint)), .note)
    case "revenue", "previous.balance", "previous.factor",
      _ where name.hasSuffix(".kg"):
      sheet.put(row, column, number(text), .inputNumber, rule: .number)
    default: sheet.put(row, column, self.text(text), .inputText)
    }
  }

  /// A row with quantity, unit, amount, and what came with a content.
  private func put(
    _ question: CalculatorQuestion, _ answers: CalculatorAnswers, _ row: Int, _ sheet: inout Workbook.Sheet
  ) {
    sheet.put(row, 0, .text(question.id))
    sheet.put(row, 1, .text(speaker.language.pick(question.label)), .label)
    sheet.put(row, 7, .text(speaker.language.pick(question.hint)), .note)
    for (part, column) in CalculatorLayout.columns(of: question) {
      let text = answers[CalculatorAnswers.name(question.id, part)]
      if part == .unit {
        let unit = question.units.first { $0 == Unit(text) } ?? question.units.first
        sheet.put(
          row, column, .text(unit?.shown ?? ""), .inputText, rule: .choices(question.units.map(\.shown)))
      } else {
        sheet.put(row, column, number(text), .inputNumber, rule: .number)
      }
    }
  }

  private func number(_ text: String) -> Workbook.Content {
    Rational(decimal: text.filter { !$0.isWhitespace }).map { .number($0.approximate) } ?? .blank
  }

  private func text(_ text: String) -> Workbook.Content { text.isEmpty ? .blank : .text(text) }
}
