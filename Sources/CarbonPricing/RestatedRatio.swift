// The ratios lenders look at, before and after carbon is paid.

import Quantities

/// A ratio of the balance sheet, restated on each perimeter.
public struct RestatedRatio: Sendable, Hashable {
  /// Which ratio.
  public enum Kind: String, MessageKey {
    /// Net debt / EBE: years of surplus that repay the debt.
    case leverage = "pricing.ratio-leverage"
    /// Equity / balance-sheet total: what the firm owns itself.
    case solvency = "pricing.ratio-solvency"
    /// Net debt / equity.
    case gearing = "pricing.ratio-gearing"

    /// The name in JSON: `leverage`.
    public var id: String { String(rawValue.dropFirst("pricing.ratio-".count)) }
  }

  /// The ratio once carbon is paid.
  public struct Restated: Sendable, Hashable {
    /// The perimeter whose bill was taken off.
    public let perimeter: Perimeter
    /// The ratio; nil where it means nothing (an EBE or equity that is nil or negative).
    public let value: Rational?
    /// Whether it stays on the right side of the threshold; nil where there is none or the ratio means nothing.
    public let isAcceptable: Bool?
  }

  /// Which ratio.
  public let kind: Kind
  /// Before carbon; nil where it means nothing.
  public let before: Rational?
  /// After, the narrowest perimeter first.
  public let after: [Restated]
  /// At most, for leverage; at least, for solvency; nil for gearing.
  public let threshold: Rational?

  /// The ratios whose figures are known.
  static func all(
    _ figures: MarginFigures, _ price: Rational, _ library: PriceLibrary
  ) throws(Refusal) -> [RestatedRatio] {
    var bills: [(Perimeter, Money)] = []
    for perimeter in figures.emissions.perimeters {
      guard let emissions = figures.emissions[perimeter] else { continue }
      bills.append((perimeter, try CarbonBill.amount(emissions, at: price)))
    }
    var ratios: [RestatedRatio] = []
    for kind in Kind.allCases {
      guard let terms = kind.terms(figures) else { continue }
      let threshold = try kind.threshold.map { id throws(Refusal) in try library.threshold(id, year: figures.year) }
      let after = bills.map { perimeter, bill in
        let value = kind.value(terms, less: bill)
        return Restated(
          perimeter: perimeter, value: value,
          isAcceptable: value.flatMap { value in
            threshold.map { kind == .leverage ? value <= $0 : value >= $0 }
          })
      }
      ratios.append(
        RestatedRatio(kind: kind, before: kind.value(terms, less: .zero), after: after, threshold: threshold))
    }
    return ratios
  }
}

extension RestatedRatio.Kind {
  /// What stands above and below the line; nil where not known.
  fileprivate func terms(_ figures: MarginFigures) -> (above: Money, below: Money)? {
    let balance = figures.balance
    let terms: (Money?, Money?) =
      switch self {
      case .leverage: (balance.netDebt, figures.indicators[.grossOperatingSurplus])
      case .solvency: (balance.equity, balance.total)
      case .gearing: (balance.netDebt, balance.equity)
      }
    guard let above = terms.0, let below = terms.1 else { return nil }
    return (above, below)
  }

  /// The bill lowers the surplus, the equity and, with it, the total; it is not yet paid, so that net debt stays.
  fileprivate func value(_ terms: (above: Money, below: Money), less bill: Money) -> Rational? {
    let above = self == .solvency ? terms.above - bill : terms.above
    let below = terms.below - bill
    guard below > .zero else { return nil }
    return try? above.euros.divided(by: below.euros)
  }

  fileprivate var threshold: String? {
    switch self {
    case .leverage: "leverage.most"
    case .solvency: "solvency.least"
    case .gearing: nil
    }
  }
}
