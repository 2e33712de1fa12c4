// The box a ledger is dropped on: a plain form that sends a file; with script it shows how far it is.

import Markup
import Quantities
import UseCases

/// Words of step 1; texts in `ledger-page.yaml`.
public enum LedgerPageMessage: String, MessageKey {
  case title = "ledger-page.title"
  case lead = "ledger-page.lead"
  case what = "ledger-page.what"
  case whatText = "ledger-page.what-text"
  case choose = "ledger-page.choose"
  case hint = "ledger-page.hint"
  case send = "ledger-page.send"
  case sending = "ledger-page.sending"
  case failed = "ledger-page.failed"
  case yearTitle = "ledger-page.year-title"
  case file = "ledger-page.file"
  case version = "ledger-page.version"
  case versionText = "ledger-page.version-text"
  case versionNow = "ledger-page.version-now"
  case period = "ledger-page.period"
  case size = "ledger-page.size"
  case sizeText = "ledger-page.size-text"
  case total = "ledger-page.total"
  case fingerprint = "ledger-page.fingerprint"
  case versions = "ledger-page.versions"
  case difference = "ledger-page.difference"
  case differenceText = "ledger-page.difference-text"
  case differenceNone = "ledger-page.difference-none"
  case account = "ledger-page.account"
  case before = "ledger-page.before"
  case after = "ledger-page.after"
  case correct = "ledger-page.correct"
  case correctLead = "ledger-page.correct-lead"
  case importing = "ledger-page.importing"
  case importingLead = "ledger-page.importing-lead"
  case progress = "ledger-page.progress"
  case refused = "ledger-page.refused"
  case refusedLead = "ledger-page.refused-lead"
  case refusedMore = "ledger-page.refused-more"
  case again = "ledger-page.again"
  case cancelled = "ledger-page.cancelled"
  case cancelledLead = "ledger-page.cancelled-lead"
  case closed = "ledger-page.closed"
  case readOnly = "ledger-page.read-only"
}

/// Why a file is not taken in; texts with remedies in `ledger-page.yaml`.
public enum LedgerPageRefusal: String, MessageKey {
  case noFile = "ledger-page.no-file"
  case severalFiles = "ledger-page.several-files"
  case notText = "ledger-page.not-text"
}

enum LedgerDrop {
  /// The form.
  static func form(_ visit: FirmVisit, button: String? = nil) -> HTML {
    let megabytes = visit.site.configuration.uploadLimit / 1_000_000
    return """
      <form method="post" action="\(visit.path("/ledger"))" enctype="multipart/form-data" data-upload\
       data-sending="\(visit.say(LedgerPageMessage.sending))" data-failed="\(visit.say(LedgerPageMessage.failed))">\
      \(visit.token)
      <div class="drop"><div class="field"><label for="file">\(visit.say(LedgerPageMessage.choose))</label>
      <p class="hint" id="file-hint">\(visit.say(LedgerPageMessage.hint, ["megabytes": .integer(megabytes)]))</p>
      <input id="file" name="file" type="file" accept=".txt,.csv,.fec,text/plain" required aria-describedby="file-hint"></div>
      <progress value="0" max="1" hidden aria-label="\(visit.say(LedgerPageMessage.progress))"></progress>
      <p data-said role="status"></p>
      \(Field.submit(button ?? visit.say(LedgerPageMessage.send)))</div></form>
      """
  }
}
