// The result by formulas: what the program computes, to the gram, in a spreadsheet that anybody can follow.

import CarbonAccounting
import Disclosure
import Quantities
import ReferenceData
import UseCases
import Wording

/// The sheet of results.
struct CalculatorResultSheet {
  let layout: CalculatorLayout
  let reference: CalculatorReferenceSheets
  /// The books of the answers, for the values viewers show before they compute; nil for an empty questionnaire.
  let books: CarbonBooks?
  let answers: CalculatorAnswers

  private static let firstRow = 3

  private var speaker: Speaker { reference.speaker }
  private var questions: [CalculatorQuestion] { reference.library.questionnaire.questions }
  private func say(_ key: CalculatorMessage) -> String { speaker.say(key) }

  /// The sheet.
  func sheet() -> Workbook.Sheet {
    var sheet = Workbook.Sheet(say(.sheetResult), widths: [50, 20, 18, 24, 18, 18, 18])
    sheet.put(0, 0, .text(say(.sheetResult)), .title)
    sheet.put(1, 0, .text(say(.sheetExact)), .note)
    let heads: [CalculatorMessage] = [
      .headCategory, .sheetBasis, .sheetValue, .sheetProduct, .sheetEstimated, .sheetContent, .total,
    ]
    for (column, head) in heads.enumerated() { sheet.put(2, column, .text(say(head)), .heading) }
    for (position, question) in questions.enumerated() {
      put(question, CalculatorResultSheet.firstRow + position, &sheet)
    }
    putTotals(&sheet)
    sheet.frozenRows = 3
    return sheet
  }

  // One question.

  private func put(_ question: CalculatorQuestion, _ row: Int, _ sheet: inout Workbook.Sheet) {
    let line = row + 1
    let shown = CalculatorShown(question, books)
    let (basis, factor) = formulas(question)
    let content = "\(layout.cell(question.id, 6))"
    sheet.put(row, 0, .text(speaker.language.pick(question.label)), .label)
    sheet.put(row, 1, .formula("=" + basis, shown.basis), .exact)
    sheet.put(row, 2, .formula("=" + factor, shown.factor), .exact)
    let product = shown.basis * shown.factor * reference.prudenceValue
    sheet.put(row, 3, .formula("=B\(line)*C\(line)*\(reference.prudence)", product), .exact)
    sheet.put(row, 4, .formula("=" + halfEven("D\(line)"), shown.estimated), .integer)
    // A content needs the amount of the invoices it stands on, and they a content.
    let paid = layout.cell(question.id, 5)
    sheet.put(
      row, 5, .formula("=IF((N(\(paid))=0)=(N(\(content))=0),\(halfEven("N(\(content))*1000")),NA())", shown.content),
      .integer)
    sheet.put(row, 6, .formula("=E\(line)+F\(line)", shown.estimated + shown.content), .integer)
  }

  /// The formulas of what is multiplied: quantity or deflated amount, and grams per unit.
  private func formulas(_ question: CalculatorQuestion) -> (basis: String, factor: String) {
    let amount = "N(\(layout.cell(question.id, 4)))"
    let year = layout.cell("year")
    if question.kind == .specific || question.kind == .other {
      let isOwn = question.kind == .specific
      let branch = layout.cell(isOwn ? "\(question.id).branch" : "branch")
      let ratio = reference.deflator(from: year, to: reference.year(ofBranch: branch))
      return (
        "IF(\(amount)=0,0,\(amount)*\(ratio))",
        "IF(\(amount)=0,0,\(reference.intensity(ofBranch: branch, isProduction: isOwn)))"
      )
    }
    let ids = CalculatorReferenceSheets.factors(of: question, reference.library)
    guard let id = ids.first, let factor = reference.factor(id) else { return ("0", "0") }
    if question.kind == .asset { return (amount, reference.value(of: id)) }
    if factor.unit == .euro {
      return ("\(amount)*\(reference.deflator(from: year, to: String(factor.year)))", reference.value(of: id))
    }
    let quantity = "N(\(layout.cell(question.id, 2)))"
    let measured = quantity + ratio(question, factor)
    if ids.count > 1, let other = reference.factor(ids[1]) {
      let deflated = "\(amount)*\(reference.deflator(from: year, to: String(other.year)))"
      return (
        "IF(\(quantity)>0,\(measured),\(deflated))",
        "IF(\(quantity)>0,\(reference.value(of: id)),\(reference.value(of: ids[1])))"
      )
    }
    let bought = reference.price(of: id, in: year).map { "\(amount)/\($0)" } ?? "NA()"
    return ("IF(\(quantity)>0,\(measured),IF(\(amount)=0,0,\(bought)))", reference.value(of: id))
  }

  /// What brings a quantity in the unit chosen to the unit of the factor.
  private func ratio(_ question: CalculatorQuestion, _ factor: EmissionFactor) -> String {
    let cell = layout.cell(question.id, 3)
    var formula = ""
    for unit in question.units where unit != factor.unit {
      guard let one = Quantity(Rational.one, unit).converted(to: factor.unit) else { continue }
      formula += "*IF(\(cell)=\"\(unit.shown)\",\(one.value.plainText),1)"
    }
    return formula
  }

