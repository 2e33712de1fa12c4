// Statements computed from a trial balance by dated definitions, each figure with the accounts it comes from.

import Quantities

/// The lines of a statement for one fiscal year, in euros.
public struct FinancialStatement: Sendable {
  /// The lines that are defined for the year, in the order of the definitions.
  public let lines: [StatementLine]
  private let figures: [StatementLine: Figure]

  private struct Figure: Sendable {
    let definition: StatementDefinitions.Definition
    let value: Money
    /// The accounts with what each contributes; empty for sums.
    let accounts: [(account: String, name: String, value: Money)]
  }

  /// Computes every line that is defined for `year`.
  ///
  /// - Throws: a refusal when the definitions do not hold together for that year.
  public init(_ balance: TrialBalance, definitions: StatementDefinitions, year: FiscalYear) throws(Refusal) {
    var figures: [StatementLine: Figure] = [:]
    var lines: [StatementLine] = []
    for definition in try definitions.definitions(for: year) {
      lines.append(definition.line)
      switch definition.formula {
      case .accounts(let selection):
        let accounts = FinancialStatement.contributions(selection, balance)
        figures[definition.line] = Figure(
          definition: definition, value: accounts.lazy.map(\.value).total(), accounts: accounts)
      case .sum(let terms):
        let value = terms.map { term in
          let value = figures[term.line]?.value ?? .zero
          return term.isSubtracted ? -value : value
        }.total()
        figures[definition.line] = Figure(definition: definition, value: value, accounts: [])
      }
    }
    self.lines = lines
    self.figures = figures
  }

  /// The amount of a line, in euros; nil when it is not defined for the year.
  public subscript(line: StatementLine) -> Money? { figures[line]?.value }

  /// Where the amount of a line comes from, down to the accounts; nil when the line is not defined for the year.
  public func derivation(of line: StatementLine) -> Derivation? {
    guard let figure = figures[line] else { return nil }
    return Derivation(
      Message(line), .money(figure.value), from: inputs(of: figure),
      citation: Citation(text: figure.definition.reference))
  }

  private func inputs(of figure: Figure) -> [Derivation] {
    switch figure.definition.formula {
    case .accounts:
      figure.accounts.map {
        Derivation(
          Message(StatementMessage.account, ["account": .text($0.account), "name": .text($0.name)]), .money($0.value))
      }
    case .sum(let terms):
      terms.compactMap { term in
        guard let operand = derivation(of: term.line), let value = self[term.line] else { return nil }
        guard term.isSubtracted else { return operand }
        return Derivation(
          Message(StatementMessage.subtracted, ["line": .message(operand.title)]), .money(-value),
          from: operand.inputs, citation: operand.citation)
      }
    }
  }

  /// What each account contributes; accounts that contribute nothing are left out.
  private static func contributions(
    _ selection: StatementDefinitions.AccountSelection, _ balance: TrialBalance
  ) -> [(account: String, name: String, value: Money)] {
    var contributions: [(account: String, name: String, value: Money)] = []
    let names = Dictionary(uniqueKeysWithValues: balance.accounts.map { ($0.account, $0.name) })
    for row in selection.rule == .byThirdParty ? balance.thirdParties : balance.accounts
    where selection.contains(row.account) {
      let value = selection.side == .debit ? row.balance : -row.balance
      guard value != .zero, selection.rule == .balance || value > .zero else { continue }
      if contributions.last?.account == row.account {
        contributions[contributions.count - 1].value += value
      } else {
        contributions.append((row.account, names[row.account] ?? "", value))
      }
    }
    return contributions
  }
}

extension FinancialStatement {
  /// The amount of a line that a statement cannot do without.
  func required(_ line: StatementLine, _ year: FiscalYear) throws(Refusal) -> Money {
    guard let value = self[line] else {
      throw StatementDefinitions.refusal(
        .lineNotDefined, ["line": .text(line.id), "date": .date(year.start)], nil)
    }
    return value
  }
}
