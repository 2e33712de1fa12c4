// A whole instance as text: one form for every engine, so that it can be moved, and read by other programs.

import CarbonAccounting
import Databases
import Foundation
import Quantities

/// The text form of an instance (`docs/FORMATS.md`): a table's name and columns after `@`, then a row per line, values parted
/// by tabs; `@end` with the number of rows and the SHA-256 of everything before it.
enum InstanceText {
  static let format = "sillage.instance/1"
  static let null = "\\N"

  /// A value without tab or line feed.
  static func write(_ value: SQLValue, to line: inout [UInt8]) {
    switch value {
    case .null: line.append(contentsOf: null.utf8)
    case .integer(let number): line.append(contentsOf: String(number).utf8)
    case .blob(let bytes): line.append(contentsOf: Data(bytes).base64EncodedString().utf8)
    case .text(let text):
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\t"): line.append(contentsOf: "\\t".utf8)
        case UInt8(ascii: "\n"): line.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): line.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\\"): line.append(contentsOf: "\\\\".utf8)
        default: line.append(byte)
        }
      }
    }
  }

  /// The value of a field; nil when it is none of that kind.
  static func read(_ field: ArraySlice<UInt8>, _ kind: SQLColumn.Kind) -> SQLValue? {
    if field.elementsEqual(null.utf8) { return .null }
    switch kind {
    case .integer: return Int64(String(decoding: field, as: UTF8.self)).map { .integer($0) }
    case .blob: return Data(base64Encoded: Data(field)).map { .blob([UInt8]($0)) }
    case .text: return text(field).map { .text($0) }
    }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String? {
    guard field.contains(UInt8(ascii: "\\")) else { return String(validating: field, as: UTF8.self) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      guard isEscaped else {
        if byte == UInt8(ascii: "\\") { isEscaped = true } else { bytes.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "\\"): bytes.append(byte)
      default: return nil
      }
    }
    return isEscaped ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension Store {
  /// Writes the whole instance, as one state of it, in the order of its numbers. Sessions, rate limits and jobs stay.
  ///
  /// - Parameter write: receives the text in parts that end with a line.
  /// - Returns: the number of rows.
  @discardableResult
  public func export(_ write: (ArraySlice<UInt8>) throws -> Void) throws(Refusal) -> Int {
    try refusing {
      try withoutActuallyEscaping(write) { write in try export(InstanceWriter(write: write)) }
    }
  }

  private func export(_ writer: InstanceWriter) throws -> Int {
    var writer = writer
    try writer.line(
      "\(InstanceText.format) schema \(schema.steps(for: database.dialect).count)")
    try database.read(.census) { connection in
      for table in InstanceTable.carried where !table.isTenant {
        try writer.rows(of: table, "\(table.condition.map { "WHERE \($0)" } ?? "")", [], connection)
      }
      let organisations = try connection.rows("SELECT id FROM organisation ORDER BY id").map { try $0.integer(0) }
      for id in organisations {
        try connection.enter(.organisation(OrganisationID(id)))
        for table in InstanceTable.carried where table.isTenant {
          let condition = table.condition.map { " AND \($0)" } ?? ""
          try writer.rows(of: table, "WHERE organisation_id = $1\(condition)", [.integer(id)], connection)
        }
      }
    }
    return try writer.end()
  }
}

private struct InstanceWriter {
  let write: (ArraySlice<UInt8>) throws -> Void
  private var fingerprint = Fingerprint.Running()
  private var count = 0
  private var buffer: [UInt8] = []

  init(write: @escaping (ArraySlice<UInt8>) throws -> Void) { self.write = write }

  mutating func line(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    try endLine()
  }

  mutating func rows(
    of table: InstanceTable, _ condition: String, _ arguments: [SQLValue], _ connection: any SQLConnection
  ) throws {
    let columns = try connection.columns(of: table.name)
    let names = columns.map(\.name).joined(separator: ", ")
    var isFirst = true
    try connection.query(
      "SELECT \(names) FROM \(table.name) \(condition) ORDER BY \(table.order)", arguments
    ) { row in
      if isFirst {
        try line("@\(table.name) " + columns.map { "\($0.name):\($0.kind.rawValue)" }.joined(separator: " "))
      }
      isFirst = false
      for (position, value) in row.values.enumerated() {
        if position > 0 { buffer.append(UInt8(ascii: "\t")) }
        InstanceText.write(value, to: &buffer)
      }
      try endLine()
      count += 1
    }
  }

  private mutating func endLine() throws {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { try flush() }
  }

  private mutating func flush() throws {
    fingerprint.add(buffer)
    try write(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func end() throws -> Int {
    try flush()
    try write(Array("@end \(count) \(fingerprint.sha256)\n".utf8)[...])
    return count
  }
}
