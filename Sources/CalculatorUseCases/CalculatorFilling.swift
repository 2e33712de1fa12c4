// What a ledger already says of the calculator's answers: the amounts. Quantities are left to ask.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases

extension CalculatorAnswers {
  /// The answers a ledger gives: year, revenue, the branch its sales name, and what was spent on each category.
  ///
  /// - Parameter naf: the branch, where it is known; else it is sought in the names of the revenue accounts.
  public init(filledFrom ledger: Ledger, naf: String? = nil, _ library: Library) throws(Refusal) {
    self.init()
    let branch = naf ?? FirmDraft.branchInRevenue(ledger, BranchFinder(library.branches))?.found.code
    let spend = try SpendByCategory(ledger, naf: branch ?? "", library: library.reference)
    self["year"] = ledger.fiscalYear.label
    self["branch"] = branch ?? ""
    self["revenue"] = spend.revenue.decimalText
    var amounts: [String: Money] = [:]
    for (kind, amount) in spend.amounts {
      amounts[CalculatorAnswers.question(for: kind, library.questionnaire), default: .zero] += amount
    }
    for (id, amount) in amounts where amount != .zero {
      self[CalculatorAnswers.name(id, .amount)] = amount.decimalText
    }
  }

  /// The question about the same factor, else the first about the same category, else all other invoices.
  private static func question(for kind: SpendByCategory.Kind, _ questionnaire: Questionnaire) -> String {
    let questions = questionnaire.questions
    let physical = questions.first { !$0.factor.isEmpty && $0.factor == kind.factor && $0.kind == .energy }
    return (physical ?? questions.first { $0.category == kind.category })?.id ?? "other"
  }
}
