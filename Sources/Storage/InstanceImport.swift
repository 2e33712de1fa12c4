// The text of an instance into an empty database: all of it, or nothing.

import CarbonAccounting
import Databases
import Quantities

extension Store {
  /// Fills this store, in which there is no organisation yet, with what `export` wrote.
  ///
  /// - Parameter read: gives the next bytes; none at the end.
  /// - Returns: the number of rows.
  /// - Throws: `storage.not-empty`; `storage.export-unreadable`, with the line; `storage.export-cut` when the text is not
  ///   whole or was changed; `storage.export-newer` when it is of another schema.
  @discardableResult
  public func fill(from read: () throws -> [UInt8]) throws(Refusal) -> Int {
    try refusing {
      try database.write(.census) { connection in
        for table in ["organisation", "person", "territory", "audit_event"] {
          let condition = table == "audit_event" ? "WHERE organisation_id = 0 " : ""
          guard try connection.row("SELECT 1 FROM \(table) \(condition)LIMIT 1") == nil else {
            throw Refusal(.notEmpty)
          }
        }
        return try withoutActuallyEscaping(read) { read in
          var reader = InstanceReader(
            connection: connection, schema: schema.steps(for: database.dialect).count, source: LineSource(read))
          return try reader.run()
        }
      }
    }
  }
}

/// Lines of bytes that come in parts.
private struct LineSource {
  private let read: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var at = 0
  /// The longest line accepted: a file that supports a figure, in base64.
  private static let limit = 1 << 26

  init(_ read: @escaping () throws -> [UInt8]) { self.read = read }

  /// The next line without its end; nil after the last.
  mutating func next() throws -> ArraySlice<UInt8>? {
    var searched = at
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { at = end + 1 }
        return buffer[at..<end]
      }
      buffer.removeFirst(at)
      at = 0
      searched = buffer.count
      guard searched <= LineSource.limit else { return nil }
      let part = try read()
      if part.isEmpty { return nil }
      buffer.append(contentsOf: part)
    }
  }
}

private struct InstanceReader {
  let connection: any SQLConnection
  let schema: Int
  var source: LineSource
  private var fingerprint = Fingerprint.Running()
  private var count = 0
  private var lineNumber = 0
  private var columns: [SQLColumn] = []
  private var batch: SQLBatch?
  private var table: InstanceTable?
  private var scope: Int64?

  init(connection: any SQLConnection, schema: Int, source: LineSource) {
    self.connection = connection
    self.schema = schema
    self.source = source
  }

  mutating func run() throws -> Int {
    try header()
    while let line = try next() {
      if line.starts(with: "@end ".utf8) {
        try flush()
        try end(line)
        return count
      }
      fingerprint.add(line)
      fingerprint.add(CollectionOfOne(UInt8(ascii: "\n")))
      if line.first == UInt8(ascii: "@") { try begin(line) } else { try row(line) }
    }
    throw Refusal(.exportCut)
  }

  private mutating func next() throws -> ArraySlice<UInt8>? {
    lineNumber += 1
    return try source.next()
  }

  private var unreadable: Refusal {
    Refusal(Diagnostic(.error, StorageMessage.exportUnreadable, line: lineNumber))
  }

  private mutating func header() throws {
    guard let line = try next() else { throw Refusal(.exportCut) }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard words.count == 3, words[0] == InstanceText.format, let number = Int(words[2]) else { throw unreadable }
    guard number == schema else {
      throw Refusal(.exportNewer, ["export": .integer(number), "program": .integer(schema)])
    }
    fingerprint.add(line)
    fingerprint.add(CollectionOfOne(UInt8(ascii: "\n")))
  }

  /// Rows of another table follow. Names are looked up, never taken from the text.
  private mutating func begin(_ line: ArraySlice<UInt8>) throws {
    try flush()
    let words = String(decoding: line.dropFirst(), as: UTF8.self).split(separator: " ").map(String.init)
    guard let name = words.first, InstanceTable.carried.contains(where: { $0.name == name }) else { throw unreadable }
    columns = try connection.columns(of: name)
    guard Array(words.dropFirst()) == columns.map({ "\($0.name):\($0.kind.rawValue)" }) else { throw unreadable }
    batch = SQLBatch(into: name, columns.map(\.name))
    table =
      InstanceTable.carried.first { $0.name == name && $0.isTenant } ?? InstanceTable.carried.first { $0.name == name }
  }

  private mutating func row(_ line: ArraySlice<UInt8>) throws {
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    guard let table, fields.count == columns.count else { throw unreadable }
    var values: [SQLValue] = []
    values.reserveCapacity(fields.count)
    for (field, column) in zip(fields, columns) {
      guard let value = InstanceText.read(field, column.kind), table.allows(value, in: column.name) else {
        throw unreadable
      }
      values.append(value)
    }
    if table.isTenant {
      guard case .integer(let organisation) = values[0] else { throw unreadable }
      if organisation != scope ?? 0 {
        try flush()
        try connection.enter(organisation == 0 ? .census : .organisation(OrganisationID(organisation)))
        scope = organisation
      }
    }
    batch?.append(values)
    count += 1
    if let batch, batch.count == LedgerLoader.partRows { try flush() }
  }

  private mutating func flush() throws {
    guard var rows = batch, rows.count > 0 else { return }
    do { try connection.insert(rows) } catch let error as SQLError where [.duplicate, .constraint].contains(error.kind)
    {
      throw unreadable
    }
    rows.removeAll()
    batch = rows
  }

  private func end(_ line: ArraySlice<UInt8>) throws {
    guard line.elementsEqual("@end \(count) \(fingerprint.sha256)".utf8) else { throw Refusal(.exportCut) }
  }
}
