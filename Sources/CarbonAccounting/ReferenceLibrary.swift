import ReferenceData

/// Everything carbon accounting looks up, pinned together: an account names the versions it was made with.
public struct ReferenceLibrary: Sendable {
  /// Emission factors, shipped and imported.
  public let factors: FactorCatalogue
  /// Default rules from accounts to purchase categories.
  public let classification: ClassificationTable
  /// Reference prices of energy and transport, by date.
  public let prices: ReferencePrices
  /// The price index by year.
  public let priceIndex: PriceIndex
  /// Dated parameters: the prudence margin, thresholds.
  public let parameters: Parameters

  /// A library.
  public init(
    factors: FactorCatalogue, classification: ClassificationTable, prices: ReferencePrices, priceIndex: PriceIndex,
    parameters: Parameters
  ) {
    self.factors = factors
    self.classification = classification
    self.prices = prices
    self.priceIndex = priceIndex
    self.parameters = parameters
  }
}
