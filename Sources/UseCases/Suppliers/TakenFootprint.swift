// A footprint that a supplier's system gave, taken into an account: its unit as ours, its days, who verified it.

import CarbonAccounting
import Footprints
import Quantities

/// Why a footprint cannot be taken; texts in `Sources/Wording/Data/footprints-taken.yaml`.
public enum FootprintTakeRefusal: String, MessageKey {
  case unit = "footprint-take.unit"
  case figure = "footprint-take.figure"
  case days = "footprint-take.days"
}

/// What taking footprints says; texts in `Sources/Wording/Data/footprints-taken.yaml`.
public enum FootprintTakeMessage: String, MessageKey {
  case taken = "footprint-take.taken"
  case withdrawn = "footprint-take.withdrawn"
  case replaced = "footprint-take.replaced"
}

extension SupplierFootprint {
  /// What a received footprint says, as an account counts by it.
  ///
  /// A footprint that says no first day holds from the first it describes; one that says no last day, for the years the specification
  /// gives after the last it describes.
  ///
  /// - Throws: a refusal when its unit is not on PACT's list, its figure is negative or longer than is written, or its days
  ///   end before they begin.
  public init(_ received: ReceivedFootprint, _ rules: FootprintRules) throws(Refusal) {
    func refuse(_ key: FootprintTakeRefusal, _ value: String) -> Refusal {
      Refusal(Diagnostic(.error, key, ["product": .text(received.product), "value": .text(value)]))
    }
    guard let unit = DeclaredUnit.unit(named: received.unit) else { throw refuse(.unit, received.unit) }
    for number in [received.content, received.amount] {
      guard number >= .zero, number <= Rational(1_000_000_000), number.exactText != nil else {
        throw refuse(.figure, number.decimalText(places: 6))
      }
    }
    let period = (received.periodStart.day, received.periodEnd.lastDay)
    let end = received.validTo ?? received.periodEnd.adding(years: rules.validityYears)
    let validity = (received.validFrom?.day ?? period.0, end.lastDay)
    for days in [period, validity] where days.0 > days.1 { throw refuse(.days, "\(days.0.iso) – \(days.1.iso)") }
    self.init(
      id: received.id.lowercased(), company: received.company, product: received.product,
      version: received.created.day, kilograms: received.content, declared: Quantity(received.amount, unit),
      validity: validity.0...validity.1, period: period.0...period.1,
      method: received.standards.joined(separator: ", "), verification: received.verification,
      isDeprecated: received.status == "Deprecated")
  }
}

extension Timestamp {
  /// The last whole or begun day before the moment: midnight ends the day before.
  fileprivate var lastDay: CalendarDate { Timestamp(milliseconds: milliseconds - 1).day }
}

/// What a supplier's list says today of the footprints an account counts by.
public struct FootprintChange: Sendable, Hashable {
  /// What counts.
  public let counted: FootprintPurchase
  /// What the supplier gives in its place; nil where it was only taken back.
  public let newer: ReceivedFootprint?

  /// The footprints that were taken back or replaced, in the order of the settings.
  public static func all(_ counted: [FootprintPurchase], in listed: [ReceivedFootprint]) -> [FootprintChange] {
    counted.compactMap { bought in
      func isIt(_ id: String) -> Bool { id.lowercased() == bought.footprint.id.lowercased() }
      let newer = listed.filter { $0.status != "Deprecated" && $0.preceding.contains(where: isIt) }
        .max { $0.created < $1.created }
      let isWithdrawn = listed.contains { isIt($0.id) && $0.status == "Deprecated" }
      return newer != nil || isWithdrawn ? FootprintChange(counted: bought, newer: newer) : nil
    }
  }

  /// What changed, in words.
  public var message: Message {
    let product: MessageValue = .text(counted.footprint.product)
    guard let newer else { return Message(FootprintTakeMessage.withdrawn, ["product": product]) }
    return Message(
      FootprintTakeMessage.replaced, ["product": product, "id": .text(newer.id), "date": .date(newer.created.day)])
  }
}
