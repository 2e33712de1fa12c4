/// What kind of document an invoice is (BT-3): a code of UNTDID 1001.
public struct InvoiceType: Sendable, Hashable {
  /// The code: `380`.
  public let code: String

  /// The type of a code.
  public init(code: String) { self.code = code }

  /// A commercial invoice.
  public static let invoice = InvoiceType(code: "380")
  /// A credit note.
  public static let creditNote = InvoiceType(code: "381")
  /// An invoice that replaces an earlier one.
  public static let corrected = InvoiceType(code: "384")
  /// An invoice that the buyer writes for the seller.
  public static let selfBilled = InvoiceType(code: "389")

  /// Whether amounts are given back: what it states as positive is owed to the buyer.
  public var isCredit: Bool { InvoiceType.credits.contains(code) }

  /// Whether the buyer issued it in the seller's name; seller and buyer stay who they are.
  public var isSelfBilled: Bool { InvoiceType.selfBilledCodes.contains(code) }

  /// Whether it stands for an earlier invoice, which `precedingInvoices` names.
  public var isCorrection: Bool { self == .corrected }

  /// Whether a code has the shape of one: three digits, or two for the oldest.
  var isKnownShape: Bool { (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (0x30...0x39).contains($0) } }

  /// The credit notes among the codes that EN 16931 allows (its code list UNTDID 1001).
  private static let credits: Set<String> = [
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532",
  ]
  private static let selfBilledCodes: Set<String> = ["261", "389", "527"]
}
