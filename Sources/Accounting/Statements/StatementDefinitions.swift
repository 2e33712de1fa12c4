// Which accounts each line of a statement gathers, by fiscal year: law is data.

import Quantities

/// The dated definitions of the lines of a statement, in the order in which they are computed.
public struct StatementDefinitions: Sendable {
  /// One line as one text of law defines it.
  public struct Definition: Sendable, Hashable {
    /// The line.
    public let line: StatementLine
    /// How it is computed.
    public let formula: Formula
    /// Fiscal years that start on this day or later; nil for no limit.
    public let validFrom: CalendarDate?
    /// Fiscal years that start on this day or earlier; nil for no limit.
    public let validTo: CalendarDate?
    /// The text of law and the French name of the line.
    public let reference: String
    /// The line of the data file, from 1.
    public let row: Int

    /// Whether it holds for a fiscal year that starts on `date`.
    func holds(on date: CalendarDate) -> Bool {
      validFrom.map { $0 <= date } ?? true && validTo.map { date <= $0 } ?? true
    }
  }

  /// How a line is computed.
  public enum Formula: Sendable, Hashable {
    /// From balances of accounts.
    case accounts(AccountSelection)
    /// From lines that stand above it.
    case sum([Term])
  }

  /// A line added to, or subtracted from, another.
  public struct Term: Sendable, Hashable {
    /// The operand.
    public let line: StatementLine
    /// Whether it is subtracted.
    public let isSubtracted: Bool
  }

  /// Accounts by the start of their number, and what is taken from them.
  public struct AccountSelection: Sendable, Hashable {
    /// The side on which a balance counts as positive.
    public enum Side: String, Sendable { case debit, credit }

    /// Which balances count.
    public enum Rule: String, Sendable {
      /// The balance of all the accounts together, of either sign.
      case balance
      /// Only accounts whose balance stands on `side`: a bank in credit is a debt, not less cash.
      case byAccount = "by-account"
      /// As `byAccount`, but third party by third party: PCG forbids setting one's debt off against another's.
      case byThirdParty = "by-third-party"
    }

    /// The side that counts as positive.
    public let side: Side
    /// Which balances count.
    public let rule: Rule
    /// Starts of the account numbers taken.
    public let prefixes: [String]
    /// Starts of the account numbers left out all the same.
    public let except: [String]

    /// Whether an account is one of them.
    public func contains(_ account: String) -> Bool {
      prefixes.contains(where: account.hasPrefix) && !except.contains(where: account.hasPrefix)
    }
  }

  /// All definitions, of all years, in the order of the file.
  public let definitions: [Definition]

  /// The definitions that hold for a fiscal year, in the order of the file.
  ///
  /// A reform applies to the fiscal years opened from its date on, so the first day decides.
  /// - Throws: a refusal when a line is defined twice, or a sum names a line that is not defined above it.
  public func definitions(for year: FiscalYear) throws(Refusal) -> [Definition] {
    let chosen = definitions.filter { $0.holds(on: year.start) }
    var known: Set<StatementLine> = []
    for definition in chosen {
      if case .sum(let terms) = definition.formula {
        for term in terms where !known.contains(term.line) {
          throw StatementDefinitions.refusal(
            .operandNotDefined,
            ["line": .text(definition.line.id), "operand": .text(term.line.id), "date": .date(year.start)],
            definition.row)
        }
      }
      guard known.insert(definition.line).inserted else {
        throw StatementDefinitions.refusal(
          .definedTwice, ["line": .text(definition.line.id), "date": .date(year.start)], definition.row)
      }
    }
    return chosen
  }

  static func refusal(_ key: StatementMessage, _ values: [String: MessageValue], _ row: Int?, field: String? = nil)
    -> Refusal
  {
    Refusal(Diagnostic(.error, key, values, line: row, field: field))
  }
}
