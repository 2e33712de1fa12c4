// From an account to a purchase category: own rules first, then words, then the chart of accounts.

import Accounting
import Quantities
import ReferenceData

/// What a ledger line is to the carbon account, and why.
public struct Classification: Sendable, Hashable {
  /// What is done with the line.
  public let treatment: Treatment
  /// The purchase category; empty outside.
  public let category: String
  /// The factor selector: `id:energy.diesel`, `naf:65.12Z:production`, `branch:intermediate`.
  public let factor: String
  /// Which rule said so.
  public let rule: RuleReference
}

/// Classifies ledger lines for one firm and one fiscal year.
struct Classifier {
  let own: [OwnRule]
  let table: ClassificationTable
  /// The day the default rules are read for: the first of the fiscal year, as the chart of accounts changes by year opened.
  let date: CalendarDate

  /// The category of what no rule covers: counted all the same, and listed for decision.
  private static let uncovered = Classification(
    treatment: .purchase, category: "other", factor: "branch:intermediate", rule: .none)

  func classify(_ line: LedgerFact) -> Classification {
    ownRule(line) ?? defaultRule(line)
  }

  private func ownRule(_ line: LedgerFact) -> Classification? {
    guard let index = own.firstIndex(where: { $0.match.covers(line) }) else { return nil }
    let rule = own[index]
    let reference = RuleReference.own(index: index + 1, summary: rule.match.summary)
    switch rule.outcome {
    case .purchase(let category, let factor):
      return Classification(treatment: .purchase, category: category, factor: factor, rule: reference)
    case .outside:
      return Classification(treatment: .outside, category: "", factor: "", rule: reference)
    }
  }

  private func defaultRule(_ line: LedgerFact) -> Classification {
    guard let rule = table.rule(for: line.account, on: date) else { return Self.uncovered }
    if rule.treatment == .purchase, let word = wordRule(line) {
      return Classification(
        treatment: .purchase, category: word.category, factor: word.factor,
        rule: .word(word.word, prefix: rule.prefix))
    }
    return Classification(
      treatment: rule.treatment, category: rule.category, factor: rule.factor,
      rule: .account(prefix: rule.prefix, reason: rule.reason))
  }

  /// What was written on the line itself is the most precise, then the account's name, then the supplier's. Words
  /// that leave the energy open ("eau, énergie") decide nothing: the account's own rule stands.
  private func wordRule(_ line: LedgerFact) -> WordRule? {
    let rule = table.wordRule(
      account: line.account, texts: [line.label, line.accountName, line.supplier?.name ?? ""])
    return rule?.factor.isEmpty == false ? rule : nil
  }
}
