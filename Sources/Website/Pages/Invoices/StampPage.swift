// Outgoing invoices, sent and given back with the carbon of an account on them; kept nowhere.

import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import Storage
import UseCases

struct StampPage {
  private let visit: FirmVisit
  private let accounts: InvoiceAccounts

  private init(_ visit: FirmVisit) throws(Refusal) {
    self.visit = visit
    accounts = try InvoiceAccounts(visit.firm)
  }

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try StampPage(visit).page(.empty, chosen: nil) }

  /// Takes invoices in and gives them back stamped.
  static func receive(_ visit: FirmVisit) throws(Refusal) -> any UploadReceiver {
    try InvoiceReceiver(visit) { (received, form) throws(Refusal) in
      try StampPage(visit).answer(received, AccountChoice(form["account"]))
    }
  }

  private func answer(_ received: ReceivedInvoices, _ choice: AccountChoice) throws(Refusal) -> Answer {
    var stamped = StampedInvoices(received)
    stamped.run(accounts, choice.wanted, visit)
    guard stamped.files.isEmpty else { return try stamped.answer(visit) }
    let refused = stamped.received.refused
    let errors =
      refused.isEmpty
      ? visit.errors(Refusal(Diagnostic(.error, InvoiceDropRefusal.noFile))) : InvoiceDrop.refused(refused, visit)
    return try page(errors, chosen: choice)
  }

  // MARK: The page

  /// - Parameter chosen: what a form that was refused had chosen; nil for the page as it is first shown.
  private func page(_ errors: HTML, chosen: AccountChoice?) throws(Refusal) -> Answer {
    let title = visit.say(StampPageMessage.title)
    let body: HTML =
      accounts.choices.isEmpty
      ? Piece.notice(
        "note", visit.say(StampPageMessage.none),
        "<p><a href=\"\(visit.path())\">\(visit.say(StampPageMessage.noneLink))</a></p>")
      : InvoiceDrop.form(
        visit, visit.path("/invoices"), button: visit.say(StampPageMessage.button), isDownload: true,
        choice(chosen: chosen))
    let content: HTML = """
      \(Piece.heading(title, visit.say(StampPageMessage.lead)))\(errors)\(body)
      <p><a href="\(visit.path("/invoices/check"))">\(visit.say(CheckInvoiceMessage.link))</a></p>
      \(StampExample(visit: visit, choice: accounts.choices.first).html)
      """
    return visit.firmPage(title, content, status: chosen == nil ? 200 : 422)
  }

  /// The accounts: the newest one in force first, which is what most people want.
  private func choice(chosen: AccountChoice?) -> HTML {
    let closed = accounts.choices.filter(\.account.isClosed)
    var activities: [InvoiceAccounts.Choice] = []
    for choice in closed where !activities.contains(where: { $0.account.activity == choice.account.activity }) {
      activities.append(choice)
    }
    var options = activities.map { choice -> (value: String, label: String) in
      (
        AccountChoice(InvoiceAccounts.Wanted(activity: choice.account.activity)).text,
        activities.count == 1
          ? visit.say(StampPageMessage.newest)
          : visit.say(StampPageMessage.newestOf, ["activity": .text(choice.name)])
      )
    }
    options += accounts.choices.map { choice in
      let account = choice.account
      let values: [String: MessageValue] = [
        "year": .text(account.year.label), "activity": .text(choice.name),
        "grams": .decimal(account.factor.rational, places: 3), "day": .date(account.closedOn ?? account.year.end),
      ]
      return (
        AccountChoice(InvoiceAccounts.Wanted(year: account.year.label, activity: account.activity)).text,
        visit.say(account.isClosed ? StampPageMessage.closed : .open, values)
      )
    }
    return Field.list(
      "account", visit.say(StampPageMessage.account), options, chosen: chosen?.text ?? options.first?.value ?? "")
  }
}

/// The account that a form chooses: `2023/joinery`, or `/joinery` for the newest that is in force.
struct AccountChoice {
  let wanted: InvoiceAccounts.Wanted

  init(_ wanted: InvoiceAccounts.Wanted) { self.wanted = wanted }

  init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let named = parts.map { $0.isEmpty ? nil : $0 }
    wanted = InvoiceAccounts.Wanted(year: named.first ?? nil, activity: named.count > 1 ? named[1] : nil)
  }

  var text: String { "\(wanted.year ?? "")/\(wanted.activity ?? "")" }
}
