// The product carbon account (compte carbone produit): one activity, one fiscal year.

import Quantities

/// The account of one activity and one fiscal year.
///
///     P(n) = D(n) + Σ c(i) + B(n-1)     B(n) = P(n) - S(n) - lapsed(n)     F(n) = P(n) / R(n)
public struct ProductAccount: Sendable {
  /// How the account relates to the years around it.
  public enum Mode: String, Sendable {
    /// A year that follows a closed one: the balance is carried over.
    case closed
    /// The first year, and every one until a content is first transmitted: sales carbon is deemed equal to production
    /// carbon, so the balance is nil.
    case first
    /// A budget: no carry-over, nothing sealed.
    case budget
  }

  /// The activity.
  public let activity: Activity
  /// The fiscal year.
  public let year: FiscalYear
  /// How it relates to the years around it.
  public let mode: Mode
  /// The entries of its production carbon.
  public let entries: [CarbonEntry]
  /// B(n-1), nil when there is no previous account.
  public let opening: CarbonMass?
  /// F(n-1), nil when there is no previous account.
  public let openingFactor: CarbonIntensity?
  /// The day the previous account was closed, nil when there is none or it was not said.
  public let openingClosedOn: CalendarDate?
  /// The firm, where its settings say so.
  public let siren: String?
  /// R(n): revenue, trade margin for resale, cost for a public service; excluding VAT.
  public let revenue: Money
  /// S(n): carbon transmitted on sales invoices.
  public let sales: CarbonMass
  /// How the sales carbon was found, factor by factor.
  public let salesBasis: [SalesBasis]
  /// Margin carbon of resold goods whose supplier transmitted nothing: outside the carry-over.
  public let lapsed: CarbonMass
  /// Content of resold goods passed through from supplier to customer: neither in P nor in S.
  public let passedThrough: CarbonMass
  /// What next year is expected to be.
  public let expected: (inputs: CarbonMass, revenue: Money)
  /// The published accounts of suppliers it rests on; nil where the firm does not show them.
  public let upstream: [Upstream]?

  /// Direct emissions, net of captures.
  public var direct: CarbonMass { entries.filter { $0.basis == .statement }.map(\.carbon).total() }
  /// Direct emissions and the contents of purchases: what entered in the year.
  public var inputs: CarbonMass { entries.map(\.carbon).total() }
  /// P(n).
  public var production: CarbonMass { inputs + (opening ?? .zero) }
  /// B(n), carried into P(n+1); nil for a budget, which carries nothing.
  public var balance: CarbonMass? { mode == .budget ? nil : production - sales - lapsed }

  /// Whether sales are deemed to have carried what was produced, nothing having been transmitted yet.
  public var salesAreDeemed: Bool { mode == .first && balance == .zero }

  /// F(n): P(n) per euro of R(n), or per unit of output, rounded half to even to three decimals.
  ///
  /// Throws `QuantityError.divisionByZero` when nothing was sold.
  public func closingFactor() throws(QuantityError) -> CarbonIntensity { try intensity(of: production, revenue) }

  /// (expected inputs + B) / expected revenue: the factor that would bring the balance to nil next year.
  public func emptyingFactor() throws(QuantityError) -> CarbonIntensity {
    try intensity(of: expected.inputs + (balance ?? .zero), expected.revenue)
  }

  /// What the factor multiplies: `EUR`, or the unit of the output.
  public var factorUnit: String { activity.output?.quantity.unit.symbol ?? "EUR" }

  private func intensity(of carbon: CarbonMass, _ revenue: Money) throws(QuantityError) -> CarbonIntensity {
    guard let output = activity.output?.quantity.value else { return try CarbonIntensity(of: carbon, per: revenue) }
    // Next year's quantity is expected to follow revenue.
    let quantity =
      revenue == self.revenue
      ? output : try output.times(revenue.euros).divided(by: self.revenue.euros)
    return try CarbonIntensity(of: carbon, per: quantity)
  }
}

extension ProductAccount {
  /// A supplier's published account, and the carbon that came with it.
  public struct Upstream: Sendable, Hashable {
    /// The account, as `SupplierContent.published` names it.
    public let published: String
    /// What it brought.
    public let carbon: CarbonMass

    /// An account and what it brought.
    public init(published: String, carbon: CarbonMass) {
      self.published = published
      self.carbon = carbon
    }

    /// Those that entries follow, most carbon first.
    static func all(_ entries: [CarbonEntry]) -> [Upstream] {
      var carbon: [String: CarbonMass] = [:]
      for entry in entries {
        guard case .supplierContent(let content) = entry.basis, let published = content.published else { continue }
        carbon[published, default: .zero] += entry.carbon
      }
      return carbon.map { Upstream(published: $0.key, carbon: $0.value) }
        .sorted { ($1.carbon, $0.published) < ($0.carbon, $1.published) }
    }
  }
}

/// A part of the year's sales and the factor its invoices carried.
public struct SalesBasis: Sendable, Hashable {
  /// The first day of the part.
  public let from: CalendarDate
  /// The factor; nil where invoices carried none.
  public let factor: CarbonIntensity?
  /// Why another factor than the last closed one.
  public let justification: String?
  /// Revenue (or margin) of the part, excluding VAT.
  public let amount: Money
  /// What was transmitted.
  public let carbon: CarbonMass
}
