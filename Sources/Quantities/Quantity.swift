/// A physical quantity with its unit: 10 196 kWh, 568.38 L, 616 km.
public struct Quantity: Sendable, Hashable {
  /// The exact value.
  public let value: Rational
  /// What is counted.
  public let unit: Unit

  /// `value` of `unit`.
  public init(_ value: Rational, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// The same quantity in another unit of the same dimension (1 t = 1 000 kg); nil when there is no fixed ratio.
  public func converted(to other: Unit) -> Quantity? {
    if unit == other { return self }
    guard let from = unit.definition, let to = other.definition, from.base == to.base,
      let ratio = try? from.ratio.divided(by: to.ratio), let value = try? value.times(ratio)
    else { return nil }
    return Quantity(value, other)
  }

  /// The sum of two quantities in this one's unit; nil when the units do not convert.
  public func plus(_ other: Quantity) -> Quantity? {
    guard let converted = other.converted(to: unit), let sum = try? value.plus(converted.value) else { return nil }
    return Quantity(sum, unit)
  }
}
