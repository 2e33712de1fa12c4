// The sheets formulas look things up in: factors with their sources, branches, prices and the price index by year.

import CarbonAccounting
import Disclosure
import Quantities
import ReferenceData
import UseCases
import Wording

/// The figures of the workbook that nobody types.
struct CalculatorReferenceSheets {
  let library: Library
  let speaker: Speaker
  /// The factors formulas name, in the order of their rows.
  private let factors: [EmissionFactor]
  private let branches: [Branch]
  private let years: [Int]
  private let priced: [String]
  private let prudenceMargin: Rational

  init(_ library: Library, _ speaker: Speaker, _ layout: CalculatorLayout) throws(Refusal) {
    self.library = library
    self.speaker = speaker
    years = library.reference.priceIndex.years
    branches = try Nomenclature(ReferenceFiles(library.referenceFiles)).branches.filter { branch in
      library.reference.factors.factor("naf:\(branch.code):production") != nil
    }
    let lastDay = CalculatorEntries(year: years.last ?? 0, naf: "", revenue: .zero).period?.end
    do {
      prudenceMargin =
        try lastDay.map { (day) throws(Diagnostic) in
          try library.reference.parameters.value("prudence.margin", on: day)
        } ?? .zero
    } catch { throw Refusal(error) }
    var ids: [String] = []
    for question in library.questionnaire.questions {
      for id in CalculatorReferenceSheets.factors(of: question, library) where !ids.contains(id) { ids.append(id) }
    }
    factors = ids.compactMap { library.reference.factors.factor($0) }
    priced = ids.filter { library.reference.prices.ids.contains($0) }
  }

  /// The factors a question may be counted at, its own first; none for those of a branch that is answered.
  static func factors(of question: CalculatorQuestion, _ library: Library) -> [String] {
    let own = question.factor.isEmpty ? ruleFactor(question, library) : question.factor
    return [own, question.fallback].filter { !$0.isEmpty && !$0.hasPrefix("branch:") }
      .map { $0.hasPrefix("id:") ? String($0.dropFirst(3)) : $0 }
  }

  private static func ruleFactor(_ question: CalculatorQuestion, _ library: Library) -> String {
    guard question.kind == .asset, let year = library.reference.priceIndex.years.last,
      let day = CalendarDate(year: year, month: 1, day: 1)
    else { return "" }
    return library.reference.classification.rule(for: question.account, on: day)?.factor ?? ""
  }

  /// The factor of an id and the row it stands in.
  func factor(_ id: String) -> EmissionFactor? { factors.first { $0.id == id } }

  var sheets: [Workbook.Sheet] { [factorSheet(), branchSheet(), priceSheet()] }

  // What formulas say.

  private var factorName: String { "'\(speaker.say(CalculatorMessage.sheetFactors))'" }
  private var branchName: String { "'\(speaker.say(CalculatorMessage.sheetBranches))'" }
  private var priceName: String { "'\(speaker.say(CalculatorMessage.sheetPrices))'" }
  private static let firstFactor = 3

  /// The cell that holds 1.2.
  var prudence: String { "(1+\(factorName)!$C$2)" }
  var prudenceValue: Double { 1 + prudenceMargin.approximate }

  /// The cell of a factor's grams per unit.
  func value(of id: String) -> String {
    let position = factors.firstIndex { $0.id == id } ?? 0
    return "\(factorName)!$C$\(CalculatorReferenceSheets.firstFactor + position + 1)"
  }

  /// Grams per euro of a branch: its production or what it buys.
  func intensity(ofBranch cell: String, isProduction: Bool) -> String {
    branchColumn(isProduction ? "C" : "D", cell)
  }

  /// The year of a branch's euros.
  func year(ofBranch cell: String) -> String { branchColumn("E", cell) }

  private func branchColumn(_ column: String, _ cell: String) -> String {
    let last = branches.count + 1
    return "INDEX(\(branchName)!$\(column)$2:$\(column)$\(last),MATCH(\(cell),\(branchName)!$A$2:$A$\(last),0))"
  }

  /// The list a branch is chosen from.
  var branchCodes: String { "=\(branchName)!$A$2:$A$\(branches.count + 1)" }

  /// What an amount of the year in `cell` is multiplied by to be in euros of `year`.
  func deflator(from cell: String, to year: String) -> String { "(\(index(of: year))/\(index(of: cell)))" }

  private func index(of year: String) -> String { lookup(row: 2, year) }

