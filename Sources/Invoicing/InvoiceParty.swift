/// Who sells (BG-4) or buys (BG-7).
public struct InvoiceParty: Sendable, Hashable {
  /// An identifier and the scheme it belongs to (ISO/IEC 6523), where that is said.
  public struct Identifier: Sendable, Hashable {
    /// The identifier as written.
    public let value: String
    /// The scheme: `0002` SIREN, `0009` SIRET, `0088` GLN; nil when unsaid.
    public let scheme: String?

    /// An identifier.
    public init(_ value: String, scheme: String? = nil) {
      self.value = value
      self.scheme = scheme
    }
  }

  /// The legal name, BT-27 or BT-44.
  public var name = ""
  /// The name it trades under, BT-28 or BT-45; empty for none.
  public var tradingName = ""
  /// The identifier in a register of firms, BT-30 or BT-47.
  public var legalID: Identifier?
  /// Other identifiers, BT-29 or BT-46.
  public var ids: [Identifier] = []
  /// The VAT number, BT-31 or BT-48; empty for none.
  public var vatID = ""
  /// Where electronic documents are sent, BT-34 or BT-49.
  public var endpoint: Identifier?
  /// The country, BT-40 or BT-55: `FR`; empty when unsaid.
  public var country = ""

  /// A party about which nothing is known yet.
  public init() {}

  private var all: [Identifier] { [legalID].compactMap(\.self) + ids }

  /// The French firm's number: as such, else from a SIRET, else from a French VAT number; nil when none says it.
  public var siren: String? {
    if let named = all.lazy.compactMap({ $0.digits(9, of: "0002") }).first { return named }
    if let siret { return String(siret.prefix(9)) }
    let vat = vatID.filter { !$0.isWhitespace }
    return vat.utf8.count == 13 && vat.hasPrefix("FR") ? Identifier(String(vat.dropFirst(4))).digits(9, of: nil) : nil
  }

  /// The French establishment's number; nil when none is given.
  public var siret: String? { all.lazy.compactMap { $0.digits(14, of: "0009") }.first }
}

extension InvoiceParty.Identifier {
  /// The digits, blanks left out, when there are so many and the scheme is this one.
  fileprivate func digits(_ count: Int, of scheme: String?) -> String? {
    let digits = value.filter { !$0.isWhitespace }
    guard self.scheme == scheme, digits.utf8.count == count, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits
  }
}
