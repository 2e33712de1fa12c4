// What received invoices would put into a year's account, each to be ticked or not.

import Accounting
import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases

/// The contents and quantities that invoices offer.
///
/// Nothing of the invoices is kept between what is shown and what is confirmed: each box carries its answer in the form of the
/// API (`AnswerForm`), which is checked as any answer is when it comes back. Nothing signs it: whoever may tick it may as well
/// type the same content or quantity on the other pages, and the books are kept with it before it is recorded.
struct InvoiceOffer {
  /// The kinds of answers that invoices give.
  private static let kinds = ["content", "measure"]
  /// Boxes on a page; a form has an end.
  private static let most = 300

  /// The answers that would change the settings.
  let answers: [JSONValue]
  /// How many say what the settings say already.
  let known: Int
  /// How many do not fit into an answer: a number or a name beyond any length.
  let unfit: Int

  /// What invoices offer, beside what the settings say already.
  init(_ taken: PurchaseInvoices, _ settings: FirmFile) {
    let new = taken.edits.filter { $0.changes(settings) }
    known = taken.edits.count - new.count
    var offered = FirmSettings(activities: [])
    for edit in new {
      switch edit {
      case .content(let content): offered.supplierContents.append(content)
      case .measure(let measure): offered.measures.append(measure)
      default: break  // Invoices give nothing else.
      }
    }
    let all = AnswerWriter.answers(for: offered)
    answers = all.filter { InvoiceOffer.fits($0) }
    unfit = all.count - answers.count
  }

  /// What a form sends back.
  init(_ form: Fields) throws(Refusal) {
    var answers: [JSONValue] = []
    for text in form.all("take") {
      guard let answer = try? JSONValue(parsing: Array(text.utf8)), InvoiceOffer.fits(answer) else {
        throw Refusal(Diagnostic(.error, ReceivedInvoicesRefusal.formUnreadable))
      }
      answers.append(answer)
    }
    guard !answers.isEmpty else { throw Refusal(Diagnostic(.error, ReceivedInvoicesRefusal.noneChosen)) }
    self.answers = answers
    known = 0
    unfit = 0
  }

  private static func fits(_ answer: JSONValue) -> Bool {
    guard let kind = answer["kind"]?.text, kinds.contains(kind),
      let form = AnswerForm.all.first(where: { $0.kind == kind })
    else { return false }
    return form.schema.fault(in: answer) == nil
  }

  /// The edits that the answers make.
  func edits() throws(Refusal) -> [SettingsEdit] {
    var edits: [SettingsEdit] = []
    for answer in answers { edits.append(try AnswerForm.edit(answer)) }
    return edits
  }

  /// The boxes with the button that takes what is ticked.
  ///
  /// - Parameter suppliers: those of the ledger, by whose names boxes are labelled.
  func form(_ desk: YearDesk, _ suppliers: Set<LedgerSupplier>) throws(Refusal) -> HTML {
    let visit = desk.visit
    var boxes: [HTML] = []
    for answer in answers.prefix(InvoiceOffer.most) {
      let (label, hint) = words(try AnswerForm.edit(answer), suppliers, visit)
      boxes.append(
        """
        <div class="field"><label class="choice"><input type="checkbox" name="take" value="\(answer.canonicalText)" checked>\
        <span><span class="choice-label">\(label)</span><span class="hint">\(hint)</span></span></label></div>
        """)
    }
    let first: HTML =
      answers.count > boxes.count
      ? Piece.text(visit.say(ReceivedInvoicesMessage.offerFirst, ["count": .integer(boxes.count)]), class: "muted")
      : .empty
    return desk.form(
      desk.path("/invoices/take"),
      """
      \(first)\(boxes)<p class="actions">\(Field.submit(visit.say(ReceivedInvoicesMessage.take)))</p>
      """)
  }

  private func words(
    _ edit: SettingsEdit, _ suppliers: Set<LedgerSupplier>, _ visit: FirmVisit
  ) -> (label: String, hint: String) {
    func name(_ key: String) -> MessageValue { .text(suppliers.first { $0.isNamed(key) }?.name ?? key) }
    switch edit {
    case .content(let content):
      var carbon = CarbonMass.zero
      if case .content(let mass) = content.value { carbon = mass }
      return (
        visit.say(
          ReceivedInvoicesMessage.content,
          ["supplier": name(content.supplier), "number": .text(content.piece ?? ""), "carbon": .carbon(carbon)]),
        visit.say(ReceivedInvoicesMessage.contentHint, ["account": .text(content.account)])
      )
    case .measure(let measure):
      return (
        visit.say(
          ReceivedInvoicesMessage.measure,
          [
            "supplier": name(measure.match.supplier ?? ""), "account": .text(measure.match.account ?? ""),
            "quantity": .quantity(measure.quantity),
          ]),
        visit.say(ReceivedInvoicesMessage.measureHint, ["numbers": .text(measure.evidence)])
      )
    default: return ("", "")  // No other answer fits.
    }
  }
}
