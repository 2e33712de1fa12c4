/// How large a file of separated values may be before it is refused: a reader must not be a way to exhaust a server.
public struct DelimitedLimits: Sendable, Hashable {
  /// Bytes of the whole file.
  public var bytes: Int
  /// Rows, header excluded.
  public var rows: Int
  /// Fields of a row.
  public var columns: Int
  /// Bytes of one field, as UTF-8.
  public var fieldLength: Int

  /// Limits; by default 256 MiB, five million rows, 1 024 columns, 1 MiB a field.
  public init(
    bytes: Int = 256 << 20, rows: Int = 5_000_000, columns: Int = 1024, fieldLength: Int = 1 << 20
  ) {
    self.bytes = bytes
    self.rows = rows
    self.columns = columns
    self.fieldLength = fieldLength
  }
}
