// Step 6: the factor to use, the words to print, and the closing that makes it last.

import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the last step; texts in `statement-page.yaml`.
public enum StatementPageMessage: String, MessageKey {
  case title = "statement-page.title"
  case leadOpen = "statement-page.lead-open"
  case leadClosed = "statement-page.lead-closed"
  case print = "statement-page.print"
  case copy = "statement-page.copy"
  case copied = "statement-page.copied"
  case footer = "statement-page.footer"
  case footerLead = "statement-page.footer-lead"
  case example = "statement-page.example"
  case exampleLabel = "statement-page.example-label"
  case exampleButton = "statement-page.example-button"
  case other = "statement-page.other"
  case otherLead = "statement-page.other-lead"
  case otherJustification = "statement-page.other-justification"
  case closeTitle = "statement-page.close-title"
  case closeLead = "statement-page.close-lead"
  case closeDay = "statement-page.close-day"
  case closePublish = "statement-page.close-publish"
  case closePublishHint = "statement-page.close-publish-hint"
  case closeButton = "statement-page.close-button"
  case closeEstimates = "statement-page.close-estimates"
  case closeBudget = "statement-page.close-budget"
  case closeRole = "statement-page.close-role"
  case sealed = "statement-page.sealed"
  case sealedLead = "statement-page.sealed-lead"
  case seal = "statement-page.seal"
  case key = "statement-page.key"
  case unsigned = "statement-page.unsigned"
  case closedOn = "statement-page.closed-on"
  case version = "statement-page.version"
  case link = "statement-page.link"
  case linkLead = "statement-page.link-lead"
  case linkQR = "statement-page.link-qr"
  case linkNone = "statement-page.link-none"
  case publish = "statement-page.publish"
  case withdraw = "statement-page.withdraw"
  case files = "statement-page.files"
  case filePDF = "statement-page.file-pdf"
  case fileJSON = "statement-page.file-json"
  case fileDossier = "statement-page.file-dossier"
  case fileVerifier = "statement-page.file-verifier"
  case reopenTitle = "statement-page.reopen-title"
  case reopenLead = "statement-page.reopen-lead"
  case reopenReason = "statement-page.reopen-reason"
  case reopenButton = "statement-page.reopen-button"
  case nextYear = "statement-page.next-year"
}

enum StatementPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// The page, with what refused the form that was sent to it.
  static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let year = try visit.year()
    let title = visit.say(StatementPageMessage.title)
    let content: HTML =
      try year.isClosed
      ? ClosedStatement(visit, year).html(visit.errors(refusal))
      : OpenStatement(visit, year).html(visit.errors(refusal))
    return visit.yearPage(title, .statement, year, content, status: refusal == nil ? 200 : 422)
  }
}

/// What both kinds of years show: sentences and an example.
struct StatementWords {
  let visit: FirmVisit
  let year: StoredYear

  /// The sentence and the footer, to be copied.
  func sentences(_ statement: InvoiceStatement, _ id: String) -> HTML {
    let sentence = Self.copy(visit, visit.speaker.say(statement.sentence), id: "sentence-\(id)")
    guard let footer = statement.footer else { return sentence }
    return """
      \(sentence)<h3>\(visit.say(StatementPageMessage.footer))</h3>
      \(Piece.text(visit.say(StatementPageMessage.footerLead), class: "muted"))
      \(Self.copy(visit, visit.speaker.say(footer), id: "footer-\(id)"))
      """
  }

  /// A text with a button that copies it, where scripts run.
  static func copy(_ visit: FirmVisit, _ text: String, id: String) -> HTML {
    """
    <div class="copy"><p class="quote" id="\(id)">\(text)</p>\
    <button type="button" class="button quiet small" hidden data-copy="\(id)" data-copied="\(visit.say(StatementPageMessage.copied))">\
    \(visit.say(StatementPageMessage.copy))</button></div>
    """
  }

  /// What a document of some amount carries.
  func example(_ statement: InvoiceStatement) -> HTML {
    let typed = visit.query["amount"].replacing(" ", with: "").replacing("\u{202F}", with: "")
    let amount = Money(euros: typed.replacing(",", with: ".")) ?? Money(cents: 100_000)
    guard let document = try? statement.document(of: amount) else { return .empty }
    let field = Field("amount", visit.say(StatementPageMessage.exampleLabel), value: amount.decimalText).with {
      $0.inputMode = "decimal"
      $0.unit = "€"
      $0.most = 20
    }
    return Piece.section(
      visit.say(StatementPageMessage.example), id: "example",
      """
      <form method="get" class="row" action="#example">\(field.html)\(Field.submit(visit.say(StatementPageMessage.exampleButton), class: "quiet"))</form>
      \(Self.copy(visit, visit.speaker.say(document.sentence), id: "document"))
      """)
  }
}
