// The first line of a file of links: which column is where.

import DelimitedText
import Quantities

/// The separator and columns of a file of links.
struct TableHeader: Sendable {
  let separator: UInt8
  let columns: Int
  let customer: Int
  let supplier: Int
  let amount: Int
  /// -1 when the file has none.
  let factor: Int
  /// Bytes up to the first row, byte order mark included.
  let bytes: Int

  /// Whether rows are customer, supplier, amount and perhaps factor, in this order: what the quick way reads.
  var isPlain: Bool {
    customer == 0 && supplier == 1 && amount == 2 && (columns == 3 || (columns == 4 && factor == 3))
  }

  /// The separator of a header: the one of `,` `;` tab and `|` that occurs most; a comma when none does.
  static func separator(of head: some Collection<UInt8>) -> UInt8 {
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    let marks: [UInt8] = [0x7C, 0x09, 0x3B, 0x2C]
    let counts = marks.map { mark in (mark: mark, count: line.count { $0 == mark }) }
    return counts.max { $0.count < $1.count }.flatMap { $0.count > 0 ? $0.mark : nil } ?? 0x2C
  }

  /// Reads the header from the first bytes of a file.
  ///
  /// - Throws: a refusal that names every column that is missing or there twice.
  init(_ head: [UInt8], limits: NetworkLimits) throws(Refusal) {
    guard !head.contains(0) else { throw Refusal(Diagnostic(.error, NetworkRefusal.notText)) }
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let line = head[mark...].prefix { $0 != 0x0A }
    guard !line.isEmpty, line.endIndex < head.count || head.count < limits.lineBytes else {
      throw Refusal(Diagnostic(.error, NetworkRefusal.headerMissing, line: 1))
    }
    separator = TableHeader.separator(of: line)
    bytes = min(line.endIndex + 1, head.count)
    let fields = line.filter { $0 != 0x0D }.split(
      separator: separator, omittingEmptySubsequences: false)
    let names = fields.map { String(decoding: $0.filter { $0 != 0x22 }.trimmedOfSpaces, as: UTF8.self) }
    columns = names.count
    guard columns <= limits.columns else {
      let values: [String: MessageValue] = ["limit": .integer(limits.columns)]
      throw Refusal(Diagnostic(.error, NetworkRefusal.columnsTooMany, values, line: 1))
    }
    var problems: [Diagnostic] = []
    var places: [Int] = []
    for name in Links.columns {
      let found = names.indices.filter { names[$0] == name }
      places.append(found.first ?? -1)
      let values: [String: MessageValue] = [
        "column": .text(name), "found": .text(names.joined(separator: ", ").prefix(200).description),
      ]
      if found.count > 1 {
        problems.append(Diagnostic(.error, NetworkRefusal.columnRepeated, values, line: 1, field: name))
      } else if found.isEmpty, name != Links.columns[3] {
        problems.append(Diagnostic(.error, NetworkRefusal.columnMissing, values, line: 1, field: name))
      }
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    (customer, supplier, amount, factor) = (places[0], places[1], places[2], places[3])
  }
}
