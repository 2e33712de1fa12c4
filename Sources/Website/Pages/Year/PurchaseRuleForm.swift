// The form that changes how an account, or one supplier within it, is counted. Factors are searched by words: the results
// are radios of the same form, so that nothing needs a script.

import Accounting
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

enum PurchaseRuleForm {
  /// Factors shown for a search: the best.
  private static let shown = 10
  /// The value of the choice that is no purchase.
  private static let outside = "outside"
  /// Parts a category from a selector in a choice: neither holds it.
  private static let mark: Character = "|"

  static func section(_ desk: YearDesk, account: String, suppliers: [PurchaseReview.Supplier]) throws(Refusal) -> HTML {
    let visit = desk.visit
    let page = desk.path("/purchases/\(LinkPath.escaped(account))")
    let words = visit.query["words"].isEmpty ? visit.form["words"] : visit.query["words"]
    let choices = PurchaseChoices(visit.library, in: desk.year.period)
    let found = words.isEmpty ? [] : try choices.search(words, limit: shown)
    let field = Field(
      "words", visit.say(PurchaseMessage.search), value: words, hint: visit.say(PurchaseMessage.searchHint)
    ).with {
      $0.most = PurchaseChoices.longestSearch
    }
    let search: HTML = """
      <form method="get" action="\(page)#change" class="row">\(field.html)\
      \(Field.submit(visit.say(PurchaseMessage.searchButton), class: "quiet"))</form>
      """
    let none: HTML =
      !words.isEmpty && found.isEmpty
      ? Piece.notice("note", visit.say(PurchaseMessage.searchNone, ["words": .text(words)])) : .empty
    let form = desk.form(
      page,
      """
      \(Field.hidden("words", words))\(whom(visit, suppliers))
      \(found.isEmpty ? .empty : results(visit, found))
      \(usual(visit, choices, isOpen: found.isEmpty))
      <p class="actions">\(Field.submit(visit.say(PurchaseMessage.apply)))</p>
      """)
    return Piece.section(
      visit.say(PurchaseMessage.change), id: "change",
      Piece.card(Piece.text(visit.say(PurchaseMessage.changeLead), class: "muted") + search + none + form))
  }

  private static func whom(_ visit: FirmVisit, _ suppliers: [PurchaseReview.Supplier]) -> HTML {
    let known = suppliers.compactMap(\.supplier)
    guard !known.isEmpty else { return .empty }
    let options =
      [(value: "", label: visit.say(PurchaseMessage.wholeAccount))]
      + known.map { supplier in
        (
          value: supplier.number.isEmpty ? supplier.name : supplier.number,
          label: visit.say(
            PurchaseMessage.onlySupplier, ["supplier": .text(PurchaseAccountPage.name(supplier))])
        )
      }
    return Field.list("supplier", visit.say(PurchaseMessage.forWhom), options, chosen: visit.form["supplier"])
  }

  private static func results(_ visit: FirmVisit, _ found: [PurchaseChoices.Choice]) -> HTML {
    let options = found.map { choice in
      (
        value: "\(choice.category)\(mark)\(choice.selector)", label: visit.speaker.say(choice.name),
        hint: "\(visit.numbers.factor(choice.valueText, unit: choice.unitText)) · \(choice.vintage)"
      )
    }
    let specific = ["specific.1", "specific.2"].compactMap(visit.library.reference.classification.category)
    let categories =
      [(value: "", label: visit.say(PurchaseMessage.asUsual))]
      + specific.map { (value: $0.id, label: visit.speaker.say($0.label)) }
    return Field.choices("choice", visit.say(PurchaseMessage.found), options, chosen: visit.form["choice"])
      + Field.list("category", visit.say(PurchaseMessage.asCategory), categories, chosen: visit.form["category"])
  }

  private static func usual(_ visit: FirmVisit, _ choices: PurchaseChoices, isOpen: Bool) -> HTML {
    let words = PurchaseWords(visit)
    let options =
      choices.categories.compactMap { item -> (value: String, label: String, hint: String)? in
        guard let factor = item.factors.first(where: choices.canCount) else { return nil }
        return (
          value: "\(item.category.id)\(mark)\(factor)", label: words.category(item.category),
          hint: words.selector(factor)
        )
      } + [
        (
          value: outside, label: visit.say(PurchaseMessage.notPurchase),
          hint: visit.say(PurchaseMessage.notPurchaseHint)
        )
      ]
    let reason = Field("reason", visit.say(PurchaseMessage.notPurchaseReason), value: visit.form["reason"]).with {
      $0.isRequired = false
      $0.most = 300
    }
    let fields: HTML = """
      \(Field.choices("choice", visit.say(PurchaseMessage.usual), options, chosen: visit.form["choice"]))\(reason.html)
      """
    return
      "<details\(isOpen ? " open" : .empty)><summary>\(visit.say(PurchaseMessage.usual))</summary>\(fields)</details>"
  }

  /// The rule that was chosen.
  static func rule(_ visit: FirmVisit, account: String) throws(Refusal) -> OwnRule {
    let form = visit.form
    let supplier = form["supplier"].isEmpty ? nil : form["supplier"]
    let choice = form["choice"]
    if choice == outside {
      guard !form["reason"].isEmpty else { throw Refusal(Diagnostic(.error, PurchaseRefusal.reasonMissing)) }
      return OwnRule(match: LineMatch(account: account, supplier: supplier), outcome: .outside(reason: form["reason"]))
    }
    let parts = choice.split(separator: mark, maxSplits: 1).map(String.init)
    let table = visit.library.reference.classification
    guard parts.count == 2, table.category(parts[0]) != nil else {
      throw Refusal(Diagnostic(.error, PurchaseRefusal.nothingChosen))
    }
    let category = table.category(form["category"]).flatMap { $0.kind == .specific ? $0.id : nil } ?? parts[0]
    return PurchaseChoices.rule(account: account, supplier: supplier, category: category, selector: parts[1])
  }
}
