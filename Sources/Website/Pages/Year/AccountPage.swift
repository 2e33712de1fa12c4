// Step 5: the account on one page that an owner reads in a minute, each figure a door to what it is made of.

import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the account page; texts in `account.yaml`.
public enum AccountMessage: String, MessageKey {
  case title = "account.title"
  case lead = "account.lead"
  case leadBudget = "account.lead-budget"
  case production = "account.production"
  case productionDetail = "account.production-detail"
  case factor = "account.factor"
  case revenue = "account.revenue"
  case margin = "account.margin"
  case cost = "account.cost"
  case balance = "account.balance"
  case balanceFirst = "account.balance-first"
  case balanceNext = "account.balance-next"
  case perEuro = "account.per-euro"
  case perMargin = "account.per-margin"
  case perCost = "account.per-cost"
  case perUnit = "account.per-unit"
  case hotspots = "account.hotspots"
  case hotspotsLead = "account.hotspots-lead"
  case category = "account.category"
  case carbon = "account.carbon"
  case share = "account.share"
  case spend = "account.spend"
  case supplier = "account.supplier"
  case suppliers = "account.suppliers"
  case others = "account.others"
  case othersCount = "account.others-count"
  case opening = "account.opening"
  case total = "account.total"
  case evidence = "account.evidence"
  case evidenceLead = "account.evidence-lead"
  case evidenceSupplier = "account.evidence-supplier"
  case evidencePhysical = "account.evidence-physical"
  case evidenceMonetary = "account.evidence-monetary"
  case evidenceStatement = "account.evidence-statement"
  case better = "account.better"
  case betterLead = "account.better-lead"
  case betterNothing = "account.better-nothing"
  case betterLink = "account.better-link"
  case departures = "account.departures"
  case departuresLead = "account.departures-lead"
  case departuresNone = "account.departures-none"
  case outside = "account.outside"
  case outsideLead = "account.outside-lead"
  case ledgerAccount = "account.ledger-account"
  case amount = "account.amount"
  case reason = "account.reason"
  case next = "account.next"
  case closed = "account.closed"
  case beforeOpen = "account.before-open"
  case beforeClose = "account.before-close"
  case projection = "account.projection"
  case projectionLead = "account.projection-lead"
  case projectionClosing = "account.projection-closing"
  case projectionEmptying = "account.projection-emptying"
  case projectionYear = "account.projection-year"
  case entries = "account.entries"
}

enum AccountPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let books = try CurrentBooks.of(year, visit)
    let several = books.accounts.count > 1
    let isBudget = books.accounts.contains { $0.mode == .budget }
    let closed: HTML =
      year.isClosed ? Piece.notice("good", visit.say(AccountMessage.closed)) : .empty
    let content: HTML = """
      \(Piece.heading(visit.say(AccountMessage.title), visit.say(isBudget ? AccountMessage.leadBudget : .lead)))
      \(closed)\(try SealedVersions(visit, year).notice)\(try beforeOpen(year, visit))\
      \(try SupplyRevisions(year, visit).html)
      \(books.accounts.map { AccountSection(account: $0, year: year, visit: visit, isNamed: several).html })
      \(warnings(books, visit))\(better(books, year, visit))
      \(departures(books, visit))
      \(outside(books, visit))
      <p class="actions">\(Piece.button(visit.path(year, "/statement"), visit.say(AccountMessage.next)))
      \(Piece.button(visit.path(year, "/entries"), visit.say(AccountMessage.entries), class: "quiet"))</p>
      """
    return visit.yearPage(visit.say(AccountMessage.title), .account, year, content)
  }

  /// The year before is there and still open: this one is counted as a first year meanwhile.
  private static func beforeOpen(_ year: StoredYear, _ visit: FirmVisit) throws(Refusal) -> HTML {
    guard try !KeepStoredBooks.notices(year, in: visit.firm).isEmpty,
      let before = try visit.firm.years().last(where: { $0.period.end < year.period.start })
    else { return .empty }
    let values: [String: MessageValue] = [
      "before": .text(before.period.label), "year": .text(year.period.label),
    ]
    return Piece.notice(
      "warn", visit.say(AccountMessage.beforeOpen, values),
      "<p><a href=\"\(visit.path(before, "/statement"))\">\(visit.say(AccountMessage.beforeClose, values))</a></p>")
  }

  private static func warnings(_ books: StoredBooks, _ visit: FirmVisit) -> HTML {
    HTML(
      books.warnings.map { message in
        Piece.notice(
          "warn", visit.speaker.say(message), Piece.text(visit.speaker.remedy(for: message), class: "small"))
      })
  }

  private static func better(_ books: StoredBooks, _ year: StoredYear, _ visit: FirmVisit) -> HTML {
    let items = books.missing.prefix(5).map { item -> HTML in
      """
      <li>\(visit.speaker.say(item.message))\
      \(item.carbon == .zero ? .empty : " <span class=\"tag carbon\">\(visit.numbers.carbon(item.carbon))</span>")</li>
      """
    }
    let list: HTML =
      items.isEmpty
      ? Piece.text(visit.say(AccountMessage.betterNothing))
      : """
      \(Piece.text(visit.say(AccountMessage.betterLead)))<ul>\(items)</ul>
      \(year.isClosed ? .empty : "<p>\(Piece.button(visit.path(year, "/questions"), visit.say(AccountMessage.betterLink), class: "quiet"))</p>")
      """
    return Piece.section(visit.say(AccountMessage.better), list)
  }

  private static func departures(_ books: StoredBooks, _ visit: FirmVisit) -> HTML {
    let list: HTML =
      books.departures.isEmpty
      ? Piece.text(visit.say(AccountMessage.departuresNone))
      : """
      \(Piece.text(visit.say(AccountMessage.departuresLead)))
      <ul>\(books.departures.map { "<li>\(visit.speaker.say($0))</li>" as HTML })</ul>
      """
    return Piece.section(visit.say(AccountMessage.departures), id: "departures", list)
  }

  private static func outside(_ books: StoredBooks, _ visit: FirmVisit) -> HTML {
    guard !books.outside.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(AccountMessage.outsideLead),
      [
        .text(visit.say(AccountMessage.ledgerAccount)), .number(visit.say(AccountMessage.amount)),
        .text(visit.say(AccountMessage.reason)),
      ])
    for (line, reason) in books.outside.prefix(200) {
      table.add([
        "\(line.id) \(line.name)", "\(visit.numbers.wholeEuros(line.amount))", "\(visit.speaker.say(reason))",
      ])
    }
    return "<details><summary>\(visit.say(AccountMessage.outside))</summary>\(table.html)</details>"
  }
}

/// The books of a year as posted; kept anew where they are not there, or not of the ledger and settings in force.
enum CurrentBooks {
  static func of(_ year: StoredYear, _ visit: FirmVisit) throws(Refusal) -> StoredBooks {
    if let account = try visit.firm.account(of: year.id), let books = StoredBooks(document: account.document) {
      if year.isClosed { return books }
      if try visit.firm.isCurrent(account, of: year) { return books }
    }
    guard let books = StoredBooks(document: try BooksDocument.json(visit.books(of: year)).canonicalText) else {
      preconditionFailure("what was just written can be read")
    }
    return books
  }
}
