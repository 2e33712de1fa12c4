import Quantities

/// A significant branch of activity of the firm, which keeps a product carbon account of its own (NACE 63 level).
public struct Activity: Sendable, Hashable {
  /// What the activity does with what it buys, which decides how its account is kept.
  public enum Kind: String, Sendable, CaseIterable {
    /// Makes goods or services: its factor is per euro of revenue.
    case production
    /// Sells goods as it bought them: its factor is per euro of trade margin, and only contents that suppliers
    /// transmitted are passed on.
    case resale
    /// Renders a public service: its factor is per euro of cost.
    case publicService = "public-service"
  }

  /// A short name, unique in the firm, which appears in files: `joinery`.
  public let id: String
  /// The name people read.
  public let label: String
  /// The NAF code (APE) of the branch: `16.23Z`.
  public let naf: String
  /// What it does with what it buys.
  public let kind: Kind
  /// The quantity sold, where the account is kept in a physical unit instead of euros.
  public let output: PhysicalOutput?

  /// An activity.
  public init(id: String, label: String, naf: String, kind: Kind = .production, output: PhysicalOutput? = nil) {
    self.id = id
    self.label = label
    self.naf = naf
    self.kind = kind
    self.output = output
  }
}

/// What an activity sold in the year, for an account kept in a physical unit.
///
/// Allowed only where the quantity stands on all invoices of the activity.
public struct PhysicalOutput: Sendable, Hashable {
  /// The quantity sold in the year.
  public let quantity: Quantity

  /// A quantity sold.
  public init(quantity: Quantity) { self.quantity = quantity }
}
