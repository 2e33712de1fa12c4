// Footprints and events as people read them.

import Footprints
import Markup
import Quantities
import Storage
import UseCases
import Wording

extension FirmVisit {
  /// What customers' programs may see of the firm.
  func footprints() throws(Refusal) -> FirmFootprints {
    try FirmFootprints(
      library, store, of: firm.id, products: try firm.products(), publicURL: site.configuration.publicURL)
  }
}

enum CustomerFootprints {
  /// Footprints, one a row.
  static func table(_ footprints: [ProductFootprint], _ caption: String, _ visit: FirmVisit) -> HTML {
    var table = DataTable(
      caption,
      [
        .text(visit.say(CustomerMessage.product)), .text(visit.say(CustomerMessage.year)),
        .number(visit.say(CustomerMessage.content)), .number(visit.say(CustomerMessage.primary)),
        .text(visit.say(CustomerMessage.standing)),
      ])
    for footprint in footprints {
      let carbon = footprint.carbon
      let content = Rational(decimal: carbon.content) ?? .zero
      let share = carbon.primaryShare.flatMap { Rational(decimal: $0) }
      let values: [String: MessageValue] = [
        "content": .decimal(content, places: 6), "amount": .text(carbon.unit.amount), "unit": .text(carbon.unit.name),
      ]
      let primary = share.map { visit.say(CustomerMessage.percent, ["share": .decimal($0, places: 1)]) } ?? "–"
      table.add([
        "\(footprint.productName)", "\(visit.numbers.date(carbon.periodStart.day))",
        "\(visit.say(carbon.isPerEuro ? CustomerMessage.contentEuro : .contentText, values))", "\(primary)",
        "\(visit.say(footprint.status == .active ? CustomerMessage.active : .deprecated))",
      ])
    }
    return table.isEmpty ? .empty : table.html
  }

  /// What an event is.
  static func name(_ event: PACTEvent) -> CustomerMessage {
    switch FootprintEvent.Kind(rawValue: event.received.type) {
    case .requested, nil: .requested
    case .fulfilled: .fulfilled
    case .rejected: .rejected
    case .published: .published
    }
  }

  /// What became of it.
  static func state(_ event: PACTEvent) -> CustomerMessage {
    switch event.answer {
    case "fulfilled": .answeredFulfilled
    case "rejected": .answeredRejected
    case nil: .waiting
    default: .answeredAside
    }
  }
}
