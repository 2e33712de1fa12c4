// The page of one supplier, and the way its answers enter the account.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct SupplierView {
  let supplier: SupplierReview.Supplier
  private let visit: FirmVisit
  private let shown: BuyerYear

  /// - Throws: `storage.not-found` for a supplier from whom nothing was bought.
  init(_ visit: FirmVisit) throws(Refusal) {
    let number = visit.query["supplier"].isEmpty ? visit.form["supplier"] : visit.query["supplier"]
    guard let shown = try BuyerYear(visit), let supplier = try shown.review(visit)[number] else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    self.visit = visit
    self.shown = shown
    self.supplier = supplier
  }

  private var year: String { shown.year.period.label }
  private var mayChange: Bool { visit.firm.may(.keep) && !shown.year.isClosed }

  /// Records a content; whoever was asked has answered.
  func record(_ content: SupplierContent) throws(Refusal) -> Answer {
    var edits: [SettingsEdit] = []
    // The supplier may be there by name already: two statements about the same invoices would be refused.
    // One for all invoices takes the place of those from a day on.
    for known in supplier.contents
    where known.piece == content.piece && (known.supplier != content.supplier || known.from != nil) {
      edits.append(.removeContent(supplier: known.supplier, piece: known.piece, from: known.from))
    }
    let answer = try change(edits + [.content(content)])
    if let request = supplier.request, request.answeredAt == nil {
      try visit.firm.markAnswered(supplier.number, year: shown.year.id, at: visit.now)
    }
    return answer
  }

  /// Changes the settings and shows the page again, with what it did to the account.
  func change(_ edits: [SettingsEdit]) throws(Refusal) -> Answer {
    let before = shown.books.production
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
      .run(year: shown.year, edits)
    return .redirect(
      visit.path(
        "/suppliers/one", ["supplier": supplier.number, "year": year, "before": "\(before.grams)"]))
  }

  func answer(_ refusal: Refusal?) throws(Refusal) -> Answer {
    let numbers = visit.numbers
    let figures: [HTML] = [
      Piece.figure(
        numbers.carbon(supplier.carbon), visit.say(BuyerMessage.carbon), detail: numbers.percent(supplier.share)),
      Piece.figure(numbers.wholeEuros(supplier.spend), visit.say(BuyerMessage.spend)),
    ]
    let letter = visit.path(
      "/suppliers/letters",
      ["supplier": supplier.number, "year": year, "letter": visit.speaker.language.rawValue])
    let content: HTML = """
      \(Piece.heading(supplier.name, visit.say(BuyerMessage.oneLead, ["year": .text(year)])))\(visit.errors(refusal))
      \(changed)\(try SupplyRevisions(supplier.contents, shown.year, visit).html)\(shown.year.isClosed ? Piece.notice("note", visit.say(BuyerMessage.oneClosed)) : .empty)
      <div class="figures">\(figures)</div>\(contents)\(footprints)\(try published())\(mayChange ? giving : .empty)
      <p class="actions">\(Piece.button(letter, visit.say(BuyerMessage.oneLetter), class: "quiet"))
      \(Piece.button(visit.path("/suppliers", ["year": year]), visit.say(BuyerMessage.oneBack), class: "quiet"))</p>
      """
    return visit.firmPage(supplier.name, content, status: refusal == nil ? 200 : 422)
  }

  private var changed: HTML {
    guard let before = Int64(visit.query["before"]) else { return .empty }
    return Piece.notice(
      "good",
      visit.say(
        BuyerMessage.oneChanged,
        ["before": .carbon(CarbonMass(grams: before)), "after": .carbon(shown.books.production)]))
  }

  private var contents: HTML {
    let title = visit.say(BuyerMessage.oneContents)
    guard supplier.transmits else {
      return Piece.section(title, Piece.text(visit.say(BuyerMessage.oneContentsNone)))
    }
    var table = DataTable(
      title,
      [
        .text(visit.say(BuyerMessage.oneWhat)), .number(visit.say(BuyerMessage.content)),
        .text(visit.say(BuyerMessage.oneAccount)), .text(visit.say(BuyerMessage.oneEvidence)), .text(""),
      ])
    for content in supplier.contents.prefix(100) {
      let what =
        content.piece.map { visit.say(BuyerMessage.oneInvoice, ["piece": .text($0)]) }
        ?? content.from.map { visit.say(BuyerMessage.oneSince, ["date": .date($0)]) }
      let value =
        switch content.value {
        case .intensity(let intensity): visit.speaker.say(.intensity(intensity, per: "EUR"))
        case .content(let mass): visit.numbers.carbon(mass)
        }
      let fields: HTML = """
        \(hidden)\(Field.hidden("named", content.supplier))\(Field.hidden("piece", content.piece ?? ""))\
        \(Field.hidden("from", content.from?.iso ?? ""))
        """
      let remove = Field.submit(visit.say(BuyerMessage.oneRemove), class: "quiet small")
      table.add([
        "\(what ?? visit.say(BuyerMessage.oneAll))", "\(value)", "\(content.account)",
        "<span class=\"code\">\(content.evidence)</span>",
        mayChange ? visit.form(visit.path("/suppliers/remove"), "\(fields)\(remove)") : .empty,
      ])
    }
    return Piece.section(title, table.html)
  }

  /// What is bought from them and counted by their footprint.
  private var footprints: HTML {
    let counted = shown.settings.file.settings.footprints.filter { bought in
      [supplier.number.folded, supplier.name.folded].contains(bought.match.supplier?.folded)
    }
    guard !counted.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(FootprintCountMessage.countedLead),
      [
        .text(visit.say(PartnerMessage.name)), .number(visit.say(FootprintCountMessage.bought)),
        .text(visit.say(FootprintCountMessage.holds)), .text(visit.say(BuyerMessage.oneEvidence)), .text(""),
      ])
    for bought in counted.prefix(100) {
      let days: [String: MessageValue] = [
        "start": .date(bought.footprint.validity.lowerBound), "end": .date(bought.footprint.validity.upperBound),
      ]
      let name = visit.say(FootprintCountMessage.remove, ["product": .text(bought.footprint.product)])
      let fields: HTML = """
        \(hidden)\(Field.hidden("footprint", bought.footprint.id))\(Field.hidden("match", bought.match.summary))
        """
      let button: HTML = """
        <button class="button quiet small" aria-label="\(name)">\(visit.say(BuyerMessage.oneRemove))</button>
        """
      table.add([
        "\(bought.footprint.product)<div class=\"muted small\">\(bought.footprint.company)</div>",
        "\(visit.speaker.say(.quantity(bought.quantity)))",
        "\(visit.say(FootprintCountMessage.holdsText, days))",
        "\(bought.evidence)<div class=\"code small\">\(bought.footprint.id)</div>",
        mayChange ? visit.form(visit.path("/suppliers/footprints/remove"), "\(fields)\(button)") : .empty,
      ])
    }
    return Piece.section(visit.say(FootprintCountMessage.counted), table.html)
  }

  private var hidden: HTML { Field.hidden("supplier", supplier.number) + Field.hidden("year", year) }

  /// What the supplier of a SIREN shows here: the number is in the ledger's code, or typed.
  private func published() throws(Refusal) -> HTML {
    let asked = visit.query["siren"]
    let siren = asked.isEmpty ? supplier.siren ?? "" : SupplierReview.siren(in: asked) ?? ""
    let found = siren.isEmpty ? [] : try PublishedContent.all(of: siren, visit.store)
    let items = found.map { content -> HTML in
      let account = visit.say(
        BuyerMessage.publishedAccount, ["name": .text(content.name), "year": .text(content.period.label)])
      let take: HTML =
        mayChange
        ? visit.form(
          visit.path("/suppliers/published"),
          """
          \(hidden)\(Field.hidden("code", content.code))\(Field.hidden("activity", content.activity))\
          \(Field.submit(visit.say(BuyerMessage.publishedTake), class: "small"))
          """) : .empty
      return Piece.card(
        """
        <p><a href="\(PublishedAddress.path(content.code))">\(account)</a> \
        <span class="tag carbon">\(visit.speaker.say(.intensity(content.factor, per: "EUR")))</span></p>\(take)
        """)
    }
    let field = Field(
      "siren", visit.say(BuyerMessage.publishedSIREN), value: asked.isEmpty ? siren : asked
    ).with {
      $0.inputMode = "numeric"
      $0.most = 20
    }
    let search: HTML = """
      <form method="get" action="\(visit.path("/suppliers/one"))" class="row">\(hidden)\(field.html)\
      \(Field.submit(visit.say(BuyerMessage.publishedSearch), class: "quiet"))</form>
      """
    let nothing = !asked.isEmpty && found.isEmpty ? Piece.text(visit.say(BuyerMessage.publishedNone)) : .empty
    return Piece.section(
      visit.say(BuyerMessage.publishedTitle),
      Piece.text(visit.say(BuyerMessage.publishedLead)) + HTML(items) + nothing + search)
  }

  private var giving: HTML {
    let form = visit.form
    let unit = Field.choices(
      "unit", visit.say(BuyerMessage.giveUnit),
      [
        ("euro", visit.say(BuyerMessage.giveUnitEuro), visit.say(BuyerMessage.giveUnitEuroHint)),
        ("invoice", visit.say(BuyerMessage.giveUnitInvoice), visit.say(BuyerMessage.giveUnitInvoiceHint)),
      ], chosen: form["unit"].isEmpty ? "euro" : form["unit"])
    let fields: [HTML] = [
      Field("value", visit.say(BuyerMessage.giveValue), value: form["value"]).with {
        $0.inputMode = "decimal"
        $0.most = 30
      }.html,
      Field(
        "piece", visit.say(BuyerMessage.giveInvoice), value: form["piece"],
        hint: visit.say(BuyerMessage.giveInvoiceHint)
      )
      .with { $0.isRequired = false }.html,
      Field(
        "account", visit.say(BuyerMessage.giveAccount), value: form["account"],
        hint: visit.say(BuyerMessage.giveAccountHint)
      )
      .html,
      Field(
        "evidence", visit.say(BuyerMessage.giveEvidence), value: form["evidence"],
        hint: visit.say(BuyerMessage.giveEvidenceHint)
      ).with { $0.isRequired = false }.html,
    ]
    let send = Field.submit(visit.say(BuyerMessage.giveButton))
    return Piece.section(
      visit.say(BuyerMessage.giveTitle),
      Piece.text(visit.say(BuyerMessage.giveLead))
        + visit.form(
          visit.path("/suppliers/content"), "\(hidden)\(unit)\(fields)<p class=\"actions\">\(send)</p>"))
  }
}