  /// Rounded to the whole, halves to the even neighbour. Binary numbers are a hair off: the sixth decimal decides.
  private func halfEven(_ formula: String) -> String {
    let value = "ROUND(\(formula),6)"
    return "IF(ABS(\(value)-TRUNC(\(value)))=0.5,2*ROUND(\(value)/2,0),ROUND(\(value),0))"
  }

  // The account.

  private func putTotals(_ sheet: inout Workbook.Sheet) {
    var row = CalculatorResultSheet.firstRow + questions.count
    let account = books?.accounts.first
    func put(_ key: CalculatorMessage, _ formula: String, _ value: Double, _ style: Workbook.Style) -> String {
      sheet.put(row, 0, .text(say(key)), .label)
      sheet.put(row, 6, .formula("=" + formula, value), style)
      row += 1
      return "G\(row)"
    }
    let statements = (1...CalculatorEntries.directCount).map { number in
      halfEven("N(\(layout.cell("direct.\(number).kg")))*1000")
    }
    let direct = put(.directTotal, statements.joined(separator: "+"), grams(account?.direct), .integer)
    let yes = speaker.language == .fr ? "oui" : "yes"
    let isBudget = "\(layout.cell("budget"))=\"\(yes)\""
    let before = "N(\(layout.cell("previous.balance")))*1000"
    let carried = put(.carriedOver, "IF(\(isBudget),0,\(halfEven(before)))", grams(account?.opening), .integer)
    let last = CalculatorResultSheet.firstRow + questions.count
    let production = put(
      .resultProduction, "SUM(G\(CalculatorResultSheet.firstRow + 1):G\(last))+\(direct)+\(carried)",
      grams(account?.production), .integer)
    let revenue = put(
      .resultRevenue, "N(\(layout.cell("revenue")))", account?.revenue.euros.approximate ?? 0, .exact)
    let intensity = try? account?.closingFactor()
    let milligrams = Double(intensity?.milligrams ?? 0)
    let factor = put(
      .resultFactor, "IF(\(revenue)>0,(\(halfEven("\(production)/\(revenue)*1000")))/1000,0)", milligrams / 1000,
      .result)
    let transmitted = halfEven("\(revenue)*N(\(layout.cell("previous.factor")))")
    let sales = put(
      .sheetSales,
      "IF(\(isBudget),0,IF(\(layout.cell("previous.factor"))=\"\",\(production),\(transmitted)))",
      grams(account?.sales), .integer)
    _ = put(
      .resultBalance, "IF(\(isBudget),0,\(production)-\(sales))", grams(account?.balance), .integer)
    putSentence(factor, isBudget, row + 1, milligrams, &sheet)
  }

  private func putSentence(
    _ factor: String, _ isBudget: String, _ row: Int, _ milligrams: Double, _ sheet: inout Workbook.Sheet
  ) {
    // FIXED writes decimals as the reader's program does; TEXT would need the reader's own format.
    func pieces(_ key: CalculatorMessage) -> String {
      let text = speaker.say(
        key,
        [
          "factor": .text("\"&FIXED(\(factor),3,TRUE)&\""), "year": .text("\"&\(layout.cell("year"))&\""),
        ])
      return "\u{22}\(text)\u{22}"
    }
    let entriesSay = answers["budget"].isEmpty ? CalculatorMessage.sheetSentence : .sheetSentenceBudget
    let value = speaker.say(
      entriesSay,
      [
        "factor": .text(speaker.numbers.decimal(CarbonIntensity(milligrams: Int64(milligrams)).gramsText)),
        "year": .text(answers["year"]),
      ])
    sheet.put(row, 0, .text(say(.sentenceTitle)), .heading)
    sheet.put(
      row + 1, 0,
      .formulaText("=IF(\(isBudget),\(pieces(.sheetSentenceBudget)),\(pieces(.sheetSentence)))", value), .resultText)
  }

  private func grams(_ mass: CarbonMass?) -> Double { Double(mass?.grams ?? 0) }
}

/// What the books say of one question, as the numbers a viewer shows.
private struct CalculatorShown {
  var basis = 0.0
  var factor = 0.0
  var estimated = 0.0
  var content = 0.0

  init(_ question: CalculatorQuestion, _ books: CarbonBooks?) {
    for entry in books?.journal.entries ?? [] where CalculatorLine.question(of: entry) == question.id {
      switch entry.basis {
      case .supplierContent: content += Double(entry.carbon.grams)
      case .physical(let quantity, let factor, _):
        (basis, self.factor) = (quantity.value.approximate, factor.gramsPerUnit.approximate)
        estimated += Double(entry.carbon.grams)
      case .monetary(let factor, let deflator):
        basis = (entry.amount?.euros.approximate ?? 0) * deflator.ratio.approximate
        self.factor = factor.gramsPerUnit.approximate
        estimated += Double(entry.carbon.grams)
      case .statement: break
      }
    }
  }
}
