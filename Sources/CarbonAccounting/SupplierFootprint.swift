// A supplier's product footprint in the account: what it says, and how much of the product was bought.

import Quantities
import ReferenceData

/// A product footprint that a supplier gave, cradle to gate (PACT). It is an estimate by the method it names, not a content
/// transmitted under a cumulative account: the prudence margin stands on it.
public struct SupplierFootprint: Sendable, Hashable {
  /// Its id, a UUID: every version has its own.
  public let id: String
  /// Who made it.
  public let company: String
  /// The product.
  public let product: String
  /// The day this version was made.
  public let version: CalendarDate
  /// Kilograms of CO2e of `declared`, not negative.
  public let kilograms: Rational
  /// The declared unit: so much of the product.
  public let declared: Quantity
  /// The days it may be used on, both included.
  public let validity: ClosedRange<CalendarDate>
  /// The days it describes, both included.
  public let period: ClosedRange<CalendarDate>
  /// The standards it names.
  public let method: String
  /// Who verified it and when; empty where it does not say that anybody did.
  public let verification: String
  /// The supplier took it back, or gives another in its place.
  public let isDeprecated: Bool

  /// A footprint.
  public init(
    id: String, company: String, product: String, version: CalendarDate, kilograms: Rational, declared: Quantity,
    validity: ClosedRange<CalendarDate>, period: ClosedRange<CalendarDate>, method: String, verification: String,
    isDeprecated: Bool
  ) {
    self.id = id
    self.company = company
    self.product = product
    self.version = version
    self.kilograms = kilograms
    self.declared = declared
    self.validity = validity
    self.period = period
    self.method = method
    self.verification = verification
    self.isDeprecated = isDeprecated
  }

  /// The source of its figure, as entries and sealed accounts name it.
  public static let source = "pact"

  /// The footprint as a factor, which entries name like any other.
  func factor() throws(QuantityError) -> EmissionFactor {
    let isOne = declared.value == .one
    let amount = isOne ? "" : (declared.value.exactText ?? declared.value.shortText) + " "
    let details = [
      product, company, version.iso, "\(period.lowerBound.iso)/\(period.upperBound.iso)", method, verification,
    ]
    return EmissionFactor(
      declared: "\(SupplierFootprint.source):\(id)", vintage: version.iso, name: product,
      value: kilograms, valueText: kilograms.exactText ?? kilograms.shortText,
      unitText: "kgCO2e/\(amount)\(declared.unit.symbol)", unit: declared.unit,
      gramsPerUnit: try kilograms.times(Rational(1000)).divided(by: declared.value), year: period.upperBound.year,
      source: SupplierFootprint.source,
      citation: Citation(text: details.filter { !$0.isEmpty }.joined(separator: ", "), reference: id))
  }
}

/// How much of a footprint's product was bought in the year while it might be used.
public struct FootprintPurchase: Sendable, Hashable {
  /// The footprint.
  public let footprint: SupplierFootprint
  /// Which ledger lines paid for the product; it names the supplier.
  public let match: LineMatch
  /// How much.
  public let quantity: Quantity
  /// Where it was read: `factures 2024`.
  public let evidence: String

  /// A purchase.
  public init(footprint: SupplierFootprint, match: LineMatch, quantity: Quantity, evidence: String) {
    self.footprint = footprint
    self.match = match
    self.quantity = quantity
    self.evidence = evidence
  }
}
