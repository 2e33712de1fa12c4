// Products with their content as tables: CSV for programs, XLSX for people.

import DelimitedText
import Quantities
import Wording

extension PricedDocument {
  /// One row per line, UTF-8, comma: amounts in euros excluding VAT, contents in whole grams of CO2e (empty where none may
  /// be transmitted), with the account they come from.
  public var csv: [UInt8] {
    var writer = DelimitedWriter(header: [
      "name", "quantity", "unit", "price_eur", "amount_eur", "content_g", "factor_g", "factor_unit", "account", "state",
      "link",
    ])
    for row in rows {
      writer.append([
        .text(row.line.name), .decimal(row.line.quantity.shortText), .text(row.line.unit),
        .decimal(row.line.price.decimalText), .decimal(row.amount.decimalText),
        row.content.map { .integer(Int($0.grams)) } ?? .text(""), .decimal(statement.factor.gramsText),
        .text(statement.unit), .text(statement.year), .text(statement.isClosed ? "closed" : "estimated"),
        .text(statement.link ?? ""),
      ])
    }
    return writer.bytes
  }

  /// The same as a workbook, with words in a language and the account above the lines.
  ///
  /// - Throws: a refusal when the system has no room for it.
  public func xlsx(_ speaker: Speaker) throws(Refusal) -> [UInt8] {
    var sheet = Workbook.Sheet(speaker.say(title).sheetName, widths: [46, 12, 12, 14, 14, 16])
    sheet.put(0, 0, .text("\(firm) — \(heading(speaker))"), .title)
    for (index, note) in notes(speaker).enumerated() { sheet.put(index + 1, 0, .text(note), .note) }
    let top = notes(speaker).count + 2
    let heads: [PricedMessage] = [.name, .quantity, .unit, .price, .amount, .content]
    for (column, head) in heads.enumerated() {
      let unit = head == .content ? " (g)" : head == .price || head == .amount ? " (€)" : ""
      sheet.put(top, column, .text(speaker.say(head) + unit), .heading)
    }
    for (index, row) in rows.enumerated() {
      let at = top + 1 + index
      sheet.put(at, 0, .text(row.line.name))
      sheet.put(at, 1, .number(row.line.quantity.approximate), .exact)
      sheet.put(at, 2, .text(row.line.unit))
      sheet.put(at, 3, .number(row.line.price.euros.approximate), .exact)
      sheet.put(at, 4, .number(row.amount.euros.approximate), .exact)
      sheet.put(
        at, 5, row.content.map { .number(Double($0.grams)) } ?? .text(speaker.say(PricedMessage.notTransmitted)),
        .integer)
    }
    if kind == .quote, !rows.isEmpty {
      let last = top + rows.count
      func sum(_ column: Int) -> String {
        "=SUM(\(Workbook.address(top + 1, column)):\(Workbook.address(last, column)))"
      }
      sheet.put(last + 1, 0, .text(speaker.say(PricedMessage.total)), .label)
      sheet.put(last + 1, 4, .formula(sum(4), total.euros.approximate), .result)
      sheet.put(last + 1, 5, .formula(sum(5), Double(content.grams)), .result)
    }
    sheet.frozenRows = top + 1
    return try Workbook(title: "\(firm) — \(heading(speaker))", sheets: [sheet]).xlsx()
  }
}

extension String {
  /// What a sheet may be called: 31 characters, none of those that references are written with.
  fileprivate var sheetName: String { String(filter { !"[]:*?/\\'".contains($0) }.prefix(31)) }
}
