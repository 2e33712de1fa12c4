import Accounting
import CanonicalJSON
import CarbonAccounting
import DelimitedText
import Quantities

/// The carbon journal as CSV, one row per entry. It depends on content alone: no path, layout, encoding or clock.
public enum EntryTable {
  /// The columns, in order; documented in `docs/FORMATS.md`.
  public static let columns = [
    "activity", "entry", "date", "account", "supplier", "amount_eur", "quantity", "unit", "category", "rule", "basis",
    "factor", "vintage", "factor_value", "source", "prudence", "evidence", "carbon_g",
  ]

  /// The bytes of the table: UTF-8, comma, LF.
  public static func csv(_ books: CarbonBooks) -> [UInt8] {
    var writer = DelimitedWriter(header: columns)
    for entry in AccountDocument.ordered(books.journal.entries) {
      let json = AccountDocument.json(entry)
      writer.append(
        [
          .text(entry.activity), .text(entry.id), .text(entry.date.iso), .text(entry.account),
          .text(entry.supplier?.number ?? ""), .decimal(json["amount_eur"]?.text ?? ""),
          .decimal(json["quantity"]?.text ?? ""), .text(json["unit"]?.text ?? ""), .text(entry.category),
          .text(json["rule"]?.text ?? ""), .text(json["basis"]?.text ?? ""), .text(json["factor"]?.text ?? ""),
          .text(json["vintage"]?.text ?? ""), .text(json["factor_value"]?.text ?? ""),
          .text(json["source"]?.text ?? ""), .decimal(json["prudence"]?.text ?? ""),
          .text(json["evidence"]?.text ?? ""),
          .integer(Int(entry.carbon.grams)),
        ])
    }
    return writer.bytes
  }
}
