// What a footprint reads in a sealed account.

import CanonicalJSON
import CarbonAccounting
import Quantities

/// The figures of a sealed account that a footprint is made from.
struct SealedFigures {
  let activity: String
  let naf: String
  let kind: Activity.Kind
  let year: FiscalYear
  let closedOn: CalendarDate
  /// Grams per unit.
  let factor: CarbonIntensity
  /// `EUR`, or the symbol of a unit.
  let unit: String
  let evidence: EvidenceGrams
  /// The ids of the publications its factors come from, each once.
  let sources: [String]
  let departures: Int
  private let direct: Int64

  /// Throws `footprints.not-ours` for what is no sealed account of this program.
  init(_ account: JSONValue) throws(Refusal) {
    guard let activity = account["activity"]?["id"]?.text, let naf = account["activity"]?["naf"]?.text,
      let kind = account["activity"]?["kind"]?.text.flatMap(Activity.Kind.init(rawValue:)),
      let start = account["fiscal_year"]?["start"]?.text.flatMap({ CalendarDate($0) }),
      let end = account["fiscal_year"]?["end"]?.text.flatMap({ CalendarDate($0) }),
      let year = FiscalYear(start: start, end: end),
      let closedOn = account["closed_on"]?.text.flatMap({ CalendarDate($0) }),
      let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }),
      let unit = account["factor_unit"]?.text
    else { throw Refusal(.notOurs) }
    self.activity = activity
    self.naf = naf
    self.kind = kind
    self.year = year
    self.closedOn = closedOn
    self.factor = factor
    self.unit = unit
    evidence = EvidenceGrams(account["evidence_g"] ?? .null)
    sources = Set((account["factors"]?.elements ?? []).compactMap { $0["source"]?.text }).sorted()
    departures = account["departures"]?.elements?.count ?? 0
    direct = account["direct_g"]?.integer ?? 0
  }

  /// Whether the factor is that of something sold: a euro of trade margin or of a public service's cost is not.
  var isProduct: Bool { unit == "EUR" ? kind == .production : kind != .resale }

  /// Without any statement of direct emissions, nothing was captured.
  var knowsNoCapture: Bool { direct == 0 && evidence[.statement] == 0 }

  /// kgCO2e per declared unit, exact: the declared unit is always one unit of the account (a tonne: a thousand kilograms).
  func content() throws(QuantityError) -> String {
    let kilograms = try factor.rational.divided(by: Rational(1000))
    return kilograms.decimalText(places: 6).withoutTrailingZeros
  }
}

/// Grams of carbon by the evidence behind them.
struct EvidenceGrams {
  private let grams: [EvidenceQuality: Int64]

  init(_ json: JSONValue) {
    grams = Dictionary(
      uniqueKeysWithValues: EvidenceQuality.allCases.map { ($0, json[$0.rawValue]?.integer ?? 0) })
  }

  subscript(quality: EvidenceQuality) -> Int64 { grams[quality] ?? 0 }

  /// What weighs: captures count by their size.
  private func weight(_ quality: EvidenceQuality) -> Rational {
    (try? Rational(Int128(self[quality].magnitude), over: 1)) ?? .zero
  }

  private var total: Rational { EvidenceQuality.allCases.map(weight).reduce(.zero) { (try? $0.plus($1)) ?? $0 } }

  /// Percent of carbon from primary data, with one decimal; nil without carbon.
  func primaryShare(_ primary: Set<EvidenceQuality>) -> String? {
    let part = EvidenceQuality.allCases.filter(primary.contains).map(weight)
      .reduce(Rational.zero) { (try? $0.plus($1)) ?? $0 }
    guard let share = try? part.times(Rational(100)).divided(by: total) else { return nil }
    return share.decimalText(places: 1).withoutTrailingZeros
  }

  /// The ratings weighed by carbon, with one decimal; nil without carbon.
  func quality(_ rules: FootprintRules) -> CarbonFootprint.DataQuality? {
    guard let technological = rating(rules.ratings[.technological] ?? [:]),
      let geographical = rating(rules.ratings[.geographical] ?? [:]),
      let temporal = rating(rules.ratings[.temporal] ?? [:])
    else { return nil }
    return CarbonFootprint.DataQuality(
      technological: technological, geographical: geographical, temporal: temporal)
  }

  private func rating(_ ratings: [EvidenceQuality: Rational]) -> String? {
    var sum = Rational.zero
    for (quality, rating) in ratings {
      guard let next = try? sum.plus(weight(quality).times(rating)) else { return nil }
      sum = next
    }
    return (try? sum.divided(by: total))?.decimalText(places: 1)
  }
}

extension String {
  /// A decimal without the zeros that say nothing: `0.3296`, `12`.
  var withoutTrailingZeros: String {
    guard contains(".") else { return self }
    let kept = String(reversed().drop { $0 == "0" }.reversed())
    return kept.hasSuffix(".") ? String(kept.dropLast()) : kept
  }
}
