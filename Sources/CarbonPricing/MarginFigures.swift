// The accounting figures of a year that a carbon price is set against.

import Accounting
import Quantities

/// An intermediate balance that carbon is charged to.
public enum MarginIndicator: String, MessageKey {
  /// Valeur ajoutée.
  case valueAdded = "pricing.indicator-value-added"
  /// EBE, excédent brut d'exploitation: EBITDA as the French chart defines it.
  case grossOperatingSurplus = "pricing.indicator-gross-operating-surplus"
  /// Résultat d'exploitation.
  case operatingResult = "pricing.indicator-operating-result"
  /// Résultat net.
  case netResult = "pricing.indicator-net-result"

  /// The name in files and JSON: `value_added`.
  public var id: String {
    String(rawValue.dropFirst("pricing.indicator-".count)).split(separator: "-").joined(separator: "_")
  }
}

/// What the balance sheet says, in euros.
public struct BalanceFigures: Sendable, Hashable {
  /// Capitaux propres.
  public let equity: Money?
  /// Total du bilan.
  public let total: Money?
  /// Dettes financières.
  public let financialDebt: Money?
  /// Disponibilités.
  public let cash: Money?

  /// Figures of a balance sheet; nil where not known.
  public init(equity: Money?, total: Money?, financialDebt: Money?, cash: Money?) {
    self.equity = equity
    self.total = total
    self.financialDebt = financialDebt
    self.cash = cash
  }

  /// Financial debt less cash; nil where either is not known.
  public var netDebt: Money? { financialDebt.flatMap { debt in cash.map { debt - $0 } } }
}

/// An indicator of the firm's own, shown beside (triple accounting): hours of training, pay equality…
public struct SocialIndicator: Sendable, Hashable {
  /// What it is.
  public let name: String
  /// Its value.
  public let value: Rational
  /// In what.
  public let unit: String

  /// An indicator.
  public init(name: String, value: Rational, unit: String) {
    self.name = name
    self.value = value
    self.unit = unit
  }
}

/// A year's figures.
public struct MarginFigures: Sendable, Hashable {
  /// The year it ends in.
  public let year: Int
  /// The indicators that are known.
  public let indicators: [MarginIndicator: Money]
  /// Chiffre d'affaires, excluding VAT; nil where not known.
  public let revenue: Money?
  /// What the balance sheet says.
  public let balance: BalanceFigures
  /// Emissions.
  public let emissions: ScopeEmissions
  /// Indicators of the firm's own.
  public let social: [SocialIndicator]

  /// A year's figures.
  public init(
    year: Int, indicators: [MarginIndicator: Money], revenue: Money?, balance: BalanceFigures,
    emissions: ScopeEmissions, social: [SocialIndicator] = []
  ) {
    self.year = year
    self.indicators = indicators
    self.revenue = revenue
    self.balance = balance
    self.emissions = emissions
    self.social = social
  }

  /// The figures of an imported ledger.
  ///
  /// - Parameter revenue: accounts 70 less 709, in euros excluding VAT.
  public init(
    year: FiscalYear, income: IntermediateBalances, balanceSheet: BalanceSheetTotals, revenue: Money,
    emissions: ScopeEmissions, social: [SocialIndicator] = []
  ) {
    self.init(
      year: year.end.year,
      indicators: [
        .valueAdded: income.valueAdded, .grossOperatingSurplus: income.grossOperatingSurplus,
        .operatingResult: income.operatingResult, .netResult: income.netResult,
      ],
      revenue: revenue,
      balance: BalanceFigures(
        equity: balanceSheet.equity, total: balanceSheet.totalAssets, financialDebt: balanceSheet.financialDebt,
        cash: balanceSheet.cash),
      emissions: emissions, social: social)
  }
}
