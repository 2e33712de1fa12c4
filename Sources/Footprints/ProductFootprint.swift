// A product footprint as PACT 3.0 has it: what a sealed account lets a firm say, and nothing beyond.

import Quantities

/// The footprint of what one activity sells, from one sealed account.
public struct ProductFootprint: Sendable, Hashable {
  /// Whether it is what the firm still says.
  public enum Status: String, Sendable, CaseIterable {
    case active = "Active"
    case deprecated = "Deprecated"
  }

  /// UUID, the same for the same sealed account.
  public let id: String
  /// The version of the specification it follows.
  public let specification: String
  /// The footprints it replaces.
  public let preceding: [String]
  /// When it was first shown.
  public let created: Timestamp
  /// Whether it is what the firm still says.
  public let status: Status
  /// From when it may be used.
  public let validFrom: Timestamp
  /// Until when.
  public let validTo: Timestamp
  /// The firm's name.
  public let companyName: String
  /// The firm's URNs.
  public let companyIDs: [String]
  /// What the product is, in English.
  public let productDescription: String
  /// The product's URNs.
  public let productIDs: [String]
  /// The branches it belongs to, as URNs.
  public let classifications: [String]
  /// What the firm calls it.
  public let productName: String
  /// What a reader must know to use the figures.
  public let comment: String
  /// The figures.
  public let carbon: CarbonFootprint
}

/// The figures of a footprint. Decimals are strings: nothing is rounded on the way.
public struct CarbonFootprint: Sendable, Hashable {
  /// What they are per.
  public let unit: DeclaredUnit
  /// Whether a piece is one euro of sales excluding VAT.
  public let isPerEuro: Bool
  /// Kilograms that the declared unit weighs; `0` where mass is not relevant.
  public let mass: String
  /// The first moment of the year.
  public let periodStart: Timestamp
  /// The first moment after the year.
  public let periodEnd: Timestamp
  /// The country (ISO 3166-1 alpha-2), then the regions it lies in.
  public let geography: [String]
  /// What is inside.
  public let boundary: String
  /// kgCO2e per declared unit. Biogenic uptake is not counted: the figures with and without it are one.
  public let content: String
  /// kg of fossil carbon in the declared unit; `0` where mass is not relevant.
  public let fossilCarbon: String
  /// `AR5`…
  public let characterization: [String]
  /// The standards followed.
  public let standards: [String]
  /// How carbon was shared among what is sold.
  public let allocation: String
  /// Where the factors come from: names and versions.
  public let sources: [FactorSource]
  /// Percent of carbon from primary data; nil where there is none to share out.
  public let primaryShare: String?
  /// From 1 (best) to 5; nil where there is nothing to rate.
  public let quality: DataQuality?
  /// `false` where the account knows that no carbon was captured; nil where it does not know.
  public let includesCapture: Bool?

  /// A publication that factors come from.
  public struct FactorSource: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its edition.
    public let version: String

    /// A source.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// How well the data fit, weighed by carbon.
  public struct DataQuality: Sendable, Hashable {
    /// Technology.
    public let technological: String
    /// Place.
    public let geographical: String
    /// Time.
    public let temporal: String
  }
}
