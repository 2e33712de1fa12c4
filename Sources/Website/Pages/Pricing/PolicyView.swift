// The firm's own price on a page: by use, beside a published one, and the account of its fund.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

struct PolicyView {
  let file: PolicyFile
  let visit: FirmVisit

  /// How far ahead prices are shown, and every how many years.
  private static let (ahead, step) = (25, 5)

  private var speaker: Speaker { visit.speaker }

  private func say(_ key: AppraisalMessage, _ values: [String: MessageValue] = [:]) -> String { visit.say(key, values) }

  var html: HTML {
    let policy = file.policy
    let terms = Piece.terms([
      (say(.policyKind), "\(say(kind(policy.kind)))"),
      (say(.policyPerimeter), "\(say(.policyScopes, ["perimeter": .text(policy.perimeter.rawValue)]))"),
    ])
    return "\(terms)\(prices)\(fund)"
  }

  private func kind(_ kind: PricePolicy.Kind) -> AppraisalMessage {
    switch kind {
    case .shadow: .policyShadow
    case .fee: .policyFee
    case .supplierScoring: .policyScoring
    }
  }

  private var prices: HTML {
    let now = visit.now.day.year
    let years = stride(from: now, through: now + PolicyView.ahead, by: PolicyView.step).map { $0 }
    var table = DataTable(say(.policyPrices), [.text(say(.policyUse))] + years.map { .number("\($0)") })
    for use in PriceUse.allCases {
      guard let schedule = file.policy.prices[use] else { continue }
      let cells = years.map { year -> HTML in
        let price = try? schedule.price(in: year).price.approximate
        return "\(price.map { speaker.pricePerTonne($0, $0 == $0.rounded() ? 0 : 2) } ?? "—")"
      }
      table.add(["\(visit.say(use.message))"] + cells)
    }
    let ids = [visit.library.prices.trajectories.first?.id].compactMap(\.self)
    let comparison = try? TrajectoryComparison(
      ids, years: now...(now + PolicyView.ahead), eurosOf: nil, policy: file.policy, visit.library.prices)
    let drawing = comparison.map { visit.plot(PricingCharts(speaker).trajectories($0).svg) } ?? .empty
    return drawing + visit.wide(table)
  }

  private var fund: HTML {
    guard let fund = file.fund else { return .empty }
    var table = DataTable(
      say(.fundMovements),
      [
        .text(say(.fundYear)), .text(say(.fundLabel)), .text(say(.fundFee)), .number(say(.fundAmount)),
        .number(say(.fundBalance)),
      ])
    for movement in fund.movements {
      let fee = movement.fee.map { fee in
        say(
          .fundFeeText,
          ["emissions": .carbon(fee.emissions), "price": .text(speaker.pricePerTonne(fee.price.approximate))])
      }
      table.add([
        "\(movement.year)", "\(movement.label)", "\(fee ?? "—")", "\(visit.numbers.euros(movement.amount))",
        "\(visit.numbers.euros(movement.balance))",
      ])
    }
    let totals = say(
      .fundTotals,
      ["collected": .money(fund.collected), "spent": .money(fund.spent), "balance": .money(fund.balance)])
    return Piece.section(say(.fund), "\(Piece.text(totals))\(table.html)")
  }
}
