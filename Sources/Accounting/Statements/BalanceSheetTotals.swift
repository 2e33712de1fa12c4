import Quantities

/// The totals of the balance sheet at the end of a fiscal year (bilan), in euros.
public struct BalanceSheetTotals: Sendable {
  /// Capital, reserves and the result of the year (capitaux propres).
  public let equity: Money
  /// Borrowings, associates' current accounts and overdrafts (dettes financières).
  public let financialDebt: Money
  /// Cash at bank and in hand, and securities (disponibilités et valeurs mobilières de placement).
  public let cash: Money
  /// Everything owned and due, net of depreciation (total de l'actif).
  public let totalAssets: Money
  /// Equity and everything owed (total du passif): equal to `totalAssets` in a ledger that balances.
  public let totalEquityAndLiabilities: Money
  /// Every line, and where each comes from.
  public let statement: FinancialStatement

  /// The totals of a year by the definitions that hold for it.
  ///
  /// - Throws: a refusal when `definitions` lacks one of the lines above for that year, or does not hold together.
  public init(_ balance: TrialBalance, definitions: StatementDefinitions, year: FiscalYear) throws(Refusal) {
    let statement = try FinancialStatement(balance, definitions: definitions, year: year)
    equity = try statement.required(.equity, year)
    financialDebt = try statement.required(.financialDebt, year)
    cash = try statement.required(.cash, year)
    totalAssets = try statement.required(.totalAssets, year)
    totalEquityAndLiabilities = try statement.required(.totalEquityAndLiabilities, year)
    self.statement = statement
  }
}
