// The plots of carbon prices, in the words of the reader.

import CarbonPricing
import Foundation
import Markup
import Quantities
import Wording

/// Draws results of carbon pricing.
public struct PricingCharts: Sendable {
  private let speaker: Speaker

  /// Draws in the words of `speaker`.
  public init(_ speaker: Speaker) { self.speaker = speaker }

  private func say(_ key: PricingChartMessage, _ values: [String: MessageValue] = [:]) -> String {
    speaker.say(key, values)
  }

  private var years: PlotAxis { PlotAxis(say(.year)) { String(Int($0.rounded())) } }

  /// Numbers with as many decimals as they need, two at most.
  private func axis(_ label: String) -> PlotAxis {
    let numbers = speaker.numbers
    return PlotAxis(label) { value in
      let places = value == value.rounded() ? 0 : 2
      return numbers.decimal((Rational(rounding: value, places: places) ?? .zero).decimalText(places: places))
    }
  }

  /// Published trajectories and the firm's own prices.
  ///
  /// Prices in other money that were not converted are left out: they would not be comparable.
  public func trajectories(_ comparison: TrajectoryComparison) -> Plot {
    let own = comparison.own.map { path in
      Plot.Line(
        say(
          .own, ["policy": .text(comparison.policy?.name ?? ""), "use": .message(Message(path.use.message))]),
        path.prices.map { (Double($0.year), $0.price.approximate) })
    }
    let published = comparison.published.filter { comparison.eurosOf != nil || $0.trajectory.currency == "EUR" }.map {
      path in
      Plot.Line(
        speaker.say(path.trajectory.name), path.prices.map { (Double($0.year), $0.price.approximate) },
        isDotted: path.trajectory.interpolation == .none)
    }
    let label = comparison.eurosOf.map { say(.priceOf, ["year": .text(String($0))]) } ?? say(.price)
    return Plot(
      say(.trajectoriesTitle), say(.trajectoriesAbout), x: years, y: axis(label), own + published, isYears: true)
  }

  /// What each variant is worth more than the reference as the carbon price goes up.
  public func threshold(_ threshold: PriceThreshold, _ appraisal: ProjectAppraisal) -> Plot {
    let prices = appraisal.comparisons.compactMap(\.implicitPrice).filter { $0 > 0 }
    let used = appraisal.prices.map(\.price.approximate).max() ?? 0
    let most = max((prices.max() ?? 0) * 2, used * 1.25, 100)
    let reference = threshold.lines[0]
    let lines = threshold.lines.dropFirst().map { line in
      Plot.Line(line.variant, [0, most].map { ($0, line.worth(at: $0) - reference.worth(at: $0)) })
    }
    let mark = prices.min().map { price in
      (value: price, label: speaker.pricePerTonne(price))
    }
    return Plot(
      say(.thresholdTitle), say(.thresholdAbout), x: axis(say(.price)),
      y: axis(say(.worth, ["reference": .text(reference.variant)])), lines, xMark: mark)
  }

  /// How much the advantage of a variant depends on each hypothesis.
  public func tornado(_ result: SensitivityAnalysis.Result, base: Double, swing: Double) -> BarPlot {
    BarPlot(
      say(.tornadoTitle, ["variant": .text(result.variant)]),
      say(.tornadoAbout, ["swing": .share(Rational(rounding: swing, places: 3) ?? .zero)]),
      axis: axis(say(.advantage)), base: base, legend: (say(.swungDown), say(.swungUp)),
      result.tornado.map { bar in
        BarPlot.Bar(
          speaker.say(bar.hypothesis), low: (bar.low.npvWithCarbon, value(bar.hypothesis, bar.low.value)),
          high: (bar.high.npvWithCarbon, value(bar.hypothesis, bar.high.value)))
      })
  }

  /// The value of a hypothesis: a price, a rate, years, or a share of what it was.
  public func value(_ hypothesis: Hypothesis, _ value: Double) -> String {
    switch hypothesis {
    case .price: speaker.pricePerTonne(value)
    case .years: speaker.numbers.integer(Int64(value))
    case .rate, .investment, .costs, .gains, .emissions:
      speaker.numbers.percent(Rational(rounding: value, places: 4) ?? .zero)
    }
  }

  /// Actions, the cheapest tonne first.
  public func abatement(_ curve: AbatementCurve) -> StepPlot {
    StepPlot(
      say(.abatementTitle), say(.abatementAbout), x: axis(say(.tonnes)), y: axis(say(.costPerTonne)),
      level: curve.price.map {
        ($0.approximate, say(.ownPrice, ["price": .text(speaker.pricePerTonne($0.approximate))]))
      },
      curve.steps.map { StepPlot.Block($0.action.name, width: $0.action.tonnes, height: $0.costPerTonne) })
  }

  /// What is left of each indicator of the last year as the carbon price goes up, on the widest perimeter known.
  public func margin(_ report: MarginReport) -> Plot? {
    guard let year = report.years.last, let perimeter = year.figures.emissions.perimeters.last else { return nil }
    let most = year.price.price.approximate * 2
    let lines = MarginIndicator.allCases.compactMap { indicator -> Plot.Line? in
      guard let line = year[indicator, perimeter] else { return nil }
      let (amount, tonnes) = (line.amount.euros.approximate, Double(line.emissions.grams) / 1_000_000)
      return Plot.Line(
        say(
          .marginLine, ["indicator": .message(Message(indicator)), "year": .text(String(year.figures.year))]),
        [(0, amount), (most, amount - tonnes * most)])
    }
    let mark = (
      value: year.price.price.approximate,
      label: say(.ownPrice, ["price": .text(speaker.pricePerTonne(year.price.price.approximate))])
    )
    return Plot(
      say(.marginTitle, ["name": .text(report.name)]), say(.marginAbout), x: axis(say(.price)),
      y: axis(say(.amount)), lines, xMark: mark)
  }
}
