// What suppliers publish here, to follow all at once; and what of it the firm's own customers may see.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct SupplyOffers {
  let shown: BuyerYear
  let visit: FirmVisit

  private var mayChange: Bool { visit.firm.may(.keep) && !shown.year.isClosed }
  private var year: String { shown.year.period.label }

  /// The offers of an open year; none for whoever cannot take them.
  private func offers() throws(Refusal) -> [SupplierLinks.Offer] {
    guard mayChange else { return [] }
    return try SupplierLinks.offers(
      try shown.review(visit), during: shown.year.period, lastYear: try LastYear(visit.firm, before: shown.year),
      visit.store)
  }

  /// The part of the suppliers' page.
  func html() throws(Refusal) -> HTML {
    let offers = try offers()
    guard !offers.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(SupplyMessage.offersCaption),
      [
        .text(visit.say(SupplyMessage.supplier)), .text(visit.say(SupplyMessage.account)),
        .number(visit.say(SupplyMessage.factor)), .text(visit.say(SupplyMessage.since)),
      ])
    for offer in offers {
      for (index, part) in offer.missing.enumerated() { table.add(row(offer, part, isFirst: index == 0)) }
    }
    let later = offers.compactMap(\.schedule.later).map { content in
      Piece.text(
        visit.say(
          SupplyMessage.later,
          ["name": .text(content.name), "year": .text(content.period.label), "date": .date(content.closedOn)]),
        class: "small")
    }
    return Piece.section(
      visit.say(SupplyMessage.offersTitle), id: "offers",
      Piece.text(visit.say(SupplyMessage.offersLead))
        + visit.form(
          visit.path("/suppliers/follow"),
          """
          \(Field.hidden("year", year))\(table.html)
          <p class="actions">\(Field.submit(visit.say(SupplyMessage.follow)))</p>
          """) + HTML(later))
  }

  private func row(
    _ offer: SupplierLinks.Offer, _ part: PublishedSchedule.Part, isFirst: Bool
  ) -> [HTML] {
    let name: HTML =
      isFirst
      ? """
      <label class="pick"><input type="checkbox" name="supplier" value="\(offer.supplier)" checked> \(offer.name)</label>
      """ : "\(offer.name)"
    let account = visit.say(
      BuyerMessage.publishedAccount, ["name": .text(part.content.name), "year": .text(part.content.period.label)])
    let since =
      part.from.map { visit.say(SupplyMessage.sinceDay, ["date": .date($0)]) } ?? visit.say(SupplyMessage.sinceStart)
    return [
      name, "<a href=\"\(PublishedAddress.path(part.content.code))\">\(account)</a>",
      "\(visit.speaker.say(.intensity(part.content.factor, per: "EUR")))", "\(since)",
    ]
  }

  /// Whether customers see whose accounts this one rests on.
  var consent: HTML {
    let settings = shown.settings.file.settings
    guard settings.supplierContents.contains(where: { $0.published != nil }) else { return .empty }
    let shows = settings.showsSuppliers
    let button = Field.submit(visit.say(shows ? SupplyMessage.hide : .show), class: "quiet")
    let form: HTML =
      mayChange
      ? visit.form(
        visit.path("/suppliers/shown"),
        "\(Field.hidden("year", year))\(Field.hidden("show", shows ? "no" : "yes"))\(button)") : .empty
    return Piece.section(
      visit.say(SupplyMessage.shownTitle),
      Piece.text(visit.say(SupplyMessage.shownLead))
        + Piece.text(visit.say(shows ? SupplyMessage.shownYes : .shownNo)) + form)
  }

  /// On the way through a year: that suppliers publish here, with the way to follow them; nothing where none does.
  static func hint(_ year: StoredYear, _ settings: FirmSettings, _ visit: FirmVisit) throws(Refusal) -> HTML {
    guard visit.firm.may(.keep), !year.isClosed, let account = try visit.firm.account(of: year.id),
      let books = StoredBooks(document: account.document)
    else { return .empty }
    let count = try SupplierLinks.offers(
      SupplierReview(books, settings: settings, requests: []), during: year.period,
      lastYear: try LastYear(visit.firm, before: year), visit.store
    ).count
    guard count > 0 else { return .empty }
    let button = Piece.button(
      visit.path("/suppliers", ["year": year.period.label]), visit.say(SupplyMessage.hintLink), class: "quiet small")
    return Piece.notice("note", visit.say(SupplyMessage.hint, ["count": .integer(count)]), "<p>\(button)</p>")
  }

  // MARK: What the forms do

  /// Follows the accounts of the suppliers that were ticked.
  static func follow(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let chosen = Set(visit.form.all("supplier"))
    let edits = try SupplyOffers(shown: shown, visit: visit).offers().filter { chosen.contains($0.supplier) }
      .flatMap { offer in
        offer.missing.map { SettingsEdit.content(content($0, of: offer.supplier, visit)) }
      }
    guard !edits.isEmpty else {
      return try SuppliersPage.show(visit, Refusal(Diagnostic(.error, SupplyRefusal.nothingChosen)))
    }
    return try SupplyChange.run(edits, shown, visit)
  }

  /// Says whether customers see the accounts this one rests on.
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
      .run(year: shown.year, [.showSuppliers(visit.form["show"] == "yes")])
    return .redirect(visit.path("/suppliers", ["year": shown.year.period.label]))
  }

  private static func content(
    _ part: PublishedSchedule.Part, of supplier: String, _ visit: FirmVisit
  ) -> SupplierContent {
    let account = visit.say(
      BuyerMessage.publishedAccount, ["name": .text(part.content.name), "year": .text(part.content.period.label)])
    return SupplierContent(
      supplier: supplier, from: part.from, value: .intensity(part.content.factor), account: account,
      evidence: PublicAccountPage.url(part.content.code, visit.site), published: part.content.reference)
  }
}

/// A change of what purchases follow, and the page that says what it did.
enum SupplyChange {
  static func run(_ edits: [SettingsEdit], _ shown: BuyerYear, _ visit: FirmVisit) throws(Refusal) -> Answer {
    let before = shown.books.production
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
      .run(year: shown.year, edits)
    return .redirect(
      visit.path("/suppliers", ["year": shown.year.period.label, "before": "\(before.grams)"]))
  }

  /// What the last change did, on the page it leads to.
  static func notice(_ shown: BuyerYear, _ visit: FirmVisit) -> HTML {
    guard let before = Int64(visit.query["before"]) else { return .empty }
    return Piece.notice(
      "good",
      visit.say(
        SupplyMessage.followed,
        ["before": .carbon(CarbonMass(grams: before)), "after": .carbon(shown.books.production)]))
  }
}
