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
    for entry in EntryRecord.ordered(books.journal.entries.map(EntryRecord.init)) { writer.append(row(entry)) }
    return writer.bytes
  }

  private static func row(_ entry: EntryRecord) -> [DelimitedCell] {
    [
      .text(entry.activity), .text(entry.id), .text(entry.date.iso), .text(entry.account),
      .text(entry.supplier ?? ""), .decimal(entry.amount?.decimalText ?? ""), .decimal(entry.quantity ?? ""),
      .text(entry.unit ?? ""), .text(entry.category), .text(entry.rule), .text(entry.basis),
      .text(entry.factor ?? ""), .text(entry.vintage ?? ""), .text(entry.factorValue ?? ""),
      .text(entry.source ?? ""), .decimal(entry.prudence ?? ""), .text(entry.evidence),
      .integer(Int(entry.carbon.grams)),
    ]
  }
}
