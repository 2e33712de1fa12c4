// An implicit price beside the prices that others publish.

import CarbonPricing
import Markup
import Quantities
import Wording

/// Published prices of one year, all in the same euros, and what each would decide.
struct PublishedTable {
  let figures: SheetFigures
  let parts: AppraisalParts
  let published: TrajectoryComparison

  /// The table for a comparison; nothing where no price of that year could be brought to the same euros.
  func html(_ comparison: VariantComparison) -> HTML {
    let year = published.years.lowerBound
    var table = SheetTable(
      figures.say(
        PricingSheetWord.publishedTitle,
        [
          "year": figures.year(year, "/published/year"),
          "euros": figures.year(published.eurosOf ?? year, "/published/euros_of"),
        ]), [parts.name(.trajectory), parts.name(.price), parts.name(.chooseVariant)])
    for (place, path) in published.published.enumerated() {
      guard let price = path.prices.first else { continue }
      table.row(
        "<span class=\"source\">\(figures.speaker.say(path.trajectory.name))</span>",
        [
          figures.price(price.price.approximate, "/published/prices/\(place)/price_eur_t"),
          verdict(price.price, comparison),
        ])
    }
    let made = table.html
    guard !made.isEmpty else { return .empty }
    return made + "<p class=\"small\">\(parts.words(.publishedNote))</p>"
  }

  /// Whether the variant is worth more at a price; a dash where nothing is avoided.
  private func verdict(_ price: Rational, _ comparison: VariantComparison) -> HTML {
    guard let implicit = comparison.implicitPrice else { return "—" }
    return parts.words(price.approximate > implicit ? .yes : .no)
  }
}
