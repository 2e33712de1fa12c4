// The plots of the decarbonated margin: perimeter by perimeter, and from one year to the next.

import CarbonPricing
import Markup
import Quantities
import Wording

/// Words of these plots; texts in Wording/Data/margin-charts.yaml.
public enum MarginChartMessage: String, MessageKey {
  /// Values: `year`.
  case perimetersTitle = "margin-chart.perimeters-title"
  /// Values: `price`.
  case perimetersAbout = "margin-chart.perimeters-about"
  case before = "margin-chart.before"
  case afterScope1 = "margin-chart.after-scope-1"
  case afterScopes2 = "margin-chart.after-scopes-1-2"
  case afterScopes3 = "margin-chart.after-scopes-1-2-3"
  /// Values: `from`, `to`.
  case yearsTitle = "margin-chart.years-title"
  case yearsAbout = "margin-chart.years-about"
  /// Values: `year`.
  case yearBefore = "margin-chart.year-before"
  /// Values: `year`.
  case yearAfter = "margin-chart.year-after"
  case valueAdded = "margin-chart.value-added"
  case surplus = "margin-chart.surplus"
  case operating = "margin-chart.operating"
  case net = "margin-chart.net"
}

/// Draws decarbonated margins.
public struct MarginCharts: Sendable {
  private let speaker: Speaker

  /// Draws in the words of `speaker`.
  public init(_ speaker: Speaker) { self.speaker = speaker }

  private func say(_ key: MarginChartMessage, _ values: [String: MessageValue] = [:]) -> String {
    speaker.say(key, values)
  }

  private var euros: PlotAxis {
    let numbers = speaker.numbers
    return PlotAxis("€") { numbers.decimal((Rational(rounding: $0, places: 0) ?? .zero).decimalText(places: 0)) }
  }

  /// What is left of each result of a year, perimeter by perimeter.
  public func perimeters(_ year: DecarbonatedMargin) -> ColumnPlot {
    let perimeters = year.figures.emissions.perimeters
    let groups = MarginIndicator.allCases.compactMap { indicator -> ColumnPlot.Group? in
      guard let amount = year.figures.indicators[indicator] else { return nil }
      return ColumnPlot.Group(
        name(indicator),
        [amount.euros.approximate] + perimeters.map { year[indicator, $0]?.margin.euros.approximate })
    }
    return ColumnPlot(
      say(.perimetersTitle, ["year": .text(String(year.figures.year))]),
      say(.perimetersAbout, ["price": .text(speaker.pricePerTonne(year.price.price.approximate))]), axis: euros,
      legend: [say(.before)] + perimeters.map { say($0.paid) }, groups)
  }

  /// Each result before and after carbon, in the last two years, on the widest perimeter known in both; nil for one year.
  public func years(_ report: MarginReport) -> ColumnPlot? {
    guard report.years.count > 1 else { return nil }
    let (old, new) = (report.years[report.years.count - 2], report.years[report.years.count - 1])
    let perimeter = Perimeter.allCases.last {
      old.figures.emissions[$0] != nil && new.figures.emissions[$0] != nil
    }
    guard let perimeter else { return nil }
    let groups = MarginIndicator.allCases.compactMap { indicator -> ColumnPlot.Group? in
      guard let before = old[indicator, perimeter], let after = new[indicator, perimeter] else { return nil }
      return ColumnPlot.Group(
        name(indicator), [before.amount, before.margin, after.amount, after.margin].map(\.euros.approximate))
    }
    let names: [String: MessageValue] = [
      "from": .text(String(old.figures.year)), "to": .text(String(new.figures.year)),
    ]
    let legend = [old, new].flatMap { year -> [String] in
      let value: [String: MessageValue] = ["year": .text(String(year.figures.year))]
      return [say(.yearBefore, value), say(.yearAfter, value)]
    }
    return ColumnPlot(say(.yearsTitle, names), say(.yearsAbout), axis: euros, legend: legend, groups)
  }

  /// A name that stands under a column.
  private func name(_ indicator: MarginIndicator) -> String {
    switch indicator {
    case .valueAdded: say(.valueAdded)
    case .grossOperatingSurplus: say(.surplus)
    case .operatingResult: say(.operating)
    case .netResult: say(.net)
    }
  }
}

extension Perimeter {
  /// What is paid.
  fileprivate var paid: MarginChartMessage {
    switch self {
    case .scope1: .afterScope1
    case .scopes1And2: .afterScopes2
    case .scopes1To3: .afterScopes3
    }
  }
}
