/// The form a FEC is written in: the choices the law leaves to accounting programs.
public struct FECForm: Sendable, Hashable {
  /// What stands between euros and cents.
  public enum DecimalMark: UInt8, Sendable, CaseIterable {
    case comma = 0x2C
    case point = 0x2E
  }

  /// How the side of an amount is said (Sens).
  public enum Directions: Sendable, CaseIterable {
    /// D and C.
    case letters
    /// +1 and -1.
    case signs

    var debit: String { self == .letters ? "D" : "+1" }
    var credit: String { self == .letters ? "C" : "-1" }
  }

  /// Which columns the law asks for.
  public enum Columns: Int, Sendable, CaseIterable {
    /// Books of a business: eighteen.
    case commercial = 18
    /// Cash books of a liberal profession (BNC): three more, on settlements.
    case cashBook = 21
    /// Cash books of a liberal profession with the client's number: four more.
    case cashBookWithClient = 22
  }

  /// What stands between two fields.
  public var separator = FECLayout.Separator.tab
  /// One amount and its side, or a debit and a credit.
  public var amounts = FECLayout.Amounts.debitAndCredit
  /// How sides are said, where there is one amount.
  public var directions = Directions.letters
  /// What stands between euros and cents.
  public var decimalMark = DecimalMark.comma
  /// Amounts are padded with spaces on the left to this many characters.
  public var amountWidth = 0
  /// The character set.
  public var encoding = FECEncoding.utf8
  /// Whether a file in UTF-8 starts with its mark (BOM).
  public var hasByteOrderMark = false
  /// Whether lines end with CR LF rather than LF.
  public var endsWithCarriageReturn = true
  /// Which columns there are.
  public var columnSet = Columns.commercial

  /// The most usual form: tabs, debit and credit, commas, UTF-8, CR LF, eighteen columns.
  public init() {}

  /// The columns in the order of the law.
  var columns: [FECColumn] {
    let sides: [FECColumn] = amounts == .debitAndCredit ? [.debit, .credit] : [.amount, .direction]
    let more: [FECColumn] = [.settlementDate, .settlementMode, .operation, .client]
    return [
      .journalCode, .journalLabel, .entryNumber, .entryDate, .account, .accountLabel, .auxiliary, .auxiliaryLabel,
      .piece, .pieceDate, .label,
    ] + sides + [.lettering, .letteringDate, .validationDate, .currencyAmount, .currency]
      + more.prefix(columnSet.rawValue - Columns.commercial.rawValue)
  }
}

extension FECEncoding {
  /// The byte of a character; `?` where the set does not have it. UTF-8 needs several bytes: not for it.
  func encode(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
    switch self {
    case .ascii, .utf8: return UInt8(ascii: "?")
    case .latin9: return FECEncoding.latin9Bytes[scalar] ?? UInt8(ascii: "?")
    case .windows1252: return FECEncoding.windowsBytes[scalar] ?? UInt8(ascii: "?")
    }
  }

  private static let latin9Bytes = bytesByScalar(of: .latin9)
  private static let windowsBytes = bytesByScalar(of: .windows1252)

  /// The upper half of a set, read backwards from how it is decoded.
  private static func bytesByScalar(of set: FECEncoding) -> [Unicode.Scalar: UInt8] {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      guard let scalar = set.decode([byte]).unicodeScalars.first, scalar != "\u{FFFD}" else { continue }
      bytes[scalar] = byte
    }
    return bytes
  }
}
