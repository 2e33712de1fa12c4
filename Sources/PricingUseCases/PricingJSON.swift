// How pricing results are written as JSON: decimals as strings, euros and tonnes named in the keys.

import CanonicalJSON
import CarbonAccounting
import CarbonPricing
import Foundation
import Quantities

extension JSONValue {
  /// An approximate number with all the digits it has, without a power of ten where it can do without; null for nil.
  static func approximate(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .string(value == 0 ? "0" : "\(value)")
  }

  /// An exact fraction with nine decimals at most, without idle zeros; null for nil.
  static func fraction(_ value: Rational?) -> JSONValue {
    guard let value else { return .null }
    var text = value.decimalText(places: 9)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return .string(text)
  }

  static func optional(_ amount: Money?) -> JSONValue { amount.map { .string($0.decimalText) } ?? .null }

  static func localized(_ text: LocalizedText) -> JSONValue { ["fr": .string(text.fr), "en": .string(text.en)] }

  static func cautions(_ found: [Diagnostic]) -> JSONValue {
    .array(
      found.map { diagnostic in
        [
          "severity": .string(diagnostic.severity.rawValue), "message": AccountDocument.message(diagnostic.message),
        ]
      })
  }

  /// The value a JSON pointer (RFC 6901) leads to; nil when it leads nowhere.
  func at(_ pointer: String) -> JSONValue? {
    pointer.split(separator: "/").reduce(Optional(self)) { value, token in
      let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
      if let elements = value?.elements {
        guard let place = Int(name), elements.indices.contains(place) else { return nil }
        return elements[place]
      }
      return value?[name]
    }
  }
}

extension PriceSchedule {
  /// Where the price comes from.
  var json: JSONValue {
    switch basis {
    case .flat(let price): ["kind": "flat", "price_eur_t": .fraction(price)]
    case .points(let points):
      [
        "kind": "points",
        "prices_eur_t": .object(
          Dictionary(points.map { (String($0.key), JSONValue.fraction($0.value)) }) { first, _ in first }),
      ]
    case .follows(let trajectory, let eurosOf):
      [
        "kind": "follows", "trajectory": .string(trajectory.id),
        "euros_of": eurosOf.map { .integer(Int64($0)) } ?? .null,
        "price_of": heldAt.map { .integer(Int64($0)) } ?? .null,
      ]
    }
  }
}

extension PriceTrajectory.Origin {
  /// `published`, `interpolated` or `extended`.
  var json: JSONValue {
    switch self {
    case .published: "published"
    case .interpolated: "interpolated"
    case .extended: "extended"
    }
  }
}

extension PriceConversion.Step {
  var json: JSONValue {
    switch self {
    case .exchange(let currency, let year, let perEuro):
      [
        "kind": "exchange", "currency": .string(currency), "year": .integer(Int64(year)),
        "per_euro": .fraction(perEuro),
      ]
    case .prices(let from, let to, let ratio, let series):
      [
        "kind": "prices", "from": .integer(Int64(from)), "to": .integer(Int64(to)), "ratio": .fraction(ratio),
        "series": .string(series),
      ]
    }
  }
}

extension PriceSchedule.YearPrice {
  var json: JSONValue {
    [
      "year": .integer(Int64(year)), "price_of": .integer(Int64(priceOf)), "price_eur_t": .fraction(price),
      "origin": origin?.json ?? "own",
      "steps": .array(steps.map(\.json)),
    ]
  }
}
