// The file of firms (nodes): a row for each.

import DelimitedText
import Quantities

extension Firms {
  /// The columns of the file: the last two may be left out.
  public static let columns = ["firm", "revenue_eur", "direct_g", "factor_g_per_eur"]

  /// Reads the file of firms.
  ///
  /// - `firm`: a name no other row has, such as a SIREN;
  /// - `revenue_eur`: the year's revenue excluding VAT; empty for a firm that keeps no account;
  /// - `direct_g`: direct emissions in grams, less captures; empty for none;
  /// - `factor_g_per_eur`: what stands for the firm's content where it has none, prudence included.
  ///
  /// - Throws: a refusal with the line of every row that is wrong.
  public static func read(_ bytes: [UInt8], limits: NetworkLimits = NetworkLimits()) throws(Refusal) -> Firms {
    let separator = TableHeader.separator(of: bytes.prefix(limits.lineBytes))
    let table = try DelimitedReader.read(
      bytes, separator: separator,
      limits: DelimitedLimits(bytes: 1 << 30, rows: limits.firms, columns: limits.columns))
    try table.require(columns: Array(columns.prefix(2)))
    guard !table.rows.isEmpty else { throw Refusal(Diagnostic(.error, NetworkRefusal.noFirms)) }
    let places = columns.map { table.index(of: $0) ?? -1 }
    var firms = Firms(capacity: table.rows.count)
    var mistakes = Mistakes(limit: limits.mistakes)
    for row in table.rows {
      do throws(Diagnostic) { try firms.add(row, places, in: table, limits) } catch { mistakes.add(error) }
    }
    try mistakes.refuse()
    return firms
  }

  private mutating func add(
    _ row: DelimitedRow, _ places: [Int], in table: DelimitedTable, _ limits: NetworkLimits
  ) throws(Diagnostic) {
    let line = row.line
    let name = row.bytes(places[0]).trimmedOfSpaces
    guard !name.isEmpty else { throw Diagnostic(.error, NetworkRefusal.nameEmpty, line: line, field: Firms.columns[0]) }
    guard name.count <= limits.nameBytes else {
      let values: [String: MessageValue] = ["limit": .integer(limits.nameBytes)]
      throw Diagnostic(.error, NetworkRefusal.nameTooLong, values, line: line, field: Firms.columns[0])
    }
    let revenue = try Firms.number(row, places[1], .amount, line, field: Firms.columns[1]) ?? Firms.absent
    let direct = try Firms.number(row, places[2], .grams, line, field: Firms.columns[2]) ?? 0
    let factor = try Firms.number(row, places[3], .factor, line, field: Firms.columns[3]) ?? Firms.absent
    if let twin = add(name, revenue: revenue, direct: direct, factor: factor) {
      let values: [String: MessageValue] = [
        "firm": .text(String(decoding: name, as: UTF8.self)), "first": .integer(table.rows[twin].line),
      ]
      throw Diagnostic(.error, NetworkRefusal.firmTwice, values, line: line, field: Firms.columns[0])
    }
  }

  /// The number of a field; nil where it is empty.
  private static func number(
    _ row: DelimitedRow, _ place: Int, _ kind: NumberKind, _ line: Int, field: String
  ) throws(Diagnostic) -> Int64? {
    let text = row.bytes(place).trimmedOfSpaces
    return text.isEmpty ? nil : try kind.read(text, line: line, field: field)
  }
}
