// The lines of a quote or a price list, from a table that a spreadsheet or a billing program wrote.

import CarbonAccounting
import DelimitedText
import Disclosure
import Quantities
import WrittenFiles

/// Reads lines from delimited text (`;`, tab or `,`), UTF-8 or Windows-1252.
///
/// Columns, in French or English: `designation`/`name`, `prix`/`price` (euros excluding VAT, for one), and as needed
/// `quantite`/`quantity`, `unite`/`unit`; then what the factor multiplies where it is not the price, for one unit sold:
/// `sortie`/`output` (units of the account), `cout`/`cost` (euros) or `marge`/`margin` (euros) with
/// `contenu_fournisseur`/`supplier_content` (with its unit: `1,2 kg`).
public struct PricedLinesFile {
  private let statement: InvoiceStatement

  /// Lines in one document.
  public static let most = 2_000

  /// A reader for an account.
  public init(_ statement: InvoiceStatement) { self.statement = statement }

  /// The lines.
  ///
  /// - Throws: a refusal that names every line and column that is wrong.
  public func read(_ bytes: [UInt8]) throws(Refusal) -> [PricedLine] {
    var limits = DelimitedLimits()
    (limits.bytes, limits.rows) = (2_000_000, Self.most + 1)
    let table = try DelimitedReader.read(bytes, separator: Self.separator(of: bytes), ragged: .keep, limits: limits)
    guard let name = find(["designation", "désignation", "name"], in: table) else { throw missing("designation") }
    guard let price = find(["prix", "prix_ht", "price"], in: table) else { throw missing("prix") }
    let columns = Columns(
      name: name, price: price, quantity: find(["quantite", "quantité", "quantity"], in: table),
      unit: find(["unite", "unité", "unit"], in: table), base: try base(in: table),
      supplied: find(["contenu_fournisseur", "supplier_content"], in: table))
    guard table.rows.count <= Self.most else {
      throw Refusal(Diagnostic(.error, PricedRefusal.tooMany, ["most": .integer(Self.most)]))
    }
    var lines: [PricedLine] = []
    var problems: [Diagnostic] = []
    for row in table.rows where (0..<row.count).contains(where: { !row.isEmpty($0) }) {
      do throws(Refusal) { lines.append(try line(row, columns)) } catch {
        problems += error.diagnostics.map { $0.atLine(row.line) }
      }
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    guard !lines.isEmpty else { throw Refusal(Diagnostic(.error, PricedRefusal.noLines)) }
    return lines
  }

  /// A spreadsheet copies tabs, French programs write semicolons, others commas: the first line tells.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
    return [UInt8(ascii: "\t"), UInt8(ascii: ";")].first(where: head.contains) ?? UInt8(ascii: ",")
  }

  private struct Columns {
    let name: String
    let price: String
    let quantity: String?
    let unit: String?
    let base: String?
    let supplied: String?
  }

  /// The column of what the factor multiplies, where it is not the price.
  private func base(in table: DelimitedTable) throws(Refusal) -> String? {
    let names: [String]
    let message: Message
    switch statement.base {
    case .price: return nil
    case .quantity:
      let unit = Unit(statement.unit).label
      (names, message) = (["sortie", "output"], Message(PricedBaseMessage.units, ["unit": .localized(unit)]))
    case .margin: (names, message) = (["marge", "margin"], Message(PricedBaseMessage.margin))
    case .cost: (names, message) = (["cout", "coût", "cost"], Message(PricedBaseMessage.cost))
    }
    guard let column = find(names, in: table) else {
      throw Refusal(
        Diagnostic(
          .error, PricedRefusal.baseMissing, ["column": .text(names[0]), "base": .message(message)], line: 1,
          field: names[0]))
    }
    return column
  }

  private func find(_ names: [String], in table: DelimitedTable) -> String? {
    table.header.first { names.contains($0.trimmed.lowercased()) }
  }

  private func missing(_ column: String) -> Refusal {
    Refusal(Diagnostic(.error, PricedRefusal.columnMissing, ["column": .text(column)], line: 1, field: column))
  }

  private func line(_ row: DelimitedRow, _ columns: Columns) throws(Refusal) -> PricedLine {
    func text(_ column: String?) -> String { column.map { row[$0].onOneLine.trimmed } ?? "" }
    let name = text(columns.name)
    guard !name.isEmpty else {
      throw Refusal(Diagnostic(.error, PricedRefusal.nameMissing, field: columns.name))
    }
    let quantity = text(columns.quantity)
    let base = text(columns.base)
    let supplied = text(columns.supplied)
    return PricedLine(
      name: String(name.prefix(200)),
      quantity: quantity.isEmpty ? .one : try TypedValue.number(quantity, field: columns.quantity ?? ""),
      unit: String(text(columns.unit).prefix(20)),
      price: try TypedValue.money(text(columns.price), field: columns.price),
      base: base.isEmpty ? nil : try TypedValue.number(base, field: columns.base ?? ""),
      supplied: supplied.isEmpty ? nil : try TypedValue.carbon(supplied, "", field: columns.supplied ?? ""))
  }
}

extension Diagnostic {
  fileprivate func atLine(_ number: Int) -> Diagnostic {
    Diagnostic(kept: message, severity, file: file, line: number, field: field)
  }
}
