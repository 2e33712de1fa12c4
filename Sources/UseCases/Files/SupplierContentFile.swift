import CarbonAccounting
import DelimitedText
import Quantities
import WrittenFiles

/// A CSV file of contents that suppliers transmitted, so that a billing tool or an adviser can prepare it.
///
/// Columns: `supplier` (auxiliary number or name), `invoice` (PieceRef, empty for all invoices), `factor_g_per_eur`
/// or `content_kg`, `account` (the supplier's account: `2023, closed`), `evidence`.
enum SupplierContentFile {
  static let columns = ["supplier", "invoice", "factor_g_per_eur", "content_kg", "account", "evidence"]

  /// Reads the file; every line that is wrong is a reason to refuse.
  static func read(_ bytes: [UInt8]) throws(Refusal) -> [SupplierContent] {
    let table = try DelimitedReader.read(bytes)
    for column in columns where table.index(of: column) == nil {
      throw Refusal(Diagnostic(.error, UseCaseMessage.contentsColumn, ["column": .text(column)], line: 1))
    }
    var contents: [SupplierContent] = []
    var problems: [Diagnostic] = []
    for row in table.rows {
      let factor = row["factor_g_per_eur"].trimmed
      let mass = row["content_kg"].trimmed
      let column = mass.isEmpty ? columns[2] : columns[3]
      let value: SupplierContent.Value
      do throws(WrittenValue.Fault) { value = try self.value(factor: factor, mass: mass) } catch {
        var (key, values) = error.message(factor + mass, UseCaseMessage.contentsValue)
        values["column"] = .text(column)
        problems.append(Diagnostic(.error, key, values, line: row.line, field: column))
        continue
      }
      let piece = row["invoice"].trimmed
      contents.append(
        SupplierContent(
          supplier: row["supplier"].onOneLine.trimmed, piece: piece.isEmpty ? nil : piece, value: value,
          account: row["account"].onOneLine, evidence: row["evidence"].onOneLine))
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return contents
  }

  private static func value(factor: String, mass: String) throws(WrittenValue.Fault) -> SupplierContent.Value {
    if mass.isEmpty { return .intensity(try WrittenValue.intensity(factor)) }
    guard factor.isEmpty else { throw .form }
    return .content(try WrittenValue.carbon(mass + " kg"))
  }
}
