/// Carbon per euro (or per physical unit) as it is printed on invoices: thousandths of a gram, so three decimals.
///
/// A closing factor F = P / R is rounded once, half to even, to three decimals of gCO2e/EUR, and only that rounded
/// value multiplies invoices: whoever holds the invoice can redo the product.
public struct CarbonIntensity: Sendable, Hashable, Comparable {
  /// Thousandths of a gram of CO2 equivalent per euro excluding VAT, or per unit of product.
  public let milligrams: Int64

  /// Zero.
  public static let zero = CarbonIntensity(milligrams: 0)

  /// `milligrams` thousandths of gCO2e per euro or unit.
  public init(milligrams: Int64) { self.milligrams = milligrams }

  /// Reads gCO2e per euro or unit such as `512.4`; nil when not a number or more than three decimals.
  public init?(grams text: String) {
    guard let value = Rational(decimal: text), let scaled = try? value.times(Rational(1000)), scaled.denominator == 1,
      let milligrams = Int64(exactly: scaled.numerator)
    else { return nil }
    self.milligrams = milligrams
  }

  /// `carbon / amount`, rounded half to even to three decimals. Throws when the amount is nil.
  public init(of carbon: CarbonMass, per amount: Money) throws(QuantityError) {
    try self.init(of: carbon, per: amount.euros)
  }

  /// `carbon / quantity`, rounded half to even to three decimals. Throws when the quantity is nil.
  public init(of carbon: CarbonMass, per quantity: Rational) throws(QuantityError) {
    milligrams = try Rational(carbon.grams).times(Rational(1000)).divided(by: quantity).rounded()
  }

  /// The exact number of grams per euro or unit.
  public var rational: Rational { (try? Rational(Int128(milligrams), over: 1000)) ?? .zero }

  /// Grams with a point and three decimals: `512.400`.
  public var gramsText: String { DecimalText.write(Int128(milligrams), places: 3) }

  /// The content of an amount: amount x intensity, rounded once to the gram.
  public func content(of amount: Money) throws(QuantityError) -> CarbonMass {
    try content(of: amount.euros)
  }

  /// The content of a quantity: quantity x intensity, rounded once to the gram.
  public func content(of quantity: Rational) throws(QuantityError) -> CarbonMass {
    try CarbonMass(rounding: quantity.times(rational))
  }

  public static func < (a: CarbonIntensity, b: CarbonIntensity) -> Bool { a.milligrams < b.milligrams }
}
