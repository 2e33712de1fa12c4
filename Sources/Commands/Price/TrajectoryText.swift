import CarbonPricing
import Disclosure
import Quantities
import Wording

/// Published prices as a page of text.
struct TrajectoryText {
  let speaker: Speaker

  func text(_ comparison: TrajectoryComparison) -> String {
    var lines = [
      comparison.eurosOf.map { speaker.say(PricingWord.trajectoriesConverted, ["year": .text(String($0))]) }
        ?? speaker.say(PricingWord.trajectories)
    ]
    for published in comparison.published { lines += [""] + self.published(published) }
    if let policy = comparison.policy {
      lines += [
        "",
        speaker.say(
          PricingWord.policy,
          [
            "name": .text(policy.name), "kind": .text(speaker.say(policy.kind)),
            "perimeter": .text(policy.perimeter.rawValue),
          ]),
      ]
      for own in comparison.own {
        lines.append("  " + speaker.say(own.use.message))
        lines += row(own.prices)
      }
    }
    lines += observations(comparison) + companies(comparison) + speaker.cautions(comparison.warnings)
    return lines.joined(separator: "\n") + "\n"
  }

  private func published(_ published: TrajectoryComparison.Published) -> [String] {
    let trajectory = published.trajectory
    var lines = ["\(trajectory.id)  \(speaker.say(trajectory.name))", "  \(rule(trajectory)) \(money(trajectory))"]
    lines += row(published.prices)
    if let steps = published.prices.last?.steps, !steps.isEmpty {
      let words = steps.map { step -> String in
        switch step {
        case .exchange(let currency, let year, let perEuro):
          "\(currency) \(year) ÷ \(speaker.numbers.decimal(perEuro.decimalText(places: 4)))"
        case .prices(let from, let to, let ratio, _):
          "\(from) → \(to) × \(speaker.numbers.decimal(ratio.decimalText(places: 4)))"
        }
      }
      lines.append("  " + speaker.say(PricingWord.converted, ["steps": .text(words.joined(separator: ", "))]))
    }
    lines.append(("  " + speaker.say(trajectory.note)).wrapped())
    lines.append(
      "  [\([trajectory.citation.text, trajectory.citation.url].filter { !$0.isEmpty }.joined(separator: " — "))]")
    return lines
  }

  /// Years and prices side by side, as many as a screen is wide; every fifth year of a long run.
  private func row(_ prices: [PriceSchedule.YearPrice]) -> [String] {
    let isLong = prices.count > 12
    let ends = [prices.first?.year, prices.last?.year]
    let shown = prices.filter { !isLong || $0.year % 5 == 0 || ends.contains($0.year) }
    return stride(from: 0, to: shown.count, by: 11).flatMap { start -> [String] in
      let part = shown[start..<min(start + 11, shown.count)]
      let cells = part.map { price -> (String, String) in
        (
          String(price.year),
          speaker.numbers.decimal(price.price.decimalText(places: price.price.denominator == 1 ? 0 : 2))
        )
      }
      let widths = cells.map { max($0.0.count, $0.1.count) }
      func line(_ texts: [String]) -> String {
        "    " + zip(texts, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
      }
      return [line(cells.map(\.0)), line(cells.map(\.1))]
    }
  }

  private func rule(_ trajectory: PriceTrajectory) -> String {
    switch trajectory.interpolation {
    case .none: speaker.say(PricingWord.ruleNone)
    case .linear: speaker.say(PricingWord.ruleLinear)
    case .growth:
      speaker.say(
        PricingWord.ruleGrowth,
        ["rate": .share(trajectory.growth ?? .zero), "year": .text(String(trajectory.lastYear))])
    case .step: speaker.say(PricingWord.ruleStep)
    }
  }

  private func money(_ trajectory: PriceTrajectory) -> String {
    guard let year = trajectory.priceYear else {
      return speaker.say(PricingWord.priceYearCurrent, ["currency": .text(trajectory.currency)])
    }
    return speaker.say(
      PricingWord.priceYear, ["currency": .text(trajectory.currency), "year": .text(String(year))])
  }

  private func observations(_ comparison: TrajectoryComparison) -> [String] {
    guard !comparison.observations.isEmpty else { return [] }
    var table = Table(.left, .left, .right)
    for seen in comparison.observations {
      table.add(seen.trajectory, speaker.numbers.date(seen.date), speaker.pricePerTonne(seen.value.approximate, 0))
    }
    return ["", speaker.say(PricingWord.observations)] + table.lines()
  }

  private func companies(_ comparison: TrajectoryComparison) -> [String] {
    var table = Table(.left, .left, .left, .left, .right)
    for price in comparison.companies {
      table.add(
        price.company, price.year.map(String.init) ?? "", speaker.say(price.use.message), speaker.say(price.kind),
        "\(speaker.number(price.value.approximate)) \(price.currency)/t")
    }
    return ["", speaker.say(PricingWord.companies)] + table.lines() + ["  " + speaker.say(PricingWord.companiesNote)]
  }
}
