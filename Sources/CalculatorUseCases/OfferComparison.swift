// Offers for the same thing, side by side: price, content, and both together at an internal carbon price.

import Quantities
import ReferenceData
import UseCases

/// Offers compared, the best first.
public struct OfferComparison: Sendable {
  /// What somebody offers.
  public struct Offer: Sendable, Hashable {
    /// Who.
    public let name: String
    /// The price, excluding VAT.
    public let price: Money
    /// The content the supplier transmitted; nil where it is estimated.
    public let content: CarbonMass?

    /// An offer.
    public init(name: String, price: Money, content: CarbonMass?) {
      self.name = name
      self.price = price
      self.content = content
    }
  }

  /// An offer with what it amounts to.
  public struct Line: Sendable, Hashable {
    /// The offer.
    public let offer: Offer
    /// Its place in what was typed, from 0.
    public let position: Int
    /// The content: transmitted, or estimated with prudence.
    public let content: CarbonMass
    /// The part of the content that is the prudence margin; nil for what was transmitted.
    public let margin: CarbonMass?
    /// Carbon per euro.
    public let perEuro: CarbonIntensity
    /// The content at the internal price.
    public let carbonCost: Money
    /// Price and carbon cost.
    public let together: Money

    /// Whether the supplier transmitted the content.
    public var isTransmitted: Bool { margin == nil }
  }

  /// The offers by price and carbon together, then by content, then as typed.
  public let lines: [Line]
  /// The carbon price, in euros per tonne, from which another offer is the best; nil when none ever is, or one is both
  /// cheapest and lightest.
  public let turningPrice: Rational?

  /// The most offers compared at once.
  public static let limit = 6

  /// Compares offers.
  ///
  /// - Parameters:
  ///   - factor: what estimates the content of offers without one; nil where all have one.
  ///   - carbonPrice: in euros per tonne of CO2e, not negative.
  /// - Throws: `simulator.factor-unknown` when an offer needs a factor and there is none; `simulator.too-large`.
  public init(
    _ offers: [Offer], factor: EmissionFactor?, estimate: PurchaseEstimate, carbonPrice: Rational
  ) throws(Refusal) {
    var lines: [Line] = []
    for (position, offer) in offers.prefix(OfferComparison.limit).enumerated() {
      lines.append(try OfferComparison.line(offer, position, factor, estimate, carbonPrice))
    }
    self.lines = lines.sorted { ($0.together, $0.content, $0.position) < ($1.together, $1.content, $1.position) }
    turningPrice = OfferComparison.turningPrice(lines)
  }

  private static func line(
    _ offer: Offer, _ position: Int, _ factor: EmissionFactor?, _ estimate: PurchaseEstimate, _ carbonPrice: Rational
  ) throws(Refusal) -> Line {
    var margin: CarbonMass?
    let content: CarbonMass
    if let transmitted = offer.content {
      content = transmitted
    } else {
      guard let factor else {
        throw Refusal(Diagnostic(.error, SimulatorMessage.factorUnknown, ["what": .text(offer.name)]))
      }
      content = try estimate.content(of: offer.price, at: factor)
    }
    do throws(QuantityError) {
      if offer.content == nil {
        let share = try estimate.prudence.divided(by: Rational.one.plus(estimate.prudence))
        margin = try CarbonMass(rounding: content.rational.times(share))
      }
      let cost = try content.rational.divided(by: Rational(1_000_000)).times(carbonPrice).times(Rational(100))
      let carbonCost = Money(cents: try cost.rounded())
      return Line(
        offer: offer, position: position, content: content, margin: margin,
        perEuro: try CarbonIntensity(of: content, per: offer.price), carbonCost: carbonCost,
        together: try offer.price.plus(carbonCost))
    } catch {
      throw Refusal(Diagnostic(.error, EstimateMessage.tooLarge))
    }
  }

  /// Between the cheapest and the lightest: what is saved in carbon against what it costs more.
  private static func turningPrice(_ lines: [Line]) -> Rational? {
    guard let cheapest = lines.min(by: { ($0.offer.price, $0.content) < ($1.offer.price, $1.content) }) else {
      return nil
    }
    return lines.filter { $0.content < cheapest.content }.compactMap { line in
      let more = line.offer.price - cheapest.offer.price
      let saved = cheapest.content - line.content
      return try? Rational(more.cents).times(Rational(10_000)).divided(by: saved.rational)
    }.min()
  }
}
