import CarbonAccounting
import DelimitedText
import Quantities

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
      let value: SupplierContent.Value? =
        mass.isEmpty
        ? WrittenValue.intensity(factor).map(SupplierContent.Value.intensity)
        : factor.isEmpty ? WrittenValue.carbon(mass + " kg").map(SupplierContent.Value.content) : nil
      guard let value else {
        problems.append(
          Diagnostic(
            .error, UseCaseMessage.contentsValue,
            ["value": .text(factor + mass), "column": .text(mass.isEmpty ? columns[2] : columns[3])], line: row.line,
            field: mass.isEmpty ? columns[2] : columns[3]))
        continue
      }
      let piece = row["invoice"].trimmed
      contents.append(
        SupplierContent(
          supplier: row["supplier"].trimmed, piece: piece.isEmpty ? nil : piece, value: value,
          account: row["account"], evidence: row["evidence"]))
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return contents
  }
}
