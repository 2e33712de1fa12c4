// What footprints say that no account does: read from a dated table with its sources, never written in code.

import CarbonAccounting
import DelimitedText
import Quantities

/// The rules of `Data/pact.csv`.
public struct FootprintRules: Sendable {
  /// The version of the PACT specification that footprints follow.
  public let specification: String
  /// Years after the end of the reference period during which a footprint may be used.
  public let validityYears: Int
  /// The IPCC reports whose warming potentials the factors use: `AR5`.
  public let characterization: [String]
  /// The standards that were followed.
  public let standards: [String]
  /// The evidence that counts as primary data.
  public let primary: Set<EvidenceQuality>
  /// The country of firms, ISO 3166-1 alpha-2, then the regions of the United Nations it lies in.
  public let geography: [String]
  /// How good each kind of evidence is, from 1 (best) to 5, by indicator.
  let ratings: [Indicator: [EvidenceQuality: Rational]]

  /// What is rated.
  enum Indicator: String, CaseIterable {
    case technological, geographical, temporal
  }

  /// Reads the table.
  ///
  /// - Throws: `footprints.rules-broken` with the row that is missing or wrong.
  public init(_ bytes: [UInt8]) throws(Refusal) {
    let table = try DelimitedReader.read(bytes, encoding: .utf8)
    try table.require(columns: ["id", "value", "source"])
    let values = Dictionary(table.rows.map { ($0["id"], $0["value"]) }) { first, _ in first }
    specification = try FootprintRules.text("specification.version", values)
    guard let years = Int(try FootprintRules.text("validity.years", values)), (1...10).contains(years) else {
      throw Refusal(.rulesBroken, ["row": "validity.years"])
    }
    validityYears = years
    characterization = try FootprintRules.words("characterization.factors", values)
    standards = try FootprintRules.words("standards", values)
    primary = Set(try FootprintRules.words("primary.evidence", values).compactMap(EvidenceQuality.init(rawValue:)))
    geography = try FootprintRules.text("geography", values).split(separator: "|").map(String.init)
    var ratings: [Indicator: [EvidenceQuality: Rational]] = [:]
    for indicator in Indicator.allCases { ratings[indicator] = try FootprintRules.ratings(indicator, values) }
    self.ratings = ratings
  }

  private static func text(_ id: String, _ values: [String: String]) throws(Refusal) -> String {
    guard let text = values[id], !text.isEmpty else { throw Refusal(.rulesBroken, ["row": .text(id)]) }
    return text
  }

  private static func words(_ id: String, _ values: [String: String]) throws(Refusal) -> [String] {
    try text(id, values).split(separator: " ").map(String.init)
  }

  private static func ratings(
    _ indicator: Indicator, _ values: [String: String]
  ) throws(Refusal) -> [EvidenceQuality: Rational] {
    let id = "rating.\(indicator.rawValue)"
    var ratings: [EvidenceQuality: Rational] = [:]
    for word in try words(id, values) {
      let parts = word.split(separator: "=")
      guard parts.count == 2, let quality = EvidenceQuality(rawValue: String(parts[0])),
        let rating = Rational(decimal: String(parts[1])), rating >= .one, rating <= Rational(5)
      else { throw Refusal(.rulesBroken, ["row": .text(id)]) }
      ratings[quality] = rating
    }
    guard ratings.count == EvidenceQuality.allCases.count else { throw Refusal(.rulesBroken, ["row": .text(id)]) }
    return ratings
  }
}
