// The cells of one sheet of an XLSX file, whoever wrote it: Excel, LibreOffice, a web office.

import Quantities

/// The texts of a sheet's cells; numbers as decimal text with a point.
public struct WorkbookCells: Sendable {
  private var rows: [Int: [Int: String]] = [:]

  /// The text of a cell, row and column from 0; empty when there is nothing.
  public subscript(row: Int, column: Int) -> String { rows[row]?[column] ?? "" }

  /// The rows that have something, in order.
  public var filledRows: [Int] { rows.keys.sorted() }

  fileprivate mutating func set(_ row: Int, _ column: Int, _ text: String) { rows[row, default: [:]][column] = text }

  /// Reads the sheet called `name`.
  ///
  /// - Throws: a refusal when the bytes are no workbook, hold no such sheet, or more than the limits allow.
  public init(xlsx bytes: [UInt8], sheet name: String, limits: WorkbookLimits = WorkbookLimits()) throws(Refusal) {
    let archive = try WorkbookArchive(bytes, limits: limits)
    guard let path = try WorkbookCells.path(of: name, archive) else {
      throw Refusal(Diagnostic(.error, WorkbookMessage.sheetMissing, ["sheet": .text(name)]))
    }
    guard let sheet = try archive.part(path) else { throw WorkbookArchive.unreadable }
    let shared = try WorkbookCells.sharedTexts(archive, limits)
    try read(sheet, shared, limits)
  }

  /// The part that holds a sheet: the workbook names a relation, the relations a path.
  private static func path(of sheet: String, _ archive: WorkbookArchive) throws(Refusal) -> String? {
    guard let workbook = try archive.part("xl/workbook.xml"),
      let relations = try archive.part("xl/_rels/workbook.xml.rels")
    else { throw WorkbookArchive.unreadable }
    let xml = try WorkbookXML(workbook)
    var relation: String?
    while let event = try xml.next() {
      if event == .starts("sheet"), xml.attribute("name") == sheet { relation = xml.attribute("r:id") }
    }
    guard let relation else { return nil }
    let list = try WorkbookXML(relations)
    while let event = try list.next() {
      guard event == .starts("Relationship"), list.attribute("Id") == relation else { continue }
      let target = list.attribute("Target") ?? ""
      return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return nil
  }

  /// The texts that cells share, in order. Formats inside a text and its phonetic reading are left out.
  private static func sharedTexts(_ archive: WorkbookArchive, _ limits: WorkbookLimits) throws(Refusal) -> [String] {
    guard let part = try archive.part("xl/sharedStrings.xml") else { return [] }
    let xml = try WorkbookXML(part)
    var texts: [String] = []
    var text = ""
    var (isText, isPhonetic) = (false, false)
    while let event = try xml.next() {
      switch event {
      case .starts("si"): text = ""
      case .starts("rPh"): isPhonetic = true
      case .ends("rPh"): isPhonetic = false
      case .starts("t"): isText = !isPhonetic
      case .ends("t"): isText = false
      case .text(let part) where isText && text.utf8.count < limits.textBytes: text += part
      case .ends("si"):
        guard texts.count < limits.cells else { throw WorkbookArchive.tooLarge(limits.fileBytes) }
        texts.append(text)
      default: break
      }
    }
    return texts
  }

  private mutating func read(_ sheet: [UInt8], _ shared: [String], _ limits: WorkbookLimits) throws(Refusal) {
    let xml = try WorkbookXML(sheet)
    var cell: (row: Int, column: Int, type: String)?
    var text = ""
    var isValue = false
    var count = 0
    while let event = try xml.next() {
      switch event {
      case .starts("c"):
        cell = xml.attribute("r").flatMap(WorkbookCells.place).map { ($0.row, $0.column, xml.attribute("t") ?? "n") }
        text = ""
      // A value, or a text that stands in the cell itself; the formula in `f` is passed over.
      case .starts("v"), .starts("t"): isValue = true
      case .ends("v"), .ends("t"): isValue = false
      case .text(let part) where isValue && text.utf8.count < limits.textBytes: text += part
      case .ends("c"):
        count += 1
        guard count <= limits.cells else { throw WorkbookArchive.tooLarge(limits.fileBytes) }
        if let cell, let value = WorkbookCells.value(text, cell.type, shared), !value.isEmpty {
          set(cell.row, cell.column, value)
        }
      default: break
      }
    }
  }

  /// What a cell says; nil for an error value.
  private static func value(_ text: String, _ type: String, _ shared: [String]) -> String? {
    switch type {
    case "s": Int(text).flatMap { shared.indices.contains($0) ? shared[$0] : nil }
    case "n": number(text)
    case "e": nil
    default: text
    }
  }

  /// A number as people write it. Cells hold binary numbers: 0.1 + 0.2 is written 0.30000000000000004.
  private static func number(_ text: String) -> String? {
    guard let value = Double(text), value.isFinite, abs(value) < 1e15 else { return text.isEmpty ? nil : text }
    guard let micro = Int64(exactly: (value * 1_000_000).rounded(.toNearestOrEven)), abs(value) < 9e12 else {
      return Int64(exactly: value).map(String.init) ?? text
    }
    let digits = String(micro.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    var decimals = padded.suffix(6)
    while decimals.last == "0" { decimals.removeLast() }
    return (micro < 0 ? "-" : "") + padded.dropLast(6) + (decimals.isEmpty ? "" : "." + decimals)
  }

  /// The row and column of `B12`, from 0; nil when it is no such place.
  private static func place(_ address: String) -> (row: Int, column: Int)? {
    let letters = address.prefix { ("A"..."Z").contains($0) }
    guard (1...3).contains(letters.utf8.count), let row = Int(address.dropFirst(letters.count)), row >= 1,
      row <= 1_048_576
    else { return nil }
    let column = letters.utf8.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 }
    return (row - 1, column - 1)
  }
}
