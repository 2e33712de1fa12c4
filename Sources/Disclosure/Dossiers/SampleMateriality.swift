// How large an error matters, and how many entries must be looked at to find one.

import Quantities
import ReferenceData

/// The share of production carbon beyond which an error matters, and how sure the sample must be.
public struct Materiality: Sendable, Hashable {
  /// The share of P(n): an error beyond it would change what a reader does.
  public let share: Rational
  /// How sure: 0.95.
  public let confidence: Rational
  /// Upper limits of the number of errors, at that confidence, when 0, 1, 2 … are found: 2.9957, 4.7439 …
  public let errorLimits: [Rational]

  /// The materiality on a date, from `parameters.csv`.
  ///
  /// - Throws: a refusal when a parameter is missing or is not a figure.
  public init(_ parameters: Parameters, on date: CalendarDate) throws(Refusal) {
    do throws(Diagnostic) {
      share = try parameters.value("verification.materiality", on: date)
      confidence = try parameters.value("verification.confidence", on: date)
      let texts = try parameters.text("verification.error-limits", on: date).split(separator: " ")
      let limits = texts.compactMap { Rational(decimal: String($0)) }
      guard share > .zero, limits.count == texts.count, let first = limits.first, first > .zero,
        zip(limits, limits.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw Diagnostic(.error, DisclosureMessage.sampleParameters, file: "parameters.csv") }
      errorLimits = limits
    } catch { throw Refusal(error) }
  }

  /// The error that matters: the share of production carbon, by magnitude, rounded to the gram.
  public func threshold(of production: CarbonMass) throws(Refusal) -> CarbonMass {
    do {
      return try CarbonMass(rounding: Rational(Int128(production.grams.magnitude), over: 1).times(share))
    } catch { throw Refusal(Diagnostic(.error, DisclosureMessage.sampleEmpty)) }
  }

  /// How many entries to look at so that, when all are right, no error beyond `threshold` is left at the confidence asked:
  /// population × first limit / threshold, rounded up; `MonetaryUnitSample.limit` at most.
  ///
  /// - Parameters:
  ///   - population: Σ|g| of the entries.
  ///   - threshold: the error that matters.
  public func sampleSize(of population: CarbonMass, threshold: CarbonMass) throws(Refusal) -> Int {
    guard threshold > .zero, let first = errorLimits.first,
      let exact = try? first.times(population.magnitude.rational).divided(by: threshold.rational)
    else { throw Refusal(Diagnostic(.error, DisclosureMessage.sampleEmpty)) }
    let (whole, rest) = exact.numerator.quotientAndRemainder(dividingBy: exact.denominator)
    return Int(min(max(whole + (rest > 0 ? 1 : 0), 1), Int128(MonetaryUnitSample.limit)))
  }
}
