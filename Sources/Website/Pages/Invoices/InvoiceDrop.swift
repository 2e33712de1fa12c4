// The field that takes invoices, and what is said of those that are refused.

import InvoiceUseCases
import Markup
import Quantities
import UseCases

enum InvoiceDrop {
  /// Reasons on a page; whoever sends more files is told how many others there are.
  private static let named = 30

  /// A form that sends invoices.
  ///
  /// - Parameters:
  ///   - isDownload: whether what comes back is a file, which leaves the page where it is.
  ///   - fields: what is asked beside the files; it stands before them.
  static func form(
    _ visit: FirmVisit, _ action: LinkPath, button: String, isDownload: Bool = false, _ fields: HTML = .empty
  ) -> HTML {
    let script: HTML =
      isDownload
      ? " data-stays"
      : """
       data-upload data-sending="\(visit.say(InvoiceDropMessage.sending))" \
      data-failed="\(visit.say(InvoiceDropMessage.failed))"
      """
    let progress: HTML =
      isDownload
      ? .empty
      : """
      <progress value="0" max="1" hidden aria-label="\(visit.say(InvoiceDropMessage.progress))"></progress>
      <p data-said role="status" class="small"></p>
      """
    let limit: [String: MessageValue] = ["megabytes": .integer(ReceivedInvoices.sentBytes / (1 << 20))]
    return """
      <form method="post" action="\(action)" enctype="multipart/form-data"\(script)>\(visit.token)\(fields)
      <div class="drop field"><label for="files">\(visit.say(InvoiceDropMessage.choose))</label>
      <p class="hint" id="files-hint">\(visit.say(InvoiceDropMessage.hint, limit))</p>
      <input type="file" id="files" name="files" multiple required accept=".xml,.pdf,.zip" aria-describedby="files-hint">
      \(progress)</div>
      <p class="actions">\(Field.submit(button))</p></form>
      """
  }

  /// The files that are no invoices, with the reason of each.
  static func refused(_ refused: [Diagnostic], _ visit: FirmVisit) -> HTML {
    guard !refused.isEmpty else { return .empty }
    let files = Set(refused.map { $0.file ?? "" }).count
    let shown = refused.prefix(named)
    let others = files - Set(shown.map { $0.file ?? "" }).count
    let more: HTML =
      others > 0 ? "<li>\(visit.say(InvoiceDropMessage.refusedMore, ["count": .integer(others)]))</li>" : .empty
    return Piece.notice(
      "warn", visit.say(InvoiceDropMessage.refused, ["count": .integer(files)]),
      "<ul class=\"errors\">\(shown.map { InvoiceFindings.html($0, visit) })\(more)</ul>")
  }
}
