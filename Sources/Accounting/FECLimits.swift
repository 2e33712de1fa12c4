/// How much a reader of ledgers accepts before it refuses: no input makes it use memory or time without bound.
public struct FECLimits: Sendable, Equatable {
  /// Bytes of a whole file that is kept as a `Ledger`; a survey, which keeps little, has no such limit.
  public var fileBytes = 1 << 31
  /// Bytes of one line, its end included.
  public var lineBytes = 1 << 16
  /// Bytes of one label.
  public var textBytes = 4096
  /// Bytes of one code or number: journal, entry, account, auxiliary account.
  public var codeBytes = 256
  /// Columns of the header.
  public var columns = 64
  /// Different journals, accounts or auxiliary accounts, each.
  public var distinctNames = 1 << 21
  /// Entries kept as a `Ledger`, or by a survey of a file whose entries are scattered.
  public var entries = 1 << 24
  /// Diagnostics kept for one cause of refusal; the others are counted.
  public var diagnostics = 100

  /// The usual limits.
  public init() {}
}
