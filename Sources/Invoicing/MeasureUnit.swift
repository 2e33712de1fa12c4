import Quantities

/// A unit of UN/ECE Recommendation 20 that counts something carbon is accounted by.
///
/// Only fixed ratios: joules stay apart, as they do not say whether gas is meant gross or net. A piece is H87 alone: `one` (C62) also
/// counts deliveries and lump sums.
struct MeasureUnit {
  /// Our unit.
  let unit: Unit
  /// How many of it one makes.
  let ratio: Rational

  /// The unit of a code; nil when carbon is not accounted by it.
  init?(code: String) {
    guard let known = MeasureUnit.known[code] else { return nil }
    self = known
  }

  private init(_ unit: Unit, _ numerator: Int128 = 1, over denominator: Int128 = 1) {
    self.unit = unit
    ratio = (try? Rational(numerator, over: denominator)) ?? .one
  }

  private static let known: [String: MeasureUnit] = [
    "WHR": MeasureUnit(.kilowattHour, over: 1000), "KWH": MeasureUnit(.kilowattHour),
    "MWH": MeasureUnit(.kilowattHour, 1000), "GWH": MeasureUnit(.kilowattHour, 1_000_000),
    "MLT": MeasureUnit(.litre, over: 1000), "CLT": MeasureUnit(.litre, over: 100),
    "DLT": MeasureUnit(.litre, over: 10), "LTR": MeasureUnit(.litre), "HLT": MeasureUnit(.litre, 100),
    "DMQ": MeasureUnit(.litre), "MTQ": MeasureUnit(.cubicMetre),
    "MGM": MeasureUnit(.kilogram, over: 1_000_000), "GRM": MeasureUnit(.kilogram, over: 1000),
    "KGM": MeasureUnit(.kilogram), "DTN": MeasureUnit(.kilogram, 100), "TNE": MeasureUnit(.tonne),
    "KTN": MeasureUnit(.tonne, 1000),
    "KMT": MeasureUnit(.kilometre), "MTK": MeasureUnit(Unit("m2")), "H87": MeasureUnit(Unit("piece")),
    "HUR": MeasureUnit(Unit("h")),
    "TKM": MeasureUnit(Unit("t.km")),
  ]
}
