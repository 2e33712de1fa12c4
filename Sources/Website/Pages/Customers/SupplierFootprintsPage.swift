// Footprints that suppliers give through a system of PACT: shown as estimates, with their method.

import CanonicalJSON
import CarbonAccounting
import FootprintExchange
import Footprints
import Identity
import Markup
import Quantities
import UseCases
import Wording

enum SupplierFootprintsPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { page(visit, nil) }

  /// Reads a supplier's footprints, or asks them for one: the button says which.
  static func ask(_ visit: FirmVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      let client = try PartnerForm.client(visit)
      let product = visit.form["product"]
      guard visit.form["do"] == "request" else {
        let listing = try visit.site.outside.converse(busy: ExchangeRefusal.busy) { () async throws(Refusal) in
          try await client.list(product.isEmpty ? [] : [("productId", product)])
        }
        return page(visit, nil, result: try changed(listing, visit) + found(listing, visit))
      }
      let event = request(product, visit)
      try visit.site.outside.converse(busy: ExchangeRefusal.busy) { () async throws(Refusal) in
        try await client.send(event)
      }
      return page(
        visit, nil,
        result: Piece.notice(
          "good", visit.say(PartnerMessage.requested), Piece.text(visit.say(PartnerMessage.requestedLead))))
    } catch { return page(visit, error) }
  }

  private static func request(_ product: String, _ visit: FirmVisit) -> FootprintEvent {
    var data: [String: JSONValue] = [:]
    if !product.isEmpty { data["productId"] = [.string(product)] }
    if !visit.form["comment"].isEmpty { data["comment"] = .string(visit.form["comment"]) }
    return FootprintEvent(
      .requested, id: FootprintIdentifier.event(visit.site.secret().text), source: visit.site.configuration.publicURL,
      at: visit.now, .object(data))
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?, result: HTML = .empty) -> Answer {
    let title = visit.say(PartnerMessage.title)
    let product = Field(
      "product", visit.say(PartnerMessage.product), value: visit.form["product"],
      hint: visit.say(PartnerMessage.productHint)
    ).with {
      $0.isRequired = false
      $0.most = 300
    }
    let comment = Field("comment", visit.say(PartnerMessage.comment), value: visit.form["comment"]).with {
      $0.isRequired = false
      $0.most = 500
    }
    let form = visit.form(
      visit.path("/suppliers/footprints"),
      """
      \(PartnerForm.fields(visit))\(product.html)\(comment.html)\
      <p class="actions"><button class="button" name="do" value="read">\(visit.say(PartnerMessage.read))</button>
      <button class="button quiet" name="do" value="request">\(visit.say(PartnerMessage.request))</button></p>
      """)
    return visit.firmPage(
      title, "\(Piece.heading(title, visit.say(PartnerMessage.lead)))\(visit.errors(refusal))\(result)\(form)",
      status: refusal == nil ? 200 : 422)
  }

  private static func found(_ listing: FootprintClient.Listing, _ visit: FirmVisit) -> HTML {
    let unread: HTML =
      listing.refused.isEmpty
      ? .empty
      : Piece.notice(
        "warn", visit.say(PartnerMessage.unread, ["count": .integer(listing.refused.count)]),
        "<ul>\(listing.refused.prefix(5).flatMap(\.diagnostics).map { "<li>\(visit.speaker.say($0.message))</li>" as HTML })</ul>"
      )
    guard !listing.footprints.isEmpty else {
      return Piece.notice("note", visit.say(PartnerMessage.foundNone)) + unread
    }
    var table = DataTable(
      visit.say(PartnerMessage.found),
      [
        .text(visit.say(PartnerMessage.name)), .text(visit.say(PartnerMessage.company)),
        .number(visit.say(PartnerMessage.content)), .text(visit.say(PartnerMessage.period)),
        .text(visit.say(PartnerMessage.method)), .text(""),
      ])
    for footprint in listing.footprints {
      let period: [String: MessageValue] = [
        "start": .date(footprint.periodStart.day), "end": .date(footprint.periodEnd.day),
      ]
      table.add([
        "\(footprint.product)<div class=\"muted small\">\(footprint.productIDs.first ?? "")</div>",
        "\(footprint.company)", content(footprint, visit),
        "\(visit.say(PartnerMessage.periodText, period))", "\(footprint.standards.joined(separator: ", "))",
        count(footprint, visit),
      ])
    }
    return Piece.notice("note", visit.say(PartnerMessage.estimate)) + table.html + unread
  }

  /// What it says: so many kilograms for so much, with the decimals it has, six at most.
  static func content(_ footprint: ReceivedFootprint, _ visit: FirmVisit) -> HTML {
    func decimal(_ number: Rational) -> MessageValue {
      .decimal(number, places: number.shortText.drop { $0 != "." }.dropFirst().count)
    }
    let unit = DeclaredUnit.unit(named: footprint.unit)
    let values: [String: MessageValue] = [
      "content": decimal(footprint.content), "amount": decimal(footprint.amount),
      "unit": unit.map { .localized($0.label) } ?? .text(footprint.unit),
    ]
    return "\(visit.say(PartnerMessage.contentText, values))"
  }

  /// The button that leads to the page where it is counted.
  private static func count(_ footprint: ReceivedFootprint, _ visit: FirmVisit) -> HTML {
    let name = visit.say(FootprintCountMessage.countOf, ["product": .text(footprint.product)])
    return visit.form(
      visit.path("/suppliers/footprints/count"),
      """
      \(Field.hidden("footprint", footprint.document.canonicalText))\
      <button class="button quiet small" aria-label="\(name)">\(visit.say(FootprintCountMessage.count))</button>
      """)
  }

  /// What the list says of the footprints that count already: taken back, or replaced by a newer version.
  private static func changed(_ listing: FootprintClient.Listing, _ visit: FirmVisit) throws(Refusal) -> HTML {
    guard let shown = try BuyerYear(visit) else { return .empty }
    let changes = FootprintChange.all(shown.settings.file.settings.footprints, in: listing.footprints)
    guard !changes.isEmpty else { return .empty }
    return Piece.notice(
      "warn", visit.say(FootprintCountMessage.changed),
      "<ul>\(changes.map { "<li>\(visit.speaker.say($0.message))</li>" as HTML })</ul>")
  }
}
