import Quantities

/// The intermediate balances of a fiscal year (soldes intermédiaires de gestion, SIG), in euros.
public struct IntermediateBalances: Sendable {
  /// Margin on goods resold as they are (marge commerciale).
  public let tradeMargin: Money
  /// What the firm made for sale, for stock and for itself (production de l'exercice).
  public let production: Money
  /// Trade margin and production less what third parties supplied (valeur ajoutée).
  public let valueAdded: Money
  /// EBITDA as the French chart defines it (excédent brut d'exploitation, EBE).
  public let grossOperatingSurplus: Money
  /// Result of operations (résultat d'exploitation).
  public let operatingResult: Money
  /// Result before exceptional items and taxes (résultat courant avant impôts).
  public let currentResultBeforeTax: Money
  /// Result of exceptional items (résultat exceptionnel).
  public let exceptionalResult: Money
  /// Profit or loss (résultat de l'exercice).
  public let netResult: Money
  /// Every line, and where each comes from.
  public let statement: FinancialStatement

  /// The balances of a year by the definitions that hold for it.
  ///
  /// - Throws: a refusal when `definitions` lacks one of the lines above for that year, or does not hold together.
  public init(_ balance: TrialBalance, definitions: StatementDefinitions, year: FiscalYear) throws(Refusal) {
    let statement = try FinancialStatement(balance, definitions: definitions, year: year)
    tradeMargin = try statement.required(.tradeMargin, year)
    production = try statement.required(.production, year)
    valueAdded = try statement.required(.valueAdded, year)
    grossOperatingSurplus = try statement.required(.grossOperatingSurplus, year)
    operatingResult = try statement.required(.operatingResult, year)
    currentResultBeforeTax = try statement.required(.currentResultBeforeTax, year)
    exceptionalResult = try statement.required(.exceptionalResult, year)
    netResult = try statement.required(.netResult, year)
    self.statement = statement
  }
}
