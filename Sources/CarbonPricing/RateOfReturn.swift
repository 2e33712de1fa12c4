// The rate at which a chronicle of flows is worth nothing today. It may not exist, and there may be several.

/// The rates of return of flows at times 0, 1, 2…
public struct RateOfReturn: Sendable, Hashable {
  /// Every rate between -99 % and 10 000 % a year at which the net present value is nil, in order.
  public let all: [Double]
  /// How many times the flows change sign: with one, there is one rate at most (Descartes).
  public let signChanges: Int

  /// The rate nearest to zero; nil when there is none.
  public var value: Double? { all.min { abs($0) < abs($1) } }
  /// Whether there are several, so that none means much.
  public var isAmbiguous: Bool { all.count > 1 }

  /// Searches the rates of flows in euros.
  public init(_ flows: [Double]) {
    let signs = flows.filter { $0 != 0 }.map { $0 > 0 }
    signChanges = zip(signs, signs.dropFirst()).count { $0 != $1 }
    all = signChanges == 0 ? [] : RateOfReturn.roots(flows)
  }

  private static let (lowest, highest) = (0.01, 101.0)

  /// Walks 1 + rate along a geometric grid and closes in wherever the value changes sign.
  private static func roots(_ flows: [Double]) -> [Double] {
    var ratio = highest / lowest
    for _ in 0..<12 { ratio = ratio.squareRoot() }  // The 4 096th root: as many steps from end to end.
    var roots: [Double] = []
    var growth = lowest
    var value = worth(flows, growth)
    var lastValue = value
    while growth < highest {
      let next = growth * ratio
      let nextValue = worth(flows, next)
      if let touched = touch(flows, growth / ratio, next, lastValue, value, nextValue) { roots.append(touched - 1) }
      lastValue = value
      if value == 0 {
        roots.append(growth - 1)
      } else if (value < 0) != (nextValue < 0), nextValue != 0 {
        roots.append(bisect(flows, growth, next, value) - 1)
      }
      (growth, value) = (next, nextValue)
    }
    return roots
  }

  private static func bisect(_ flows: [Double], _ low: Double, _ high: Double, _ lowValue: Double) -> Double {
    var (low, high) = (low, high)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      let value = worth(flows, middle)
      if value == 0 { return middle }
      if (value < 0) == (lowValue < 0) { low = middle } else { high = middle }
    }
  }

  /// Where the value comes down to nil and turns back without changing sign; nil where it does not.
  private static func touch(
    _ flows: [Double], _ low: Double, _ high: Double, _ before: Double, _ here: Double, _ after: Double
  ) -> Double? {
    guard here != 0, (before < 0) == (here < 0), (here < 0) == (after < 0), abs(here) < abs(before),
      abs(here) <= abs(after)
    else { return nil }
    var (low, high) = (low, high)
    for _ in 0..<200 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      if abs(worth(flows, left)) < abs(worth(flows, right)) { high = right } else { low = left }
    }
    let growth = (low + high) / 2
    return abs(worth(flows, growth)) <= 1e-12 * worth(flows.map { abs($0) }, growth) ? growth : nil
  }

  /// A number of the sign of the net present value when a euro grows `growth` times a year: the value today above 1,
  /// the value at the end below, so that neither leaves what numbers hold.
  private static func worth(_ flows: [Double], _ growth: Double) -> Double {
    if growth >= 1 { return flows.reversed().reduce(0) { $0 / growth + $1 } }
    return flows.reduce(0) { $0 * growth + $1 }
  }
}
