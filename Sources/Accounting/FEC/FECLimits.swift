import Quantities

/// How much a reader of ledgers accepts before it refuses: no input makes it use memory or time without bound.
public struct FECLimits: Sendable, Equatable {
  /// Bytes of a whole file read as a `Ledger` or a `LedgerStream`; a survey, which keeps little, has no such limit.
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
  /// Entries of a `Ledger` or a `LedgerStream`, or kept by a survey of a file whose entries are scattered.
  public var entries = 1 << 24
  /// Diagnostics kept for one cause of refusal; the others are counted.
  public var diagnostics = 100

  /// The usual limits.
  public init() {}
}

// MARK: - Refusals

extension FECLimits {
  /// The refusal of a file of `count` bytes, if it is one too many.
  func excess(fileBytes count: Int) -> Diagnostic? {
    guard count > fileBytes else { return nil }
    return Diagnostic(.error, FECMessage.fileTooLarge, ["limit": .integer(fileBytes >> 20)])
  }

  /// The refusal of `count` different journals, accounts or auxiliary accounts.
  func excess(names count: Int) -> Diagnostic? {
    guard count > distinctNames else { return nil }
    return Diagnostic(.error, FECMessage.namesTooMany, ["limit": .integer(distinctNames)])
  }

  /// The refusal of `count` entries.
  func excess(entries count: Int) -> Diagnostic? {
    guard count > entries else { return nil }
    return Diagnostic(.error, FECMessage.entriesTooMany, ["limit": .integer(entries)])
  }
}
