import CarbonAccounting
import Disclosure
import Foundation
import Quantities
import ReferenceData
import TestSupport
import Testing
import Wording

@testable import CalculatorUseCases
@testable import UseCases

@Suite("The calculator's workbook")
struct CalculatorWorkbookTests {
  private let library: Library

  init() throws { library = try Library.shipped() }

  private func book(_ language: Language) -> CalculatorWorkbook {
    CalculatorWorkbook(library, Speaker(library.catalogue, language))
  }

  @Test(arguments: 1...12)
  func `What is written is read back the same`(_ seed: UInt64) throws {
    let entries = RandomAnswers(seed: seed).entries(library)
    for language in Language.allCases {
      let bytes = try book(language).xlsx(CalculatorAnswers(entries), year: 2024)
      #expect(try CalculatorWorkbook.entries(xlsx: bytes, library) == entries)
    }
  }

  @Test
  func `The empty workbook asks for the year, and refuses what is missing by its cell`() throws {
    let bytes = try book(.en).xlsx(year: 2024)
    let (answers, _) = try CalculatorWorkbook.answers(xlsx: bytes, library.questionnaire)
    #expect(answers["year"] == "2024" && answers["revenue"].isEmpty)
    let refusal = #expect(throws: Refusal.self) { try CalculatorWorkbook.entries(xlsx: bytes, library) }
    let places = refusal?.diagnostics.compactMap(\.file) ?? []
    #expect(places.count == 2 && places.allSatisfy { $0.hasPrefix("Questionnaire!C") }, "\(places)")
  }

  @Test(arguments: 1...6)
  func `The values beside the formulas are the program's, to the gram`(_ seed: UInt64) throws {
    let entries = RandomAnswers(seed: seed).entries(library)
    let books = try entries.books(library, in: .fr)
    let bytes = try book(.fr).xlsx(CalculatorAnswers(entries), year: 2024)
    try compare(try WorkbookCells(xlsx: bytes, sheet: "Résultat"), books)
  }

  @Test(.enabled(if: Office.path != nil, "no LibreOffice to compute the formulas with"), arguments: 1...3)
  func `The formulas give what the program gives, to the gram`(_ seed: UInt64) throws {
    let entries = RandomAnswers(seed: seed).entries(library)
    let bytes = try book(.fr).xlsx(CalculatorAnswers(entries), year: 2024)
    try withFolder { folder in
      let computed = try Office.recomputed(bytes, in: folder)
      try compare(
        try WorkbookCells(xlsx: computed, sheet: "Résultat"), try entries.books(library, in: .fr))
    }
  }

  /// Compares each line's total and the account's figures.
  private func compare(_ cells: WorkbookCells, _ books: CarbonBooks) throws {
    let account = try #require(books.accounts.first)
    for (position, question) in library.questionnaire.questions.enumerated() {
      let grams = account.entries.filter { CalculatorLine.question(of: $0) == question.id }.map(\.carbon).total().grams
      #expect(cells[position + 3, 6] == String(grams), "\(question.id)")
    }
    let row = library.questionnaire.questions.count + 3
    #expect(cells[row, 6] == String(account.direct.grams))
    #expect(cells[row + 1, 6] == String(account.opening?.grams ?? 0))
    #expect(cells[row + 2, 6] == String(account.production.grams))
    #expect(Rational(decimal: cells[row + 4, 6]) == (try account.closingFactor()).rational)
    #expect(cells[row + 5, 6] == String(account.sales.grams))
    #expect(cells[row + 6, 6] == String(account.balance?.grams ?? 0))
  }

  @Test
  func `A workbook with damaged bytes is read or refused, never worse`() throws {
    let good = try book(.fr).xlsx(CalculatorAnswers(RandomAnswers(seed: 3).entries(library)), year: 2024)
    var generator = SeededGenerator(seed: 11)
    for round in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if round % 5 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator)) }
      _ = try? CalculatorWorkbook.entries(xlsx: bytes, library)
    }
    for junk in [[], Array("PK".utf8), Array("PK\u{3}\u{4}".utf8), [UInt8](repeating: 0, count: 100)] {
      #expect(throws: Refusal.self) { try CalculatorWorkbook.entries(xlsx: junk, library) }
    }
  }

  @Test
  func `More than the limits is refused before it is unpacked`() throws {
    let bytes = try book(.fr).xlsx(year: 2024)
    for change: (inout WorkbookLimits) -> Void in [
      { $0.fileBytes = 100 }, { $0.partBytes = 100 }, { $0.parts = 2 }, { $0.cells = 5 },
    ] {
      var limits = WorkbookLimits()
      change(&limits)
      let refusal = #expect(throws: Refusal.self) {
        try WorkbookCells(xlsx: bytes, sheet: "Questionnaire", limits: limits)
      }
      #expect(refusal?.says(WorkbookMessage.tooLarge) == true)
    }
    let missing = #expect(throws: Refusal.self) { try WorkbookCells(xlsx: bytes, sheet: "Feuil1") }
    #expect(missing?.says(WorkbookMessage.sheetMissing) == true)
  }
}

/// LibreOffice, where it is installed.
private enum Office {
  static let path = ["/usr/bin/soffice", "/usr/bin/libreoffice"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The same workbook with every formula computed anew.
  static func recomputed(_ bytes: [UInt8], in folder: URL) throws -> [UInt8] {
    let (from, to) = (folder.appending(path: "book.xlsx"), folder.appending(path: "out"))
    try Data(bytes).write(to: from)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "xlsx", "--outdir", to.path,
      from.path,
    ]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: to.appending(path: "book.xlsx")))
  }
}
