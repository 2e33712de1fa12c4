// What a purchase carries by rule 2 of the method, before there is a ledger line: offers to compare, changes to try.

import CarbonAccounting
import Quantities
import ReferenceData

/// Estimates contents as an account would: amount or quantity × public factor × (1 + prudence).
public struct PurchaseEstimate: Sendable {
  /// The prudence margin, 0.2 for 20 %.
  public let prudence: Rational
  private let reference: ReferenceLibrary
  /// The year whose euros amounts are in: the asked one, or the nearest that has a price index.
  private let year: Int

  /// Estimates for purchases made on a day.
  ///
  /// A day beyond the price index takes the index's last year: prices of a year not over yet are not published.
  public init(_ library: Library, on date: CalendarDate) throws(Refusal) {
    reference = library.reference
    do throws(Diagnostic) { prudence = try reference.parameters.value("prudence.margin", on: date) } catch {
      throw Refusal(error)
    }
    let years = reference.priceIndex.years
    year = min(max(date.year, years.first ?? date.year), years.last ?? date.year)
  }

  /// The content of an amount, excluding VAT, at a factor per euro; prudence included.
  ///
  /// - Throws: when the factor is not per euro, no index reaches its year, or the mass is beyond all limits.
  public func content(of amount: Money, at factor: EmissionFactor) throws(Refusal) -> CarbonMass {
    guard factor.unit == .euro else {
      throw Refusal(Diagnostic(.error, EstimateMessage.factorNotMonetary, ["factor": .localized(factor.name)]))
    }
    let ratio: Rational
    do throws(Diagnostic) { ratio = try reference.priceIndex.ratio(from: year, to: factor.year) } catch {
      throw Refusal(error)
    }
    return try prudent { () throws(QuantityError) in
      try amount.euros.times(ratio).times(factor.gramsPerUnit)
    }
  }

  /// The content of a quantity in the factor's own unit; prudence included.
  public func content(of quantity: Rational, at factor: EmissionFactor) throws(Refusal) -> CarbonMass {
    try prudent { () throws(QuantityError) in try quantity.times(factor.gramsPerUnit) }
  }

  private func prudent(_ grams: () throws(QuantityError) -> Rational) throws(Refusal) -> CarbonMass {
    do throws(QuantityError) { return try CarbonMass(rounding: try grams().times(Rational.one.plus(prudence))) } catch {
      throw Refusal(Diagnostic(.error, EstimateMessage.tooLarge))
    }
  }
}

/// Why a purchase cannot be estimated; texts with remedies in `Sources/Wording/Data/simulator.yaml`.
public enum EstimateMessage: String, MessageKey {
  case factorNotMonetary = "simulator.factor-not-monetary"
  case tooLarge = "simulator.too-large"
}
