// Application 1 on two pages: from which carbon price a project is worth it.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The sheet of an implicit price, for those who decide.
public struct ImplicitPriceSheet: ComparisonSheet, Sendable {
  let figures: SheetFigures
  let parts: AppraisalParts
  let appraisal: ProjectAppraisal
  private let published: TrajectoryComparison
  /// The comparison the sheet is about: the variant that needs the lowest price.
  let lead: Int

  /// The sheet as an HTML document for print, which asks for nothing from elsewhere.
  ///
  /// - Parameters:
  ///   - appraisal: the answer.
  ///   - published: published prices of the year of the project.
  ///   - speaker: in whose words.
  ///   - made: when and by what.
  public static func html(
    _ appraisal: ProjectAppraisal, published: TrajectoryComparison, _ speaker: Speaker, made: SheetMaking
  ) -> HTML {
    ImplicitPriceSheet(appraisal, published, speaker).sheet(made).html
  }

  private init(_ appraisal: ProjectAppraisal, _ published: TrajectoryComparison, _ speaker: Speaker) {
    figures = SheetFigures(speaker: speaker)
    parts = AppraisalParts(figures: figures, appraisal: appraisal)
    self.appraisal = appraisal
    self.published = published
    let prices = appraisal.comparisons.map { $0.implicitPrice ?? .infinity }
    lead = prices.indices.min { prices[$0] < prices[$1] } ?? 0
  }

  private func sheet(_ made: SheetMaking) -> PricingSheet {
    PricingSheet(
      figures: figures, made: made, application: .application1,
      title: figures.text(appraisal.project.name, "/project"), plainTitle: appraisal.project.name,
      question: figures.say(PricingSheetWord.implicitQuestion, parts.names(lead)), answer: answer, keys: keys,
      front: [drawing, variants, prices], back: [years, beside], warnings: appraisal.warnings,
      terms: [.tonne, .implicitPrice, .abatementCost, .npv, .discounting])
  }

  private var answer: HTML {
    var values = parts.names(lead)
    guard let price = comparison.implicitPrice else {
      return figures.say(PricingSheetWord.implicitNone, values) + " " + parts.atPrice(lead)
    }
    guard price > 0 else {
      return figures.say(PricingSheetWord.implicitAlone, values) + " " + parts.atPrice(lead)
    }
    values["price"] = figures.price(price, at("implicit_price_eur_t"))
    return figures.say(PricingSheetWord.implicitAnswer, values) + " " + parts.atPrice(lead)
  }

  private var keys: [PricingSheet.Key] {
    [
      PricingSheet.Key(
        name: name(.implicitPrice), figure: figures.price(comparison.implicitPrice, at("implicit_price_eur_t"))),
      PricingSheet.Key(
        name: name(.firstFavourable),
        figure: figures.finePrice(
          comparison.firstFavourablePrice?.approximate, at("first_favourable_price_eur_t"))),
      PricingSheet.Key(
        name: name(.extraCost), figure: figures.euros(comparison.totalExtraCost, at("total_extra_cost_eur")),
        note: name(.discounted)),
      PricingSheet.Key(
        name: name(.avoided), figure: figures.tonnes(comparison.avoided, at("avoided_t")), note: name(.overAllYears)),
      PricingSheet.Key(
        name: name(.abatementCost), figure: figures.price(comparison.abatementCost, at("abatement_cost_eur_t"))),
    ]
  }

  private var drawing: HTML {
    let plot = PricingCharts(speaker).threshold(PriceThreshold(appraisal), appraisal)
    return PricingSheet.figure(plot.svg, figures.say(PricingChartMessage.thresholdAbout), .low)
  }

  /// The reference and each variant, side by side.
  private var variants: HTML {
    var table = SheetTable(
      parts.words(.variants),
      [
        name(.variant), name(.investment), name(.npv), name(.emissions), name(.extraCost), name(.avoided),
        name(.implicitPrice), name(.abatementCost),
      ])
    let shown = parts.shown(lead)
    for place in shown.places {
      let flows = appraisal.variants[place]
      let own = "/variants/\(place)"
      let cells = [
        figures.euros(flows.totalInvestment, own + "/investment_eur"), figures.euros(flows.npv, own + "/npv_eur"),
        figures.tonnes(flows.totalEmissions, own + "/emissions_t"),
      ]
      table.row(parts.variant(place), cells + beside(place - 1), isMarked: place == lead + 1)
    }
    if shown.left > 0 { table.across(figures.more(shown.left)) }
    return table.html
  }

  /// A variant beside the reference; nothing for the reference itself.
  private func beside(_ place: Int) -> [HTML] {
    guard appraisal.comparisons.indices.contains(place) else { return ["", "", "", ""] }
    let (found, pointer) = (appraisal.comparisons[place], "/comparisons/\(place)")
    return [
      figures.euros(found.totalExtraCost, pointer + "/total_extra_cost_eur"),
      figures.tonnes(found.avoided, pointer + "/avoided_t"),
      figures.price(found.implicitPrice, pointer + "/implicit_price_eur_t"),
      figures.price(found.abatementCost, pointer + "/abatement_cost_eur_t"),
    ]
  }

  private var years: HTML {
    PricingSheet.part(
      parts.words(.yearByYear), [YearTable(figures: figures, parts: parts, place: lead).html, division])
  }

  /// How the implicit price follows from the sums.
  private var division: HTML {
    guard let price = comparison.implicitPrice else { return .empty }
    let hasPollution = comparison.pollutionAvoided != 0
    let words = figures.say(
      hasPollution ? PricingSheetWord.divisionPollution : .division,
      [
        "cost": figures.euros(comparison.totalExtraCost, at("total_extra_cost_eur")),
        "pollution": figures.euros(comparison.pollutionAvoided, at("pollution_avoided_eur")),
        "tonnes": figures.tonnes(comparison.discountedAvoided, at("discounted_avoided_t")),
        "price": figures.price(price, at("implicit_price_eur_t")),
      ])
    return "<p>\(words)</p>" + parts.lagEffect(lead)
  }

  private var beside: HTML { PricingSheet.aside([parts.hypotheses, parts.flows]) }

  private var prices: HTML { PublishedTable(figures: figures, parts: parts, published: published).html(comparison) }
}
