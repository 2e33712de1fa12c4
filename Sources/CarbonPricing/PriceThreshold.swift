// Which variant is best at which carbon price: net present values are straight lines of the price.

import Quantities

/// The net present value of every variant as the carbon price, the same every year, goes up.
public struct PriceThreshold: Sendable, Hashable {
  /// A variant's line: worth = `intercept - slope x price`.
  public struct Line: Sendable, Hashable {
    /// The variant.
    public let variant: String
    /// Euros without a carbon price, other pollutants counted.
    public let intercept: Double
    /// Discounted tonnes of CO2e.
    public let slope: Double

    /// Euros at a price per tonne.
    public func worth(at price: Double) -> Double { intercept - slope * price }
  }

  /// Prices between which a variant is the best.
  public struct Span: Sendable, Hashable {
    /// The variant.
    public let variant: String
    /// From this price, in euros per tonne.
    public let from: Double
    /// Up to this one; nil for all above.
    public let to: Double?
  }

  /// Every variant's line, in the order given.
  public let lines: [Line]
  /// Which is the best at which price, from nought up.
  public let spans: [Span]

  /// Works it out from an appraisal.
  public init(_ appraisal: ProjectAppraisal) {
    lines = appraisal.variants.map {
      Line(variant: $0.variant.name, intercept: $0.npv - $0.pollution, slope: $0.discountedEmissions)
    }
    spans = PriceThreshold.spans(lines)
  }

  /// Walks up the price, each time to the next line that overtakes the best one.
  private static func spans(_ lines: [Line]) -> [Span] {
    var spans: [Span] = []
    var price = 0.0
    // At a tie the line that falls least is the one that goes on; then the first given.
    var best = lines.enumerated().min { a, b in
      (-a.element.intercept, a.element.slope, a.offset) < (-b.element.intercept, b.element.slope, b.offset)
    }?.element
    while let current = best {
      let next = lines.compactMap { line -> (Line, Double)? in
        guard line.slope < current.slope else { return nil }
        let crossing = (current.intercept - line.intercept) / (current.slope - line.slope)
        return (line, max(crossing, price))
      }.min { ($0.1, $0.0.slope) < ($1.1, $1.0.slope) }
      spans.append(Span(variant: current.variant, from: price, to: next?.1))
      price = next?.1 ?? price
      best = next?.0
    }
    return spans.filter { $0.to.map { to in to > 0 } ?? true }
  }
}
