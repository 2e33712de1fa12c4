// Everything a firm tells Sillage that its ledger does not: what stands in firm.yaml.

import Quantities

/// The settings of one firm for one fiscal year.
public struct FirmSettings: Sendable, Hashable {
  /// The firm's SIREN, where it says so: an account of one firm does not open another's.
  public var siren: String?
  /// The activities that keep an account, at least one; the first takes what nothing else claims.
  public var activities: [Activity]
  /// How lines are shared between activities.
  public var keys: [AllocationKey] = []
  /// The firm's own classification rules; they win over the default ones.
  public var rules: [OwnRule] = []
  /// Quantities read on bills and meters.
  public var measures: [Measure] = []
  /// What was bought of products whose suppliers gave a footprint.
  public var footprints: [FootprintPurchase] = []
  /// Contents that suppliers transmitted.
  public var supplierContents: [SupplierContent] = []
  /// Provisional figures that the firm keeps knowingly, as it has no better ones. They change no figure.
  public var keptEstimates: [KeptEstimate] = []
  /// Direct emissions that are not combustion.
  public var directEmissions: [DirectEmission] = []
  /// The ids of activities that the firm states to have no direct emissions but combustion.
  public var withoutDirectEmissions: [String] = []
  /// Fixed assets whose own content is known.
  public var assets: [AssetRecord] = []
  /// What was transmitted to customers in the year, by activity id.
  public var transmissions: [String: Transmission] = [:]
  /// What is expected of next year, by activity id, for the factor that empties the balance.
  public var expectations: [String: Expectation] = [:]
  /// Vintages the firm chose instead of the newest, by factor id.
  public var vintages: [String: String] = [:]
  /// The account is made on a budget: no carry-over, marked as such.
  public var isBudget = false
  /// Quantities read in line labels count as measures.
  public var acceptsLabels = false
  /// The sealed account says which published accounts of suppliers it rests on.
  public var showsSuppliers = false

  /// Settings with one activity and nothing else.
  public init(activities: [Activity]) { self.activities = activities }
}

/// How the lines it matches are shared between activities.
public struct AllocationKey: Sendable, Hashable {
  /// Where the shares come from.
  public enum Basis: Sendable, Hashable {
    /// The same perimeters as the firm's cost accounting (comptabilité analytique): what the method asks.
    case costAccounting
    /// Anything else: a departure, listed with its reason.
    case other(reason: String)
  }

  /// Which lines.
  public let match: LineMatch
  /// Weights by activity id, not negative.
  public let shares: [String: Int64]
  /// Where the shares come from.
  public let basis: Basis

  /// A key.
  public init(match: LineMatch, shares: [String: Int64], basis: Basis) {
    self.match = match
    self.shares = shares
    self.basis = basis
  }
}

/// A classification rule of the firm.
public struct OwnRule: Sendable, Hashable {
  /// What becomes of the lines.
  public enum Outcome: Sendable, Hashable {
    /// A purchase of this category, at this factor.
    case purchase(category: String, factor: String)
    /// Not a purchase of a good or service, for this reason.
    case outside(reason: String)
  }

  /// Which lines.
  public let match: LineMatch
  /// What becomes of them.
  public let outcome: Outcome

  /// A rule.
  public init(match: LineMatch, outcome: Outcome) {
    self.match = match
    self.outcome = outcome
  }
}

/// A quantity read on bills or a meter, which replaces the estimate from the amounts of the lines it matches.
public struct Measure: Sendable, Hashable {
  /// The factor id: `energy.electricity`.
  public let factor: String
  /// Which ledger lines paid for it.
  public let match: LineMatch
  /// How much.
  public let quantity: Quantity
  /// Where it was read: `factures EDF 2024`.
  public let evidence: String

  /// A measure.
  public init(factor: String, match: LineMatch, quantity: Quantity, evidence: String) {
    self.factor = factor
    self.match = match
    self.quantity = quantity
    self.evidence = evidence
  }
}

/// "I don't know" as an answer: the provisional figure of an account stands, and the departure stays listed.
public struct KeptEstimate: Sendable, Hashable {
  /// The ledger account the question was about.
  public let account: String
  /// The factor a measure would use; empty where none would.
  public let factor: String

  /// An answer.
  public init(account: String, factor: String = "") {
    self.account = account
    self.factor = factor
  }
}

/// Direct emissions that are not combustion (process, livestock, leaks), or a capture (negative): an expert's figure.
public struct DirectEmission: Sendable, Hashable {
  /// The activity that emits.
  public let activity: String
  /// What emits: `fluide frigorigène R449A, 2 kg rechargés`.
  public let label: String
  /// How much; negative for a capture.
  public let carbon: CarbonMass
  /// Who says so.
  public let author: String
  /// The evidence.
  public let evidence: String
  /// When it was stated.
  public let date: CalendarDate

  /// A statement of direct emissions.
  public init(
    activity: String, label: String, carbon: CarbonMass, author: String, evidence: String, date: CalendarDate
  ) {
    self.activity = activity
    self.label = label
    self.carbon = carbon
    self.author = author
    self.evidence = evidence
    self.date = date
  }
}

/// A fixed asset whose content its supplier transmitted; it enters the account with its allowances.
public struct AssetRecord: Sendable, Hashable {
  /// What it is.
  public let label: String
  /// Its class 2 account.
  public let account: String
  /// Acquisition value excluding VAT.
  public let value: Money
  /// The content its supplier transmitted.
  public let content: CarbonMass
  /// The allowance of the year.
  public let allowance: Money
  /// Where the content was read.
  public let evidence: String

  /// An asset.
  public init(
    label: String, account: String, value: Money, content: CarbonMass, allowance: Money, evidence: String
  ) {
    self.label = label
    self.account = account
    self.value = value
    self.content = content
    self.allowance = allowance
    self.evidence = evidence
  }
}

/// What an activity transmitted to its customers in the year.
public struct Transmission: Sendable, Hashable {
  /// A factor and the day from which invoices carried it.
  public struct InForce: Sendable, Hashable {
    /// The first day.
    public let from: CalendarDate
    /// The factor, per euro (of margin, for resale) or per unit.
    public let factor: CarbonIntensity
    /// Why a factor other than that of the last closed account; nil when it is that one.
    public let justification: String?

    /// A factor in force.
    public init(from: CalendarDate, factor: CarbonIntensity, justification: String? = nil) {
      self.from = from
      self.factor = factor
      self.justification = justification
    }
  }

  /// Factors in the order of their first days; invoices before the first carried nothing.
  public var factors: [InForce]
  /// The total that was really transmitted, where the billing program knows it; wins over `factors`.
  public var total: CarbonMass?

  /// A transmission.
  public init(factors: [InForce] = [], total: CarbonMass? = nil) {
    self.factors = factors.sorted { $0.from < $1.from }
    self.total = total
  }

  /// The factor on invoices of a day; nil before the first.
  public func factor(on date: CalendarDate) -> InForce? { factors.last { $0.from <= date } }
}

/// What is expected of next year.
public struct Expectation: Sendable, Hashable {
  /// Carbon of purchases and direct emissions; nil: as this year.
  public let inputs: CarbonMass?
  /// Revenue (or margin, or cost), excluding VAT; nil: as this year.
  public let revenue: Money?

  /// An expectation.
  public init(inputs: CarbonMass? = nil, revenue: Money? = nil) {
    self.inputs = inputs
    self.revenue = revenue
  }
}
