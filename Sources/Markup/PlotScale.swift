// Axes: round numbers along them, and where a value falls.

import Foundation

/// An axis of a plot.
public struct PlotAxis: Sendable {
  /// What it measures, with the unit.
  public let label: String
  /// How a number beside it is written.
  public let write: @Sendable (Double) -> String

  /// An axis.
  public init(_ label: String, write: @escaping @Sendable (Double) -> String) {
    self.label = label
    self.write = write
  }
}

/// Values from `low` to `high` along a stretch of the drawing, with round marks.
struct PlotScale {
  let low: Double
  let high: Double
  let start: Double
  let end: Double
  /// The round values marked.
  let marks: [Double]

  /// A scale that holds all `values`, its ends round.
  ///
  /// - Parameters:
  ///   - wanted: about how many marks.
  ///   - isTight: whether the ends are those of the values instead of round ones, for years.
  init(_ values: [Double], from start: Double, to end: Double, marks wanted: Int = 5, isTight: Bool = false) {
    let finite = values.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    let span = most > least ? most - least : max(abs(most), 1)
    let step = PlotScale.roundStep(span / Double(wanted))
    let (first, last) = ((least / step).rounded(.down), ((least + span) / step).rounded(.up))
    low = isTight ? least : first * step
    high = isTight ? least + span : last * step
    self.start = start
    self.end = end
    let (lowest, highest) = (low - step * 1e-9, high + step * 1e-9)
    marks = stride(from: first, through: last, by: 1).map { $0 * step }.filter { $0 >= lowest && $0 <= highest }
  }

  /// 1, 2 or 5 times a power of ten.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    let digit = step / power
    return (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1) * power
  }

  /// Where a value falls.
  func at(_ value: Double) -> Double { start + (value - low) / (high - low) * (end - start) }
}
