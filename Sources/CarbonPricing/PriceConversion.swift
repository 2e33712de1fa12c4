// Prices in other money, or in the money of other years, brought to the euros of one year: each step shown.

import Quantities
import ReferenceData

/// Units of a currency for one euro, average of a year.
public struct ExchangeRates: Sendable {
  private let perEuro: [String: [Int: Rational]]

  /// Reads `exchange-rates.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    var perEuro: [String: [Int: Rational]] = [:]
    _ = try files.records("exchange-rates.csv", columns: ["currency", "year", "per_euro", "source", "status"]) {
      (record) throws(Diagnostic) in
      let rate = try record.decimal("per_euro")
      guard rate > .zero else {
        throw record.problem(
          .numberInvalid, "per_euro", ["column": "per_euro", "value": .text(record.text("per_euro"))])
      }
      perEuro[try record.required("currency"), default: [:]][try record.integer("year")] = rate
    }
    self.perEuro = perEuro
  }

  /// Units of `currency` for one euro in `year`.
  ///
  /// - Throws: `pricing.exchange-missing`.
  public func rate(_ currency: String, in year: Int) throws(Refusal) -> Rational {
    guard let rate = perEuro[currency]?[year] else {
      throw Refusal(
        Diagnostic(
          .error, PricingRefusal.exchangeMissing, ["currency": .text(currency), "year": .text(String(year))]))
    }
    return rate
  }
}

/// How a price becomes euros of a year: first the exchange rate of the year whose money it is, then French consumer
/// prices from that year to the one asked for.
public struct PriceConversion: Sendable {
  /// One step.
  public enum Step: Sendable, Hashable {
    /// Divided by the units of `currency` for one euro in `year`.
    case exchange(currency: String, year: Int, perEuro: Rational)
    /// Multiplied by the change of prices between two years.
    case prices(from: Int, to: Int, ratio: Rational, series: String)
  }

  /// A price in euros of a year.
  public struct Converted: Sendable, Hashable {
    /// Euros per tonne, rounded half to even to the cent where a step was needed.
    public let value: Rational
    /// What was done; empty where nothing had to be.
    public let steps: [Step]
  }

  let index: PriceIndex
  /// The years whose consumer prices are known, the oldest first: those money can be brought to.
  public var years: [Int] { index.years }
  let rates: ExchangeRates

  /// A price in euros of a year.
  ///
  /// - Parameters:
  ///   - value: per tonne, in `currency` of the year `priceYear`.
  ///   - eurosOf: the year whose euros are wanted.
  /// - Throws: `pricing.exchange-missing`, `reference.index-missing`.
  public func convert(
    _ value: Rational, _ currency: String, priceYear: Int, eurosOf: Int
  ) throws(Refusal) -> Converted {
    var steps: [Step] = []
    do {
      var result = value
      if currency != "EUR" {
        let rate = try rates.rate(currency, in: priceYear)
        result = try result.divided(by: rate)
        steps.append(.exchange(currency: currency, year: priceYear, perEuro: rate))
      }
      if priceYear != eurosOf {
        let ratio = try index.ratio(from: priceYear, to: eurosOf)
        result = try result.times(ratio)
        steps.append(.prices(from: priceYear, to: eurosOf, ratio: ratio, series: index.series))
      }
      guard !steps.isEmpty else { return Converted(value: value, steps: []) }
      let cents = try result.times(Rational(100)).rounded()
      return Converted(value: try Rational(Int128(cents), over: 100), steps: steps)
    } catch let refusal as Refusal {
      throw refusal
    } catch let diagnostic as Diagnostic {
      throw Refusal(diagnostic)
    } catch {
      throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
    }
  }
}
