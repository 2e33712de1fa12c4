// Offers for the same thing by price and content. All stands in the address: it can be shared, and nothing is stored.

import CalculatorUseCases
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases

/// Words of the comparison of offers; texts in `offers.yaml`.
public enum OffersMessage: String, MessageKey {
  case title = "offers.title"
  case lead = "offers.lead"
  case offer = "offers.offer"
  case name = "offers.name"
  case price = "offers.price"
  case content = "offers.content"
  case what = "offers.what"
  case whatHint = "offers.what-hint"
  case factor = "offers.factor"
  case carbonPrice = "offers.carbon-price"
  case carbonPriceHint = "offers.carbon-price-hint"
  case button = "offers.button"
  case result = "offers.result"
  case best = "offers.best"
  case bestTransmitted = "offers.best-transmitted"
  case turning = "offers.turning"
  case caption = "offers.caption"
  case carbon = "offers.carbon"
  case perEuro = "offers.per-euro"
  case carbonCost = "offers.carbon-cost"
  case together = "offers.together"
  case transmitted = "offers.transmitted"
  case estimated = "offers.estimated"
  case margin = "offers.margin"
  case chart = "offers.chart"
  case chartSays = "offers.chart-says"
  case legend = "offers.legend"
  case shared = "offers.shared"
}

enum OffersPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let title = visit.say(OffersMessage.title)
    var refusal: Refusal?
    var result = HTML.empty
    var choices: [PurchaseChoices.Choice] = []
    do throws(Refusal) {
      choices = try OffersForm.choices(visit)
      result = try comparison(visit, choices)
    } catch { refusal = error }
    let content: HTML = """
      \(Piece.heading(title, visit.say(OffersMessage.lead)))\(visit.errors(refusal))\(result)
      \(OffersForm.html(visit, choices))
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func comparison(
    _ visit: FirmVisit, _ choices: [PurchaseChoices.Choice]
  ) throws(Refusal) -> HTML {
    let offers = try OffersForm.offers(visit)
    guard !offers.isEmpty else { return .empty }
    guard offers.count > 1 else { throw Refusal(Diagnostic(.error, BuyerRefusal.offersFew)) }
    let price = visit.query["t"].isEmpty ? Rational.zero : TypedNumber.number(visit.query["t"])
    guard let price, price <= Rational(100_000) else {
      throw Refusal(Diagnostic(.error, BuyerRefusal.carbonPrice, ["value": .text(visit.query["t"])]))
    }
    let factor = OffersForm.chosen(visit, choices).flatMap { OffersForm.factor($0, visit) }
    if factor == nil, offers.contains(where: { $0.content == nil }) {
      throw Refusal(Diagnostic(.error, BuyerRefusal.wordsMissing))
    }
    let comparison = try OfferComparison(
      offers, factor: factor, estimate: try PurchaseEstimate(visit.library, on: visit.now.day), carbonPrice: price)
    return OffersResult(comparison: comparison, price: price, factor: factor, visit: visit).html
  }
}
