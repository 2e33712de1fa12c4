// Reading pricing files with the same care for mistakes as firm.yaml.

import CarbonPricing
import Quantities
import WrittenFiles
import Yams

extension YAMLField {
  /// Reports a mistake that only pricing files can have.
  func refuse(_ key: PriceFileRefusal, _ values: [String: MessageValue] = [:]) {
    refuse(because: key, values)
  }

  /// A value of the member `key` read by `read`; nil when absent or wrong, which is reported.
  func priced<Value>(
    _ key: String, _ problem: PriceFileRefusal, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    guard let field = member(key), let text = text(key) else { return nil }
    do throws(WrittenValue.Fault) { return try read(text) } catch {
      if case .form = error { field.refuse(problem, ["value": .text(text)]) }
      let message = error.message(text, WrittenMessage.notNumber)
      if error != .form { field.refuse(because: message.key, message.values) }
      return nil
    }
  }

  /// The same, which must be there.
  func requiredPriced<Value>(
    _ key: String, _ problem: PriceFileRefusal, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    required(key) == nil ? nil : priced(key, problem, read)
  }

  /// One value, or a list of them by year; nil when absent or wrong, which is reported.
  func oneOrMany<Value>(
    _ key: String, _ problem: WrittenMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> (values: [Value], isList: Bool)? {
    guard let field = member(key) else { return nil }
    guard field.node.sequence != nil else { return value(key, problem, read).map { ([$0], false) } }
    let elements = list(key)
    let values = elements.compactMap { $0.ownValue(problem, read) }
    return values.count == elements.count ? (values, true) : nil
  }

  /// A carbon price: `256`, `{follows: quinet-2025, euros_of: 2025}` or `{2025: 100, 2030: 200}`; nil when absent or
  /// wrong, which is reported.
  func priceSchedule(_ key: String, _ library: PriceLibrary) -> PriceSchedule? {
    guard let field = member(key) else { return nil }
    guard field.node.mapping != nil else {
      return priced(key, .notPrice, WrittenValue.carbonPrice).map { PriceSchedule(flat: $0) }
    }
    if field.member("follows") != nil { return field.followed(library) }
    var points: [Int: Rational] = [:]
    for (name, value) in map(key) {
      guard let year = try? WrittenValue.year(name) else {
        value.refuse(.notYear, ["value": .text(name)])
        continue
      }
      points[year] = field.priced(name, .notPrice, WrittenValue.carbonPrice)
    }
    guard !points.isEmpty else {
      field.refuse(.listEmpty, ["key": .text(key)])
      return nil
    }
    return PriceSchedule(points: points)
  }

  private func followed(_ library: PriceLibrary) -> PriceSchedule? {
    expect("follows", "euros_of", "price_of")
    let eurosOf = priced("euros_of", .notYear, WrittenValue.year)
    let priceOf = priced("price_of", .notYear, WrittenValue.year)
    guard let id = required("follows") else { return nil }
    do {
      return try PriceSchedule(
        following: library.trajectory(id), eurosOf: eurosOf, heldAt: priceOf, conversion: library.conversion)
    } catch {
      refuse(error)
      return nil
    }
  }
}
