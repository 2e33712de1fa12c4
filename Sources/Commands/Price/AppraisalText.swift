import CarbonPricing
import Disclosure
import PricingUseCases
import Quantities
import UseCases
import Wording

/// Applications 1 and 2 as pages of text.
struct AppraisalText {
  let speaker: Speaker

  private func say(_ key: PricingWord, _ values: [String: MessageValue] = [:]) -> String { speaker.say(key, values) }

  /// Application 1: from which price.
  func implicit(_ appraisal: ProjectAppraisal) -> String {
    var lines = heading(appraisal)
    for comparison in appraisal.comparisons { lines += [""] + costs(comparison, appraisal) }
    return (lines + speaker.cautions(appraisal.warnings)).joined(separator: "\n") + "\n"
  }

  /// Application 2: what it is worth.
  func npv(_ result: AppraiseProject.Result) -> String {
    let appraisal = result.appraisal
    var lines = heading(appraisal) + ["", say(.variants)] + variants(appraisal) + [""] + best(appraisal)
    for comparison in appraisal.comparisons { lines += [""] + worth(comparison, appraisal) }
    lines += ["", say(.bestAtPrice)] + spans(result.threshold)
    for sensitivity in result.sensitivity.results {
      lines += SensitivityText(speaker: speaker).lines(sensitivity, swing: result.sensitivity.swing)
    }
    return (lines + speaker.cautions(appraisal.warnings)).joined(separator: "\n") + "\n"
  }

  /// What is decided, at which rate, by which convention, at which price.
  private func heading(_ appraisal: ProjectAppraisal) -> [String] {
    let project = appraisal.project
    let discounting = project.discounting
    var lines = [
      say(
        .project,
        [
          "name": .text(project.name), "first": .text(String(project.firstYear)), "years": .integer(project.years),
          "rate": .text(speaker.rate(discounting.rate)),
        ]),
      "  " + say(discounting.timing == .start ? .timingStart : .timingEnd),
    ]
    if discounting.lag > 0 { lines.append("  " + say(.lag, ["years": .integer(discounting.lag)])) }
    if let first = appraisal.prices.first, let last = appraisal.prices.last {
      lines.append(
        "  "
          + (project.price?.isFlat ?? true
            ? say(.priceFlat, ["price": .text(speaker.pricePerTonne(first.price.approximate, places(first.price)))])
            : say(
              .priceVaries,
              [
                "first": .text(speaker.pricePerTonne(first.price.approximate)), "from": .text(String(first.year)),
                "last": .text(speaker.pricePerTonne(last.price.approximate)), "to": .text(String(last.year)),
              ])))
    }
    return lines
  }

  /// Two decimals, or three for a price that has them.
  private func places(_ price: Rational) -> Int { (try? price.times(Rational(100)))?.denominator == 1 ? 2 : 3 }

  private func costs(_ comparison: VariantComparison, _ appraisal: ProjectAppraisal) -> [String] {
    var table = Table(.left, .right)
    table.add(say(.extraInvestment), speaker.euros(comparison.extraInvestment))
    if let yearly = level(comparison.moments.map(\.extraCost)) {
      table.add(say(.yearlyExtraCost), speaker.euros(yearly))
    }
    table.add(say(.discountedExtraCost), speaker.euros(comparison.discountedExtraCost))
    table.add(say(.totalExtraCost), speaker.euros(comparison.totalExtraCost))
    avoided(comparison, appraisal, &table)
    if comparison.pollutionAvoided != 0 {
      table.add(say(.pollutionAvoided), speaker.euros(comparison.pollutionAvoided))
    }
    table.rule()
    prices(comparison, &table)
    if appraisal.project.price != nil {
      table.add(say(.avoidedValue), speaker.euros(comparison.avoidedValue))
      table.add(say(.netResult), speaker.euros(comparison.npvWithCarbon))
    }
    return [title(comparison)] + table.lines()
  }

  private func title(_ comparison: VariantComparison) -> String {
    say(.compared, ["variant": .text(comparison.variant), "reference": .text(comparison.reference)])
  }

