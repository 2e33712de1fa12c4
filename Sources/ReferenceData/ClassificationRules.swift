// The rows of the classification files: what an account is to the carbon account, and why.

import Quantities

/// What is done with the lines of an account.
public enum Treatment: String, Sendable, CaseIterable {
  /// Enters production carbon.
  case purchase
  /// Corrects purchases by the change in stocks (603).
  case stockChange = "stock-change"
  /// Goods resold as they are.
  case resale
  /// A fixed asset: enters by its depreciation.
  case asset
  /// A depreciation allowance of fixed assets.
  case allowance
  /// Sales.
  case revenue
  /// Carries no carbon, on purpose.
  case outside
}

/// The default rule of the accounts that begin with a prefix.
public struct AccountRule: Sendable, Hashable {
  /// The beginning of the account number: `6061`.
  public let prefix: String
  /// What is done.
  public let treatment: Treatment
  /// The purchase category; empty outside.
  public let category: String
  /// The factor selector: `branch:intermediate`, `naf:65.12Z:production`, `id:energy.diesel`; empty where there is no
  /// default.
  public let factor: String
  /// The fiscal years it holds for, by the day they open.
  public let validity: Validity
  /// Why.
  public let reason: LocalizedText
}

/// A word that refines the rule of some accounts.
public struct WordRule: Sendable, Hashable {
  /// The beginnings of the account numbers where the word means this.
  public let prefixes: [String]
  /// The word or words, as the file has them.
  public let word: String
  /// The purchase category.
  public let category: String
  /// The factor selector; empty where there is no default.
  public let factor: String
}

/// A purchase category of the calculator: one row of `categories.csv`.
public struct PurchaseCategory: Sendable, Hashable {
  /// What kind of purchase it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Counted by physical quantity.
    case energy
    /// Transport of persons paid for.
    case transport
    /// Fixed assets, by their depreciation.
    case asset
    /// Specific to the branch.
    case specific
    /// Goods resold as they are.
    case resale
    /// All the rest.
    case other
  }

  /// Its id: `energy.gas`.
  public let id: String
  /// Its name.
  public let label: LocalizedText
  /// What kind it is.
  public let kind: Kind
  /// What it is measured in; empty when only in money.
  public let measureUnit: String
  /// The inventory post it usually falls in.
  public let inventoryPost: String
  /// A remark, in French.
  public let note: String
}
