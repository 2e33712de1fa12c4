/// How large a network may be before it is refused: no file makes the program use memory or time without bound.
public struct NetworkLimits: Sendable, Hashable {
  /// Rows of the file of firms.
  public var firms = 5_000_000
  /// Rows of the file of links: 16 bytes of memory each while they are read.
  public var links = 100_000_000
  /// Bytes of one line, its end included.
  public var lineBytes = 1 << 12
  /// Bytes of the name of a firm.
  public var nameBytes = 64
  /// Columns of a file.
  public var columns = 64
  /// Mistakes listed; the others are counted.
  public var mistakes = 20

  /// The usual limits.
  public init() {}

  /// The most euros a link or a revenue may hold, in cents: 10^13 EUR, four times what France earns in a year. Such
  /// numbers of cents are exact as `Double` too.
  static let cents: Int64 = 1_000_000_000_000_000
  /// The most a factor may be, in milligrams of CO2e per euro: a tonne per euro.
  static let milligrams: Int64 = 1_000_000_000
}
