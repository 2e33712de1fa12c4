// A carbon price in words: how much, who says so, and how it was brought to the euros of one year.

import CarbonPricing
import Markup
import Quantities
import Wording

/// Says where the price of a year comes from.
struct PriceWords {
  let figures: SheetFigures

  private var speaker: Speaker { figures.speaker }

  /// The price with as many decimals as it has, two or three.
  func amount(_ price: PriceSchedule.YearPrice, _ pointer: String) -> HTML {
    let value = price.price.approximate
    let isWhole = (try? price.price.times(Rational(100)))?.denominator == 1
    return isWhole
      ? figures.price(value, pointer + "/price_eur_t") : figures.finePrice(value, pointer + "/price_eur_t")
  }

  /// Who publishes it and what was done to it; words of one's own choice where nobody does.
  func source(_ price: PriceSchedule.YearPrice, _ pointer: String) -> HTML {
    guard let trajectory = price.trajectory else {
      return "<p class=\"small\">\(figures.say(PricingSheetName.ownPrices))</p>"
    }
    let follows = figures.say(
      PricingSheetName.follows,
      ["trajectory": HTML(escaping: speaker.say(trajectory.name)), "source": HTML(escaping: trajectory.citation.text)])
    let steps = price.steps.enumerated().map { step($0.element, "\(pointer)/steps/\($0.offset)") }
    return """
      <p class="source">\(follows)</p>\(steps.map { "<p class=\"small\">\($0)</p>" as HTML })
      """
  }

  private func step(_ step: PriceConversion.Step, _ pointer: String) -> HTML {
    switch step {
    case .exchange(let currency, let year, let perEuro):
      figures.say(
        PricingSheetName.exchange,
        [
          "currency": figures.text(currency, pointer + "/currency"), "year": figures.year(year, pointer + "/year"),
          "rate": figures.fine(perEuro.approximate, pointer + "/per_euro"),
        ])
    case .prices(let from, let to, let ratio, _):
      figures.say(
        PricingSheetName.consumerPrices,
        [
          "from": figures.year(from, pointer + "/from"), "to": figures.year(to, pointer + "/to"),
          "ratio": figures.fine(ratio.approximate, pointer + "/ratio"),
        ])
    }
  }
}
