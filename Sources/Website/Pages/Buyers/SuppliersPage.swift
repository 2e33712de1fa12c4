// The suppliers by the carbon of what is bought from them: who transmits a content, who was asked, whom to ask.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum SuppliersPage {
  /// Suppliers on a page.
  private static let perPage = 50

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try show(visit, nil) }

  static func show(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = visit.say(BuyerMessage.title)
    guard let shown = try BuyerYear(visit) else { return visit.withoutAccount(title) }
    let review = try shown.review(visit)
    let year = shown.year.period.label
    let last = max(0, (review.suppliers.count - 1) / perPage)
    let page = min(max((Int(visit.query["page"]) ?? 1) - 1, 0), last)
    let suppliers = Array(review.suppliers.dropFirst(page * perPage).prefix(perPage))
    let links: HTML = """
      <p class="actions">\(Piece.button(visit.path("/offers"), visit.say(BuyerMessage.compare), class: "quiet"))
      \(Piece.button(visit.path("/simulator"), visit.say(BuyerMessage.simulate), class: "quiet"))
      \(visit.firm.may(.keep) ? Piece.button(visit.path("/suppliers/footprints"), visit.say(PartnerMessage.link), class: "quiet") : .empty)</p>
      """
    let offers = SupplyOffers(shown: shown, visit: visit)
    let content: HTML = """
      \(Piece.heading(title, visit.say(BuyerMessage.lead, ["year": .text(year)])))\(visit.errors(refusal))
      \(SupplyChange.notice(shown, visit))
      \(try SupplyRevisions(shown.settings.file.settings.supplierContents, shown.year, visit).html)
      <div class="figures">\(figures(review, visit))</div>\(links)
      \(try offers.html())
      \(review.suppliers.isEmpty ? Piece.text(visit.say(BuyerMessage.none)) : try form(suppliers, year, visit))
      \(pager(page, last, year, visit))\(offers.consent)
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func figures(_ review: SupplierReview, _ visit: FirmVisit) -> [HTML] {
    let share = (try? review.transmitted.rational.divided(by: review.inputs.rational)) ?? .zero
    let asked = review.suppliers.compactMap(\.request)
    return [
      Piece.figure(
        visit.numbers.percent(share), visit.say(BuyerMessage.transmittedShare),
        detail: visit.say(
          BuyerMessage.transmittedDetail, ["count": .integer(review.suppliers.count(where: \.transmits))])),
      Piece.figure(
        visit.numbers.integer(Int64(asked.count)), visit.say(BuyerMessage.askedCount),
        detail: visit.say(
          BuyerMessage.answeredDetail, ["count": .integer(asked.count { $0.answeredAt != nil })])),
    ]
  }

  private static func form(
    _ suppliers: [SupplierReview.Supplier], _ year: String, _ visit: FirmVisit
  ) throws(Refusal) -> HTML {
    var table = DataTable(
      visit.say(BuyerMessage.caption),
      [
        .text(visit.say(BuyerMessage.supplier)), .number(visit.say(BuyerMessage.carbon)),
        .text(visit.say(BuyerMessage.share)), .number(visit.say(BuyerMessage.spend)),
        .text(visit.say(BuyerMessage.content)),
      ])
    for supplier in suppliers {
      let link = visit.path("/suppliers/one", ["supplier": supplier.number, "year": year])
      let meter = Meter(supplier.share.approximate).html
      table.add([
        """
        <span class="pick"><input type="checkbox" name="supplier" value="\(supplier.number)" \
        aria-label="\(visit.say(BuyerMessage.choose, ["name": .text(supplier.name)]))">\
        <a href="\(link)">\(supplier.name)</a></span>
        """, "\(visit.numbers.carbon(supplier.carbon))",
        "<span class=\"share\">\(meter) \(visit.numbers.percent(supplier.share))</span>",
        "\(visit.numbers.wholeEuros(supplier.spend))", try mark(supplier, visit),
      ])
    }
    let languages = Field.list(
      "letter", visit.say(BuyerMessage.language),
      [("fr", visit.say(BuyerMessage.french)), ("en", visit.say(BuyerMessage.english))],
      chosen: visit.speaker.language.rawValue)
    return """
      <form method="get" action="\(visit.path("/suppliers/letters"))">\(Field.hidden("year", year))\(table.html)
      <div class="row">\(languages)\(Field.submit(visit.say(BuyerMessage.write)))</div></form>
      """
  }

  /// Those who transmit are shown as such; then what is known of the others.
  private static func mark(_ supplier: SupplierReview.Supplier, _ visit: FirmVisit) throws(Refusal) -> HTML {
    var marks: [HTML] = []
    if supplier.transmits { marks.append("<span class=\"tag good\">✓ \(visit.say(BuyerMessage.transmits))</span>") }
    if !supplier.transmits, let siren = supplier.siren, try !PublishedContent.all(of: siren, visit.store).isEmpty {
      marks.append("<span class=\"tag good\">✓ \(visit.say(BuyerMessage.published))</span>")
    }
    if let request = supplier.request {
      let key: BuyerMessage = request.answeredAt == nil ? .asked : .answered
      let date = (request.answeredAt ?? request.requestedAt).day
      marks.append("<span class=\"tag\">\(visit.say(key, ["date": .date(date)]))</span>")
    }
    return marks.isEmpty
      ? "<span class=\"muted small\">\(visit.say(BuyerMessage.estimated))</span>" : "<span>\(marks)</span>"
  }

  private static func pager(_ page: Int, _ last: Int, _ year: String, _ visit: FirmVisit) -> HTML {
    guard last > 0 else { return .empty }
    func link(_ number: Int, _ key: BuyerMessage) -> HTML {
      Piece.button(
        visit.path("/suppliers", ["year": year, "page": "\(number + 1)"]), visit.say(key), class: "quiet small")
    }
    return """
      <p class="actions">\(page > 0 ? link(page - 1, .previous) : .empty)
      <span class="muted">\(page + 1) / \(last + 1)</span>
      \(page < last ? link(page + 1, .following) : .empty)</p>
      """
  }
}
