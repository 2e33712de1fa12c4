// From a ledger to the figures of a decarbonated margin, in one go.

import Accounting
import CarbonPricing
import Quantities
import UseCases

/// Reads a year's figures from its ledger, and its emissions from the carbon account the ledger makes.
public struct LedgerMargin: Sendable {
  /// What is read.
  public struct Request: Sendable, Hashable {
    /// The FEC.
    public var ledger: String
    /// firm.yaml; nil where the activity or emissions are given.
    public var firm: String?
    /// Last year's sealed accounts, for factors in force.
    public var opening: String?
    /// A NAF code or words, for a first look without firm.yaml.
    public var activity: String?

    /// What is read.
    public init(ledger: String, firm: String? = nil, opening: String? = nil, activity: String? = nil) {
      self.ledger = ledger
      self.firm = firm
      self.opening = opening
      self.activity = activity
    }
  }

  /// What came out.
  public struct Result: Sendable {
    /// The name to print.
    public let title: String
    /// The firm's SIREN, where the ledger's name says it.
    let siren: String?
    /// The year's figures.
    public let figures: MarginFigures
    /// What to know about them.
    public let warnings: [Diagnostic]
    /// Where each indicator comes from in the ledger.
    public let derivations: [MarginIndicator: Derivation]
  }

  let library: Library

  /// The job, with what Sillage knows.
  public init(_ library: Library) { self.library = library }

  /// Reads the ledger, and keeps its books where emissions are not given.
  ///
  /// - Parameter emissions: typed in; nil to take those of the carbon account.
  /// - Throws: `price-file.ledger-without-emissions`, and whatever the ledger or firm.yaml is refused for.
  public func run(
    _ request: Request, emissions: ScopeEmissions?, social: [SocialIndicator] = []
  ) throws(Refusal) -> Result {
    if let emissions {
      let file = try LedgerFile(path: request.ledger)
      return try result(file, title: file.parsedName?.siren ?? file.name, emissions, social, warnings: [])
    }
    guard request.firm != nil || request.activity != nil else {
      throw Refusal(
        Diagnostic(
          .error, PriceFileRefusal.ledgerWithoutEmissions, ["ledger": .text(InputFile(path: request.ledger).name)]))
    }
    var books = KeepBooks.Request(ledger: request.ledger)
    (books.firm, books.opening, books.activity) = (request.firm, request.opening, request.activity)
    let kept = try KeepBooks(library).run(books)
    let carbon = try YearCarbon(kept.books)
    return try result(kept.ledger, title: kept.title, carbon.emissions, social, warnings: carbon.cautions)
  }

  /// The figures of a ledger that was read, with the emissions beside it: the one way for files and for a store.
  func result(
    _ file: LedgerFile, title: String, _ emissions: ScopeEmissions, _ social: [SocialIndicator] = [],
    warnings: [Diagnostic]
  ) throws(Refusal) -> Result {
    let check = try CheckLedger(file, library: library)
    let figures = MarginFigures(
      year: file.ledger.fiscalYear, income: check.income, balanceSheet: check.balanceSheet,
      revenue: -check.balance.balance(ofPrefix: "70"), emissions: emissions, social: social)
    var derivations: [MarginIndicator: Derivation] = [:]
    for indicator in MarginIndicator.allCases {
      derivations[indicator] = check.income.statement.derivation(of: indicator.line)
    }
    return Result(
      title: title, siren: file.parsedName?.siren, figures: figures, warnings: warnings, derivations: derivations)
  }
}

extension MarginIndicator {
  /// The line of the statements it is.
  var line: StatementLine {
    switch self {
    case .valueAdded: .valueAdded
    case .grossOperatingSurplus: .grossOperatingSurplus
    case .operatingResult: .operatingResult
    case .netResult: .netResult
    }
  }
}
