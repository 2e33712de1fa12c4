// Where exact fractions and discounted, approximate numbers meet.

import Quantities

// Discounting takes powers and roots, which no exact fraction holds: flows, rates and net present values are `Double`
// (about sixteen digits, so less than a cent on a hundred billion euros). Whatever is accounting (carbon bills, margins,
// the fund) stays in whole cents and grams.
extension Rational {
  /// The nearest fraction with so many decimals, halves to even; nil for what is no number or does not fit.
  ///
  /// - Parameter places: 0 to 9.
  public init?(rounding value: Double, places: Int) {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * Double(scale)).rounded(.toNearestOrEven)
    guard scaled.isFinite, abs(scaled) < 1e27, let fraction = try? Rational(Int128(scaled), over: Int128(scale)) else {
      return nil
    }
    self = fraction
  }
}

extension MessageValue {
  /// A number shown with so many decimals.
  static func number(_ value: Double, places: Int) -> MessageValue {
    guard let rational = Rational(rounding: value, places: places) else { return .text("—") }
    return .decimal(rational, places: places)
  }
}
