// A decision read as a careful person would: do its figures agree with one another?

import Quantities

struct AppraisalReview {
  let project: CarbonProject
  let variants: [VariantFlows]
  let comparisons: [VariantComparison]
  /// How far stated emissions and those of the fuel may be apart, as a ratio.
  let plausibleRatio: Rational

  func warnings() -> [Diagnostic] {
    project.variants.flatMap { emissions($0) + horizon($0) } + rates() + comparisons.flatMap(saving)
  }

  /// Emissions stated for a year against those of the fuel said to be burnt in it: the first year they do not agree.
  private func emissions(_ variant: ProjectVariant) -> [Diagnostic] {
    for year in 1...project.years {
      let burnt = variant.lines.reduce(0) { $0 + ($1.isDue(in: year) ? $1.fuel?.tonnes ?? 0 : 0) }
      let stated = variant.emissions[year]
      guard burnt > 0 else { continue }
      if stated == 0 { return [unstated(variant, burnt, year)] }
      let ratio = max(stated / burnt, burnt / stated)
      guard stated > 0, ratio >= plausibleRatio.approximate else { continue }
      return contradicted(variant, stated, burnt, ratio, year)
    }
    return []
  }

  private func unstated(_ variant: ProjectVariant, _ burnt: Double, _ year: Int) -> Diagnostic {
    Diagnostic(
      .warning, PricingCaution.emissionsUnstated,
      ["variant": .text(variant.name), "computed": .number(burnt, places: 1), "year": .integer(year)],
      field: variant.name)
  }

  private func contradicted(
    _ variant: ProjectVariant, _ stated: Double, _ burnt: Double, _ ratio: Double, _ year: Int
  ) -> [Diagnostic] {
    [
      Diagnostic(
        .warning, PricingCaution.emissionsContradicted,
        [
          "variant": .text(variant.name), "stated": .number(stated, places: 1), "computed": .number(burnt, places: 1),
          "ratio": .number(ratio, places: 0), "year": .integer(year),
        ], field: variant.name)
    ]
  }

  private func horizon(_ variant: ProjectVariant) -> [Diagnostic] {
    guard let life = variant.life, life != project.years else { return [] }
    let isShort = project.years < life
    if isShort, variant.lines.contains(where: { $0.kind == .residual }) { return [] }
    let key: PricingCaution = isShort ? .horizonShort : .horizonLong
    let values: [String: MessageValue] = [
      "variant": .text(variant.name), "life": .integer(life), "years": .integer(project.years),
    ]
    return [Diagnostic(.warning, key, values, field: variant.name)]
  }

  private func rates() -> [Diagnostic] {
    let named =
      variants.flatMap { [($0.variant.name, $0.internalRate), ($0.variant.name, $0.economicRate)] }
      + comparisons.flatMap { comparison in
        let name = "\(comparison.variant) / \(comparison.reference)"
        return [(name, comparison.internalRate), (name, comparison.economicRate)]
      }
    var said: Set<String> = []
    return named.compactMap { name, rate in
      guard rate.isAmbiguous, said.insert(name).inserted else { return nil }
      let (low, high) = (rate.all.first ?? 0, rate.all.last ?? 0)
      return Diagnostic(
        .warning, PricingCaution.rateNotUnique,
        [
          "what": .text(name), "count": .integer(rate.all.count),
          "low": .share(Rational(rounding: low, places: 6) ?? .zero),
          "high": .share(Rational(rounding: high, places: 6) ?? .zero),
        ], field: name)
    }
  }

  private func saving(_ comparison: VariantComparison) -> [Diagnostic] {
    guard let price = comparison.implicitPrice else {
      return [
        Diagnostic(
          .warning, PricingCaution.nothingSaved, ["variant": .text(comparison.variant)], field: comparison.variant)
      ]
    }
    guard price <= 0 else { return [] }
    return [
      Diagnostic(.note, PricingCaution.paysAlone, ["variant": .text(comparison.variant)], field: comparison.variant)
    ]
  }
}
