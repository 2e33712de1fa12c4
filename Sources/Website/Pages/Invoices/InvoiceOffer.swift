// What received invoices would put into a year's account, each to be ticked or not.

import Accounting
import CanonicalJSON
import CarbonAccounting
import Foundation
import InvoiceUseCases
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
    let new = InvoiceOffer.new(taken.edits, beside: settings)
    // A quantity that was taken is no longer asked of the ledger: only its evidence tells that these invoices gave it.
    let numbers = Set(taken.items.filter(\.isMatched).map(\.number))
    let measured = settings.settings.measures.filter {
      !numbers.isDisjoint(with: $0.evidence.components(separatedBy: ", "))
    }
    known = taken.edits.count - new.count + measured.count
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
    // A content per euro is no invoice's.
    return answer["factor_g"] == nil && form.schema.fault(in: answer) == nil
  }

  /// The edits that the answers make, without those that the settings say already.
  func edits(beside settings: FirmFile) throws(Refusal) -> [SettingsEdit] {
    var edits: [SettingsEdit] = []
    for answer in answers { edits.append(try AnswerForm.edit(answer)) }
    return InvoiceOffer.new(edits, beside: settings)
  }

  private static func new(_ edits: [SettingsEdit], beside settings: FirmFile) -> [SettingsEdit] {
    let contents = Set(settings.settings.supplierContents)
    let measures = Set(settings.settings.measures)
    return edits.filter { edit in
      switch edit {
      case .content(let content): !contents.contains(content)
      case .measure(let measure): !measures.contains(measure)
      default: true
      }
    }
  }

  /// The boxes with the button that takes what is ticked.
  ///
  /// - Parameter suppliers: those of the ledger, by whose names boxes are labelled.
  func form(_ desk: YearDesk, _ suppliers: Set<LedgerSupplier>) throws(Refusal) -> HTML {
    let visit = desk.visit
    var contents: [HTML] = []
    var measures: [HTML] = []
    for answer in answers.prefix(InvoiceOffer.most) {
      func name(_ key: String) -> MessageValue { .text(suppliers.first { $0.isNamed(key) }?.name ?? key) }
      switch try AnswerForm.edit(answer) {
      case .content(let content):
        contents.append(box(answer, InvoiceOffer.words(content, name(content.supplier), visit)))
      case .measure(let measure):
        let numbers = visit.say(ReceivedInvoicesMessage.measureHint, ["numbers": .text(measure.evidence)])
        measures.append(
          box(answer, InvoiceOffer.words(measure, name(measure.match.supplier ?? ""), visit), hint: numbers))
      default: continue  // No other answer fits.
      }
    }
    let first: HTML =
      answers.count > InvoiceOffer.most
      ? Piece.text(
        visit.say(ReceivedInvoicesMessage.offerFirst, ["count": .integer(InvoiceOffer.most)]), class: "muted")
      : .empty
    return desk.form(
      desk.path("/invoices/take"),
      """
      \(first)\(group(visit.say(ReceivedInvoicesMessage.measures), measures))\
      \(group(visit.say(ReceivedInvoicesMessage.contents), contents))
      <p class="actions">\(Field.submit(visit.say(ReceivedInvoicesMessage.take)))</p>
      """)
  }

  private func group(_ legend: String, _ boxes: [HTML]) -> HTML {
    boxes.isEmpty ? .empty : "<fieldset class=\"field\"><legend>\(legend)</legend>\(boxes)</fieldset>"
  }

  private func box(_ answer: JSONValue, _ label: String, hint: String = "") -> HTML {
    """
    <label class="choice"><input type="checkbox" name="take" value="\(answer.canonicalText)" checked>\
    <span><span class="choice-label">\(label)</span>\
    \(hint.isEmpty ? .empty : "<span class=\"hint\">\(hint)</span>")</span></label>
    """
  }

  private static func words(_ content: SupplierContent, _ supplier: MessageValue, _ visit: FirmVisit) -> String {
    let carbon: CarbonMass = if case .content(let mass) = content.value { mass } else { .zero }
    return visit.say(
      ReceivedInvoicesMessage.content,
      ["supplier": supplier, "number": .text(content.piece ?? ""), "carbon": .carbon(carbon)])
  }

  private static func words(_ measure: Measure, _ supplier: MessageValue, _ visit: FirmVisit) -> String {
    visit.say(
      ReceivedInvoicesMessage.measure,
      [
        "supplier": supplier, "account": .text(measure.match.account ?? ""), "quantity": .quantity(measure.quantity),
      ])
  }
}
