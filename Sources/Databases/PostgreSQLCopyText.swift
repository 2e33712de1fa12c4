/// Rows in the text form of COPY: a line per row, tabs between values, `\N` for a null.
struct PostgreSQLCopyText {
  /// What is written and not sent yet.
  private var bytes: [UInt8] = []

  /// How much is gathered before it is sent.
  private static let portion = 64 << 10

  init() { bytes.reserveCapacity(PostgreSQLCopyText.portion + 4096) }

  /// Writes all rows of a batch and hands them over in portions.
  mutating func write(_ batch: SQLBatch, _ send: (UnsafeRawBufferPointer) throws -> Void) throws {
    let width = batch.columns.count
    for start in stride(from: 0, to: batch.values.count, by: width) {
      for position in start..<(start + width) {
        append(batch.values[position])
        bytes.append(UInt8(ascii: position == start + width - 1 ? "\n" : "\t"))
      }
      if bytes.count >= PostgreSQLCopyText.portion { try flush(send) }
    }
    try flush(send)
  }

  private mutating func flush(_ send: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard !bytes.isEmpty else { return }
    try bytes.withUnsafeBytes(send)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ value: SQLValue) {
    switch value {
    case .null: bytes.append(contentsOf: #"\N"#.utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .text(let text): for byte in text.utf8 { append(escaping: byte) }
    case .blob(let blob):
      // The form of BYTEA is \x…, and its backslash is escaped.
      bytes.append(contentsOf: #"\\x"#.utf8)
      for byte in blob {
        bytes.append(PostgreSQLCopyText.digits[Int(byte >> 4)])
        bytes.append(PostgreSQLCopyText.digits[Int(byte & 15)])
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
    default: bytes.append(byte)
    }
  }
}