  private func avoided(_ comparison: VariantComparison, _ appraisal: ProjectAppraisal, _ table: inout Table) {
    table.add(say(.avoided), speaker.tonnes(comparison.avoided))
    table.add(say(.discountedAvoided), speaker.tonnes(comparison.discountedAvoided))
    guard appraisal.project.discounting.lag > 0 else { return }
    table.add(
      say(
        .lagEffect,
        ["without": .text(speaker.tonnes(comparison.discountedAvoided / appraisal.annuityWithoutLag))]),
      speaker.tonnes(comparison.discountedAvoided / appraisal.annuity))
  }

  private func prices(_ comparison: VariantComparison, _ table: inout Table) {
    table.add(say(.implicitPrice), comparison.implicitPrice.map { speaker.pricePerTonne($0) } ?? "—")
    if let first = comparison.firstFavourablePrice, first > .zero {
      table.add(say(.firstFavourable), speaker.pricePerTonne(first.approximate, 3))
    }
    table.add(say(.abatementCost), comparison.abatementCost.map { speaker.pricePerTonne($0) } ?? "—")
  }

  /// The amount of every time that has one, when it is always the same.
  private func level(_ values: [Double]) -> Double? {
    let counted = values.filter { $0 != 0 }
    guard let first = counted.first, counted.count > 1 else { return nil }
    return counted.allSatisfy { abs($0 - first) < 0.005 } ? first : nil
  }

  private func variants(_ appraisal: ProjectAppraisal) -> [String] {
    var table = Table(.left, .right, .right, .right, .right, .right, .right, .right)
    table.add(
      "", say(.headInvestment), say(.headEmissions), say(.headNPV), say(.headCarbon), say(.headNPVWithCarbon),
      say(.headIRR), say(.headERR))
    for flows in appraisal.variants {
      table.add(
        flows.variant.name, speaker.number(flows.totalInvestment), speaker.number(flows.totalEmissions, 1),
        speaker.number(flows.npv), speaker.number(flows.carbonCost + flows.pollution),
        speaker.number(flows.npvWithCarbon), speaker.rate(flows.internalRate.value),
        speaker.rate(flows.economicRate.value))
    }
    return table.lines()
  }

  private func best(_ appraisal: ProjectAppraisal) -> [String] {
    let (plain, carbon) = (appraisal.bestWithoutCarbon.variant.name, appraisal.bestWithCarbon.variant.name)
    return [
      plain == carbon
        ? say(.bestBoth, ["variant": .text(plain)])
        : say(.best, ["plain": .text(plain), "carbon": .text(carbon)])
    ]
  }

  private func worth(_ comparison: VariantComparison, _ appraisal: ProjectAppraisal) -> [String] {
    var table = Table(.left, .right)
    table.add(say(.differenceNPV), speaker.euros(comparison.npv))
    table.add(say(.avoidedValue), speaker.euros(comparison.avoidedValue))
    if comparison.pollutionAvoided != 0 {
      table.add(say(.pollutionAvoided), speaker.euros(comparison.pollutionAvoided))
    }
    table.add(say(.differenceNPVWithCarbon), speaker.euros(comparison.npvWithCarbon))
    table.rule()
    table.add(say(.internalRate), speaker.rate(comparison.internalRate.value))
    table.add(say(.economicRate), speaker.rate(comparison.economicRate.value))
    table.add(say(.payback), payback(comparison.payback, comparison.discountedPayback))
    table.add(say(.paybackWithCarbon), payback(comparison.paybackWithCarbon, comparison.discountedPaybackWithCarbon))
    avoided(comparison, appraisal, &table)
    prices(comparison, &table)
    return [title(comparison)] + table.lines()
  }

  private func payback(_ years: Double?, _ discounted: Double?) -> String {
    guard let years else { return say(.never) }
    guard let discounted else { return say(.paybackOnce, ["years": .text(speaker.number(years, 1))]) }
    return say(
      .paybackYears,
      ["years": .text(speaker.number(years, 1)), "discounted": .text(speaker.number(discounted, 1))])
  }

  private func spans(_ threshold: PriceThreshold) -> [String] {
    threshold.spans.map { span in
      let from = speaker.pricePerTonne(span.from)
      let values: [String: MessageValue] = ["variant": .text(span.variant), "from": .text(from)]
      guard let to = span.to else { return "  " + say(.above, values) }
      return "  " + say(.between, values.merging(["to": .text(speaker.pricePerTonne(to))]) { old, _ in old })
    }
  }
}
