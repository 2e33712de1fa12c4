// The calculator as a workbook: the questionnaire, the result by formulas, the factors with their sources. It works
// without Sillage, and Sillage reads the answers back.

import CarbonAccounting
import Disclosure
import Quantities
import ReferenceData
import UseCases
import Wording

/// Writes and reads the calculator's workbook.
public struct CalculatorWorkbook: Sendable {
  let library: Library
  let speaker: Speaker

  /// The name of the sheet that is filled in, in both languages.
  static let questionnaire = "Questionnaire"

  /// Workbooks in the speaker's language.
  public init(_ library: Library, _ speaker: Speaker) {
    self.library = library
    self.speaker = speaker
  }

  /// The XLSX file.
  ///
  /// - Parameters:
  ///   - answers: what stands in the input cells already; nothing for an empty questionnaire.
  ///   - year: the year it is for, where the answers do not say.
  /// - Throws: a refusal when the answers are no entries, though they are not empty.
  public func xlsx(_ answers: CalculatorAnswers = CalculatorAnswers(), year: Int) throws(Refusal) -> [UInt8] {
    let years = library.reference.priceIndex.years
    var answers = answers
    let books: CarbonBooks? =
      answers.isEmpty ? nil : try answers.entries(library).books(library, in: speaker.language)
    if answers["year"].isEmpty { answers["year"] = String(min(max(year, years.first ?? year), years.last ?? year)) }
    let layout = CalculatorLayout(library.questionnaire)
    let reference = try CalculatorReferenceSheets(library, speaker, layout)
    let result = CalculatorResultSheet(layout: layout, reference: reference, books: books, answers: answers)
    let workbook = Workbook(
      title: speaker.say(CalculatorMessage.title),
      sheets: [try questionnaire(layout, answers, reference), result.sheet()] + reference.sheets)
    return try workbook.xlsx()
  }

  /// The answers in a workbook, and the cell each stands in: `Questionnaire!C12`.
  ///
  /// - Throws: a refusal when it is no workbook of this calculator.
  public static func answers(
    xlsx bytes: [UInt8], _ questionnaire: Questionnaire
  ) throws(Refusal) -> (answers: CalculatorAnswers, cells: [String: String]) {
    let cells = try WorkbookCells(xlsx: bytes, sheet: self.questionnaire)
    guard cells[CalculatorLayout.formatRow, 0] == CalculatorEntries.format else {
      let found = cells[CalculatorLayout.formatRow, 0]
      throw Refusal(CalculatorRefusal.fileVersion.diagnostic(found, field: "\(self.questionnaire)!A2"))
    }
    var answers = CalculatorAnswers()
    var places: [String: String] = [:]
    let general = Set(CalculatorLayout.generalFields)
    for row in cells.filledRows {
      let id = cells[row, 0]
      func take(_ name: String, _ column: Int) {
        answers[name] = cells[row, column]
        places[name] = "\(self.questionnaire)!\(Workbook.address(row, column))"
      }
      if general.contains(id) { take(id, CalculatorLayout.value) }
      guard let question = questionnaire[id] else { continue }
      for (part, column) in CalculatorLayout.columns(of: question) { take(CalculatorAnswers.name(id, part), column) }
    }
    // The workbook asks yes or no in the reader's words; a box is ticked or not.
    answers["budget"] = CalculatorLayout.isYes(answers["budget"]) ? "1" : ""
    return (answers, places)
  }

  /// The entries in a workbook.
  ///
  /// - Throws: a refusal that names each cell which cannot be read.
  public static func entries(xlsx bytes: [UInt8], _ library: Library) throws(Refusal) -> CalculatorEntries {
    let (answers, cells) = try answers(xlsx: bytes, library.questionnaire)
    do throws(Refusal) { return try answers.entries(library) } catch {
      throw Refusal(error.diagnostics.map { $0.inFile(cells[$0.field ?? ""] ?? questionnaire) })
    }
  }
}

/// Where everything stands in the sheet that is filled in.
struct CalculatorLayout {
  /// A row.
  enum Row {
    case blank
    case section(CalculatorMessage, CalculatorMessage?)
    case heads
    case field(String, CalculatorMessage)
    case question(CalculatorQuestion)
  }

  /// The row that says the format, in the hidden first column.
  static let formatRow = 1
  /// The column of answers that stand alone.
  static let value = 2

  let rows: [Row]

  init(_ questionnaire: Questionnaire) {
    var rows: [Row] = [
      .section(.firmTitle, nil), .field("firm", .askFirm), .field("year", .askYear), .field("branch", .askBranch),
      .field("revenue", .askRevenue), .field("budget", .askBudget), .blank,
    ]
    let kinds: [(PurchaseCategory.Kind, CalculatorMessage, CalculatorMessage)] = [
      (.energy, .energyTitle, .energyLead), (.transport, .transportTitle, .transportLead),
      (.asset, .assetTitle, .assetLead), (.specific, .specificTitle, .specificLead), (.other, .otherTitle, .otherLead),
    ]
    for (kind, title, lead) in kinds {
      rows += [.section(title, lead), .heads]
      for question in questionnaire.questions where question.kind == kind {
        if kind == .specific {
          rows.append(.field(CalculatorAnswers.name(question.id, .label), .specificLabel))
          rows.append(.field(CalculatorAnswers.name(question.id, .branch), .specificBranch))
        }
        rows.append(.question(question))
      }
      rows.append(.blank)
    }
    rows.append(.section(.directTitle, .directLead))
    for number in 1...CalculatorEntries.directCount {
      rows += [
        .field("direct.\(number).label", .directLabel), .field("direct.\(number).author", .directAuthor),
        .field("direct.\(number).kg", .directCarbon),
      ]
    }
    rows += [
      .blank, .section(.previousTitle, .previousLead), .field("previous.balance", .previousBalance),
      .field("previous.factor", .previousFactor),
    ]
    self.rows = rows
  }

  /// The rows begin under the title and the guide.
  static let firstRow = 3

  /// The fields that have a row of their own.
  static var generalFields: [String] {
    let specific = (1...2).flatMap { ["specific.\($0).label", "specific.\($0).branch"] }
    let direct = (1...CalculatorEntries.directCount).flatMap { number in
      ["label", "author", "kg"].map { "direct.\(number).\($0)" }
    }
    return ["firm", "year", "branch", "revenue", "budget", "previous.balance", "previous.factor"] + specific + direct
  }

  /// The parts of a question that stand in its row, with their columns.
  static func columns(of question: CalculatorQuestion) -> [(CalculatorAnswers.Part, Int)] {
    (question.units.isEmpty ? [] : [(.quantity, 2), (.unit, 3)]) + [(.amount, 4), (.with, 5), (.content, 6)]
  }

  /// The row of a field or question, from 0.
  func row(of name: String) -> Int {
    let position = rows.firstIndex { row in
      switch row {
      case .field(let field, _): field == name
      case .question(let question): question.id == name
      case .blank, .section, .heads: false
      }
    }
    return CalculatorLayout.firstRow + (position ?? 0)
  }

  /// A reference to a cell of the questionnaire, for formulas.
  func cell(_ name: String, _ column: Int = CalculatorLayout.value) -> String {
    "\(CalculatorWorkbook.questionnaire)!\(Workbook.address(row(of: name), column))"
  }

  static func isYes(_ text: String) -> Bool { ["oui", "yes", "1"].contains(text.lowercased()) }
}