  /// The price of a unit in the year of `cell`; nil where there is none.
  func price(of id: String, in cell: String) -> String? {
    priced.firstIndex(of: id).map { lookup(row: $0 + 3, cell) }
  }

  private func lookup(row: Int, _ year: String) -> String {
    let last = Workbook.address(0, years.count + 1).filter(\.isLetter)
    return "INDEX(\(priceName)!$C$\(row):$\(last)$\(row),MATCH(\(year),\(priceName)!$C$1:$\(last)$1,0))"
  }

  // The sheets.

  private func heads(_ keys: [CalculatorMessage], _ row: Int, _ sheet: inout Workbook.Sheet) {
    for (column, key) in keys.enumerated() { sheet.put(row, column, .text(speaker.say(key)), .heading) }
  }

  private func factorSheet() -> Workbook.Sheet {
    var sheet = Workbook.Sheet(speaker.say(CalculatorMessage.sheetFactors), widths: [30, 50, 16, 18, 14, 8, 80])
    sheet.put(0, 0, .text(speaker.say(CalculatorMessage.sheetFactors)), .title)
    sheet.put(1, 1, .text(speaker.say(CalculatorMessage.sheetPrudence)), .label)
    sheet.put(1, 2, .number(prudenceMargin.approximate), .exact)
    heads([.sheetFactor, .sheetName, .sheetValue, .sheetUnit, .sheetVintage, .sheetYear, .sheetSource], 2, &sheet)
    for (position, factor) in factors.enumerated() {
      let row = CalculatorReferenceSheets.firstFactor + position
      sheet.put(row, 0, .text(factor.id))
      sheet.put(row, 1, .text(speaker.language.pick(factor.name)), .label)
      sheet.put(row, 2, .number(factor.gramsPerUnit.approximate), .exact)
      sheet.put(row, 3, .text("gCO2e/\(factor.unit.shown)"))
      sheet.put(row, 4, .text(factor.vintage))
      sheet.put(row, 5, .number(Double(factor.year)), .plain)
      let source = [factor.citation.text, factor.citation.reference, factor.citation.url].filter { !$0.isEmpty }
      sheet.put(row, 6, .text(source.joined(separator: " — ")), .note)
    }
    sheet.frozenRows = 3
    return sheet
  }

  private func branchSheet() -> Workbook.Sheet {
    var sheet = Workbook.Sheet(speaker.say(CalculatorMessage.sheetBranches), widths: [10, 90, 22, 22, 8])
    heads([.askBranch, .sheetName, .sheetProduction, .sheetIntermediate, .sheetYear], 0, &sheet)
    for (position, branch) in branches.enumerated() {
      let catalogue = library.reference.factors
      guard let made = catalogue.factor("naf:\(branch.code):production"),
        let bought = catalogue.factor("naf:\(branch.code):intermediate")
      else { continue }
      sheet.put(position + 1, 0, .text(branch.code))
      sheet.put(position + 1, 1, .text(speaker.language.pick(branch.label)))
      sheet.put(position + 1, 2, .number(made.gramsPerUnit.approximate), .exact)
      sheet.put(position + 1, 3, .number(bought.gramsPerUnit.approximate), .exact)
      sheet.put(position + 1, 4, .number(Double(made.year)))
    }
    sheet.frozenRows = 1
    return sheet
  }

  private func priceSheet() -> Workbook.Sheet {
    var sheet = Workbook.Sheet(
      speaker.say(CalculatorMessage.sheetPrices), widths: [30, 12] + years.map { _ in 10 })
    heads([.sheetFactor, .sheetUnit], 0, &sheet)
    sheet.put(1, 0, .text(speaker.say(CalculatorMessage.sheetIndex)), .label)
    for (column, year) in years.enumerated() {
      sheet.put(0, column + 2, .number(Double(year)), .heading)
      // Every ratio is that of two values of the series: any base will do.
      if let base = years.first, let ratio = try? library.reference.priceIndex.ratio(from: base, to: year) {
        sheet.put(1, column + 2, .number(ratio.approximate * 100), .exact)
      }
    }
    for (position, id) in priced.enumerated() {
      sheet.put(position + 2, 0, .text(id))
      for (column, year) in years.enumerated() {
        guard let day = CalendarDate(year: year, month: 12, day: 31),
          let price = library.reference.prices.price(id, on: day)
        else { continue }
        sheet.put(position + 2, 1, .text("€/\(price.unit.shown)"))
        sheet.put(position + 2, column + 2, .number(price.euros.approximate), .exact)
      }
    }
    sheet.frozenRows = 1
    return sheet
  }
}
