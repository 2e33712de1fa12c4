// A content that travels: what a supplier says of its invoices, and the account it says it from.

import Quantities

/// A content that a supplier transmitted under a cumulative carbon account: used as it stands, without margin.
public struct SupplierContent: Sendable, Hashable {
  /// How the supplier said it.
  public enum Value: Sendable, Hashable {
    /// Carbon per euro excluding VAT, for all its invoices.
    case intensity(CarbonIntensity)
    /// The content of one invoice.
    case content(CarbonMass)
  }

  /// The supplier: auxiliary number or name.
  public let supplier: String
  /// The invoice (PieceRef) it is about; nil for all invoices of the year.
  public let piece: String?
  /// The first day of the invoices it is about, where it is about all; nil: from the first of the year.
  public let from: CalendarDate?
  /// What was transmitted.
  public let value: Value
  /// The supplier's account it comes from: `2023, closed`.
  public let account: String
  /// Where it was read.
  public let evidence: String
  /// The day the account it comes from was closed: no invoice bore it before; nil where it is not known.
  public let closedOn: CalendarDate?
  /// The published account it follows, as whoever keeps those names it; nil when it follows none.
  public let published: String?

  /// A transmitted content.
  public init(
    supplier: String, piece: String? = nil, from: CalendarDate? = nil, value: Value, account: String, evidence: String,
    closedOn: CalendarDate? = nil, published: String? = nil
  ) {
    self.supplier = supplier
    self.piece = piece
    self.from = from
    self.value = value
    self.account = account
    self.evidence = evidence
    self.closedOn = closedOn
    self.published = published
  }

  /// Whether two statements are about the same invoices: only one of them can hold.
  public func isAbout(_ supplier: String, _ piece: String?, from: CalendarDate?) -> Bool {
    self.supplier.folded == supplier.folded && self.piece == piece && self.from == from
  }
}
