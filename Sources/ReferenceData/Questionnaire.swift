// The questions of the calculator: one row per thing a person may know of their purchases, as data.

import Quantities

/// One question of the calculator: a purchase category, or one of several energies or ways of transport in it.
public struct CalculatorQuestion: Sendable, Hashable {
  /// A stable name: `energy.diesel`.
  public let id: String
  /// The purchase category, an id of `categories.csv`.
  public let category: String
  /// What kind of category it is.
  public let kind: PurchaseCategory.Kind
  /// The account (PCG) that stands for it; for an asset, its class 2 account.
  public let account: String
  /// The factor selector, `id:energy.diesel`; empty where the rule of the account says it, or the firm itself.
  public let factor: String
  /// The units a quantity may be given in, the usual one first; empty where only euros are asked.
  public let units: [Unit]
  /// The factor per euro that counts an amount without a quantity; empty where a reference price does.
  public let fallback: String
  /// What is asked.
  public let label: LocalizedText
  /// Where to find it.
  public let hint: LocalizedText
}

/// The questions, in the order they are asked.
public struct Questionnaire: Sendable {
  /// All of them.
  public let questions: [CalculatorQuestion]

  /// Reads `classification/questionnaire.csv`.
  ///
  /// - Parameter classification: the categories, which each question must name one of.
  public init(_ files: ReferenceFiles, _ classification: ClassificationTable) throws(Refusal) {
    let columns = [
      "id", "category", "account", "factor", "units", "fallback", "label_fr", "label_en", "hint_fr", "hint_en",
    ]
    var seen: Set<String> = []
    questions = try files.records("classification/questionnaire.csv", columns: columns) {
      (record) throws(Diagnostic) in
      let id = try record.required("id")
      guard seen.insert(id).inserted else { throw record.problem(.duplicate, "id", ["value": .text(id)]) }
      let name = try record.required("category")
      guard let category = classification.category(name) else {
        let allowed = classification.categories.map(\.id).joined(separator: ", ")
        throw record.problem(
          .choiceInvalid, "category", ["column": "category", "value": .text(name), "allowed": .text(allowed)])
      }
      return CalculatorQuestion(
        id: id, category: name, kind: category.kind, account: try record.required("account"),
        factor: record.text("factor"), units: record.text("units").split(separator: "|").map { Unit(String($0)) },
        fallback: record.text("fallback"), label: try record.localized("label"), hint: try record.localized("hint"))
    }
  }

  /// The question of an id.
  public subscript(id: String) -> CalculatorQuestion? { questions.first { $0.id == id } }
}
