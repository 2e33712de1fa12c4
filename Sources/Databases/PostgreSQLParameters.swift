import CPQ

/// The parameters of a statement in PostgreSQL's binary form, all in one buffer.
struct PostgreSQLParameters {
  /// The type of each, 0 for a null: a null goes where any type is expected.
  let types: [Oid]
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var lengths: [Int32] = []
  private let formats: [Int32]

  /// The parameters.
  init(_ values: [SQLValue]) {
    types = values.map(PostgreSQLType.of)
    formats = Array(repeating: 1, count: values.count)
    starts.reserveCapacity(values.count)
    lengths.reserveCapacity(values.count)
    for value in values { append(value) }
    // So that empty values, too, have an address inside the buffer.
    bytes.append(0)
  }

  private mutating func append(_ value: SQLValue) {
    let start = bytes.count
    switch value {
    case .null:
      starts.append(-1)
      lengths.append(0)
      return
    case .integer(let number): withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .blob(let blob): bytes.append(contentsOf: blob)
    }
    starts.append(start)
    lengths.append(Int32(bytes.count - start))
  }

  /// Calls `body` with what libpq wants: count, addresses, lengths, formats.
  func pass<T>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
  ) -> T {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.assumingMemoryBound(to: CChar.self).baseAddress
      let addresses = starts.map { start in start < 0 ? nil : base.map { $0 + start } }
      return body(Int32(starts.count), addresses, lengths, formats)
    }
  }
}

/// The types that statements of ours take and give.
enum PostgreSQLType {
  static let integer: Oid = 20
  static let text: Oid = 25
  static let bytes: Oid = 17
  static let unspecified: Oid = 0

  /// The type a value is sent as.
  static func of(_ value: SQLValue) -> Oid {
    switch value {
    case .null: unspecified
    case .integer: integer
    case .text: text
    case .blob: bytes
    }
  }

  /// Reads one value of a binary answer.
  ///
  /// - Throws: `SQLError` of kind `.other` for a type that no statement of ours should give, such as the NUMERIC that a SUM
  ///   over BIGINT makes.
  static func value(_ bytes: UnsafeRawBufferPointer, of type: Oid, column: Int32) throws -> SQLValue {
    switch type {
    case 16: return .integer(bytes[0] == 0 ? 0 : 1)
    case 20: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case 21: return .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
    case 23: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
    // text, varchar, name, "char".
    case 25, 1043, 19, 18: return .text(String(decoding: bytes, as: UTF8.self))
    case 17: return .blob([UInt8](bytes))
    default: throw SQLError(.other, "column \(column + 1) of the answer has the type \(type), which is not read")
    }
  }
}
