import Quantities

/// Something the account would be better for: what, how much spend and carbon hang on it, and what to do.
public struct MissingItem: Sendable, Hashable {
  /// What is missing.
  public enum Kind: String, Sendable, CaseIterable {
    /// Energy bought whose quantity nobody gave.
    case energyQuantity = "energy-quantity"
    /// Travel whose kilometres nobody gave.
    case transportQuantity = "transport-quantity"
    /// Energy of a kind that neither account, label nor supplier tells.
    case energyKind = "energy-kind"
    /// An account no rule covers.
    case rule
    /// An allowance that belongs to no known asset account.
    case asset
    /// A branch that often has direct emissions, and no statement.
    case directEmissions = "direct-emissions"
  }

  /// What is missing.
  public let kind: Kind
  /// The ledger account; empty where none is concerned.
  public let account: String
  /// The spend concerned, excluding VAT.
  public let spend: Money
  /// The carbon counted provisionally.
  public let carbon: CarbonMass
  /// The factor id a measure would use; empty where none would.
  public let factor: String
  /// The sum of the quantities read in the labels, where all lines have one in the same unit.
  public let proposal: Quantity?
  /// What the carbon would be with the proposal.
  public let proposedCarbon: CarbonMass?
  /// In words, with its remedy in the catalogue.
  public let message: Message
  /// The activity concerned, by its id; empty where the item is about an account.
  public var activity = ""
  /// Whether the firm answered that it has nothing better: what is missing is still missing, but asked no more.
  public var isAcknowledged = false
}
