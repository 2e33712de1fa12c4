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
  case printResold = "statement-page.print-resold"
  case rule = "statement-page.rule"
  case footer = "statement-page.footer"
  case footerLead = "statement-page.footer-lead"
  case example = "statement-page.example"
  case exampleResold = "statement-page.example-resold"
  case other = "statement-page.other"
  case otherLead = "statement-page.other-lead"
  case factors = "statement-page.factors"
  case factorName = "statement-page.factor-name"
  case factorValue = "statement-page.factor-value"
  case factorUse = "statement-page.factor-use"
  case factorLast = "statement-page.factor-last"
  case factorLastUse = "statement-page.factor-last-use"
  case factorClosing = "statement-page.factor-closing"
  case factorClosingUse = "statement-page.factor-closing-use"
  case factorEmptying = "statement-page.factor-emptying"
  case factorEmptyingUse = "statement-page.factor-emptying-use"
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
  case documents = "statement-page.documents"
  case publish = "statement-page.publish"
  case withdraw = "statement-page.withdraw"
  case files = "statement-page.files"
  case filePDF = "statement-page.file-pdf"
  case filePDFOf = "statement-page.file-pdf-of"
  case fileJSON = "statement-page.file-json"
  case fileDossier = "statement-page.file-dossier"
  case fileVerifier = "statement-page.file-verifier"
  case reopenTitle = "statement-page.reopen-title"
  case reopenLead = "statement-page.reopen-lead"
  case reopenHint = "statement-page.reopen-hint"
  case reopenReason = "statement-page.reopen-reason"
  case reopenButton = "statement-page.reopen-button"
  case nextYear = "statement-page.next-year"
  case nextPrice = "statement-page.next-price"
}

enum StatementPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// The page, with what refused the form that was sent to it.
  static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let year = try visit.year()
    let title = visit.say(StatementPageMessage.title)
    let errors = visit.errors(refusal)
    let words = StatementWords(visit: visit)
    let isRight: Bool
    let content: HTML
    if year.isClosed {
      let statement = try ClosedStatement(visit, year, words)
      (content, isRight) = (try statement.html(errors), statement.isRight)
    } else {
      let statement = try OpenStatement(visit, year, words)
      (content, isRight) = (try statement.html(errors), statement.isRight)
    }
    return visit.yearPage(title, .statement, year, content, status: refusal == nil && isRight ? 200 : 422)
  }
}

/// What both kinds of years show of one activity: what may be printed, the words to print, and an example.
struct StatementWords {
  let visit: FirmVisit

  /// The sentence and the footer, to be copied, under what may be printed and what may not.
  ///
  /// - Parameters:
  ///   - activity: its id.
  ///   - name: what it is called, where there are several.
  ///   - more: what stands below the words.
  func section(
    _ statement: InvoiceStatement, _ activity: String, name: String?, _ example: DocumentExample, _ more: HTML
  ) -> HTML {
    let title = visit.say(statement.base == .margin ? StatementPageMessage.printResold : .print)
    let rule = visit.speaker.say(statement.rule)
    let told: HTML =
      statement.base == .price
      ? Piece.text(rule, class: "muted")
      : Piece.notice("note", visit.say(StatementPageMessage.rule), Piece.text(rule))
    let sentence = Self.copy(visit, visit.speaker.say(statement.sentence), id: "sentence-\(activity)")
    return Piece.section(
      name.map { "\(title) — \($0)" } ?? title, "\(told)\(sentence)\(footer(statement, activity))\(example.html)\(more)"
    )
  }

  private func footer(_ statement: InvoiceStatement, _ activity: String) -> HTML {
    guard let footer = statement.footer else { return .empty }
    return """
      <h3>\(visit.say(StatementPageMessage.footer))</h3>
      \(Piece.text(visit.say(StatementPageMessage.footerLead), class: "muted"))
      \(Self.copy(visit, visit.speaker.say(footer), id: "footer-\(activity)"))
      """
  }

  /// What a document of some amount carries.
  func example(_ statement: InvoiceStatement, _ activity: String, isOnly: Bool) -> DocumentExample {
    let title = visit.say(statement.base == .margin ? StatementPageMessage.exampleResold : .example)
    return DocumentExample(statement, visit, title: title, isInside: true, mark: isOnly ? "" : activity)
  }

  /// A text with a button that copies it, where scripts run.
  static func copy(_ visit: some Visiting, _ text: String, id: String) -> HTML {
    """
    <div class="copy"><p class="quote" id="\(id)">\(text)</p>\
    <button type="button" class="button quiet small" hidden data-copy="\(id)" data-copied="\(visit.say(StatementPageMessage.copied))">\
    \(visit.say(StatementPageMessage.copy))</button></div>
    """
  }
}
