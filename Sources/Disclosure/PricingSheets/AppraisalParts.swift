// What the sheets of applications 1 and 2 share: names, hypotheses, flows of the first year.

import CarbonPricing
import Markup
import Quantities
import Wording

/// A sheet about one comparison of a project.
protocol ComparisonSheet {
  var figures: SheetFigures { get }
  var parts: AppraisalParts { get }
  var appraisal: ProjectAppraisal { get }
  /// The place of the comparison the sheet is about.
  var lead: Int { get }
}

extension ComparisonSheet {
  var speaker: Speaker { figures.speaker }
  var comparison: VariantComparison { appraisal.comparisons[lead] }
  func name(_ key: PricingSheetName) -> HTML { parts.name(key) }
  /// Where the JSON has a member of the comparison.
  func at(_ member: String) -> String { "/comparisons/\(lead)/\(member)" }
}

/// Parts of a sheet about a project and its alternative.
struct AppraisalParts {
  let figures: SheetFigures
  let appraisal: ProjectAppraisal

  func name(_ key: PricingSheetName) -> HTML { figures.say(key) }

  func words(_ key: PricingSheetWord) -> HTML { figures.say(key) }

  /// The name of the place-th variant.
  func variant(_ place: Int) -> HTML {
    figures.text(appraisal.variants[place].variant.name, "/variants/\(place)/name")
  }

  /// Both names of a comparison, for a sentence.
  func names(_ place: Int) -> [String: HTML] {
    let comparison = appraisal.comparisons[place]
    return [
      "variant": figures.text(comparison.variant, "/comparisons/\(place)/variant"),
      "reference": figures.text(comparison.reference, "/comparisons/\(place)/reference"),
    ]
  }

  /// At most so many variants in a table, the reference and the one the sheet is about among them.
  private static let variantLimit = 4

  /// The variants a table shows, and how many it leaves out.
  ///
  /// - Parameter lead: the comparison the sheet is about.
  func shown(_ lead: Int) -> (places: [Int], left: Int) {
    let others = appraisal.variants.indices.filter { $0 != 0 && $0 != lead + 1 }
    let places = ([0, lead + 1] + others.prefix(AppraisalParts.variantLimit - 2)).sorted()
    return (places, appraisal.variants.count - places.count)
  }

  /// What the calculation takes for granted.
  var hypotheses: HTML {
    let project = appraisal.project
    var table = SheetTable(
      words(.hypotheses), [name(.hypothesis), name(.value)])
    table.row(name(.firstYear), [figures.year(project.firstYear, "/first_year")])
    table.row(name(.years), [figures.whole(project.years, "/years")])
    table.row(name(.rate), [figures.percent(project.discounting.rate, "/rate")])
    table.row(name(.timing), [name(project.discounting.timing == .start ? .timingStart : .timingEnd)])
    if project.discounting.lag > 0 { table.row(name(.lag), [figures.whole(project.discounting.lag, "/lag")]) }
    table.row(name(.carbonPrice), [price])
    guard let first = appraisal.prices.first else { return table.html }
    return table.html + PriceWords(figures: figures).source(first, "/prices/0")
  }

  /// The price, or the first and the last one.
  private var price: HTML {
    guard let first = appraisal.prices.first, let last = appraisal.prices.last else { return name(.noPrice) }
    let words = PriceWords(figures: figures)
    let end = "/prices/\(appraisal.prices.count - 1)"
    if appraisal.project.price?.isFlat ?? true {
      return figures.say(PricingSheetName.priceFlat, ["price": words.amount(first, "/prices/0")])
    }
    return figures.say(
      PricingSheetName.priceVaries,
      [
        "first": words.amount(first, "/prices/0"), "from": figures.year(first.year, "/prices/0/year"),
        "last": words.amount(last, end), "to": figures.year(last.year, end + "/year"),
      ])
  }

  /// At most so many flows, of all variants together.
  private static let flowLimit = 10

  /// What each variant costs and brings in its first year of operation.
  var flows: HTML {
    var table = SheetTable(name(.flows), [name(.variant), name(.firstYearAmount)])
    let all = appraisal.variants.enumerated().flatMap { place, flows in
      flows.variant.lines.indices.map { (place, $0) }
    }
    let cut = SheetCut(all.count, most: AppraisalParts.flowLimit)
    for (place, index) in all[cut.first] { flow(place, index, &table) }
    if cut.left > 0 { table.across(figures.more(cut.left)) }
    for (place, index) in all[cut.last] { flow(place, index, &table) }
    return table.html
  }

  private func flow(_ place: Int, _ index: Int, _ table: inout SheetTable) {
    let line = appraisal.variants[place].variant.lines[index]
    let pointer = "/variants/\(place)/lines/\(index)"
    let words: HTML = "\(variant(place)) · \(figures.text(line.label, pointer + "/label")) (\(name(line.kind.word)))"
    table.row(words, [figures.euros(line.amounts[1], pointer + "/first_year_eur")])
  }

  /// What the variant is worth more or less than the reference at the price of the calculation; nothing without a price.
  func atPrice(_ place: Int) -> HTML {
    guard appraisal.project.price != nil else { return .empty }
    let worth = appraisal.comparisons[place].npvWithCarbon
    var values = names(place)
    values["amount"] = figures.eurosApart(worth, "/comparisons/\(place)/npv_with_carbon_eur")
    return figures.say(worth < 0 ? PricingSheetWord.atPriceLess : .atPriceMore, values)
  }

  /// What years of works change to the tonnes avoided a year; nothing without such years.
  func lagEffect(_ place: Int) -> HTML {
    guard appraisal.project.discounting.lag > 0 else { return .empty }
    let tonnes = appraisal.comparisons[place].discountedAvoided
    let pointer = "/comparisons/\(place)/yearly_avoided"
    let words = figures.say(
      PricingSheetWord.lagEffect,
      [
        "with": figures.tonnes(tonnes / appraisal.annuity, pointer + "_t"),
        "without": figures.tonnes(tonnes / appraisal.annuityWithoutLag, pointer + "_without_lag_t"),
      ])
    return "<p class=\"small\">\(words)</p>"
  }
}

extension ProjectVariant.LineKind {
  /// Its name.
  fileprivate var word: PricingSheetName {
    switch self {
    case .opex: .kindOpex
    case .revenue: .kindRevenue
    case .savings: .kindSavings
    case .subsidy: .kindSubsidy
    case .residual: .kindResidual
    }
  }
}
