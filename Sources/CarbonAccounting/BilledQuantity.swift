import Quantities

extension Quantity {
  /// The quantity in the unit of a factor, read as bills write it.
  ///
  /// Gas bills say kWh without the calorific basis: such a quantity stands for the basis of the factor (gross, PCS, for
  /// the network's gas in France). Nil when the units do not convert.
  public func billed(in wanted: Unit) -> Quantity? {
    if let converted = converted(to: wanted) { return converted }
    guard wanted == .kilowattHourGross || wanted == .kilowattHourNet else { return nil }
    return converted(to: .kilowattHour).map { Quantity($0.value, wanted) }
  }
}
