// Published carbon prices, year by year, beside the firm's own: who says so, in which money, by which rule.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// Words of the page; texts in `trajectories.yaml`.
public enum TrajectoriesMessage: String, MessageKey {
  case title = "trajectories.title"
  case lead = "trajectories.lead"
  case money = "trajectories.money"
  case moneyPublished = "trajectories.money-published"
  case moneyOf = "trajectories.money-of"
  case button = "trajectories.button"
  case table = "trajectories.table"
  case columnName = "trajectories.column-name"
  case columnMoney = "trajectories.column-money"
  case currencyOf = "trajectories.currency-of"
  case currencyEach = "trajectories.currency-each"
  case own = "trajectories.own"
  case sources = "trajectories.sources"
  case observations = "trajectories.observations"
  case columnDate = "trajectories.column-date"
  case columnPrice = "trajectories.column-price"
  case companies = "trajectories.companies"
  case columnCompany = "trajectories.column-company"
  case columnYear = "trajectories.column-year"
  case columnUse = "trajectories.column-use"
  case noPolicy = "trajectories.no-policy"
}

struct TrajectoriesPage {
  private let visit: FirmVisit
  private let comparison: TrajectoryComparison

  private static let years = 2020...2050
  private static let shown = [2020, 2025, 2030, 2035, 2040, 2050]

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let library = visit.library.prices
    let eurosOf = Int(visit.query["euros"]).flatMap { library.conversion.years.contains($0) ? $0 : nil }
    let comparison = try TrajectoryComparison(
      [], years: years, eurosOf: eurosOf, policy: try visit.policy()?.policy, library)
    let page = TrajectoriesPage(visit: visit, comparison: comparison)
    return visit.pricePage(visit.say(TrajectoriesMessage.title), .trajectories, page.html)
  }

  private var speaker: Speaker { visit.speaker }

  private func say(_ key: TrajectoriesMessage, _ values: [String: MessageValue] = [:]) -> String {
    visit.say(key, values)
  }

  private var html: HTML {
    let own: HTML =
      comparison.policy == nil
      ? "<p><a href=\"\(visit.path("/price/scenarios"))\">\(say(.noPolicy))</a></p>" : .empty
    return """
      \(Piece.heading(say(.title), say(.lead)))\(own)\(form)\(visit.plot(PricingCharts(speaker).trajectories(comparison).svg))
      \(table)\(sources)\(visit.cautions(comparison.warnings))\(observations)\(companies)
      """
  }

  private var form: HTML {
    let options =
      [("", say(.moneyPublished))]
      + visit.library.prices.conversion.years.reversed().prefix(10).map {
        ("\($0)", say(.moneyOf, ["year": .text(String($0))]))
      }
    let list = Field.list("euros", say(.money), options, chosen: comparison.eurosOf.map(String.init) ?? "")
    return """
      <form method="get" action="\(visit.path("/price/trajectories"))"><div class="columns tight">\(list)\
      <p class="actions">\(Field.submit(say(.button), class: "quiet"))</p></div></form>
      """
  }

  private var table: HTML {
    var table = DataTable(
      say(.table),
      [.text(say(.columnName)), .text(say(.columnMoney))] + TrajectoriesPage.shown.map { .number("\($0)") })
    for published in comparison.published {
      table.add(
        ["\(speaker.say(published.trajectory.name))", "\(money(published.trajectory))"] + cells(published.prices))
    }
    for own in comparison.own {
      table.add(
        ["\(say(.own, ["use": .message(Message(own.use.message))]))", "EUR"] + cells(own.prices), class: "total")
    }
    return visit.wide(table)
  }

  private func cells(_ prices: [PriceSchedule.YearPrice]) -> [HTML] {
    TrajectoriesPage.shown.map { year in
      let price = prices.first { $0.year == year }?.price
      return "\(price.map { visit.numbers.decimal($0.decimalText(places: $0.denominator == 1 ? 0 : 2)) } ?? "—")"
    }
  }

  private func money(_ trajectory: PriceTrajectory) -> String {
    if let year = comparison.eurosOf { return say(.moneyOf, ["year": .text(String(year))]) }
    guard let year = trajectory.priceYear else {
      return say(.currencyEach, ["currency": .text(trajectory.currency)])
    }
    return say(.currencyOf, ["currency": .text(trajectory.currency), "year": .text(String(year))])
  }

  private var sources: HTML {
    let items = comparison.published.map { published -> HTML in
      let trajectory = published.trajectory
      return """
        <li><strong>\(speaker.say(trajectory.name))</strong>. \(speaker.say(trajectory.note)) \(visit.source(trajectory.citation))</li>
        """
    }
    return Piece.section(say(.sources), "<ul>\(items)</ul>")
  }

  private var observations: HTML {
    guard !comparison.observations.isEmpty else { return .empty }
    var table = DataTable(
      say(.observations), [.text(say(.columnName)), .text(say(.columnDate)), .number(say(.columnPrice))])
    for seen in comparison.observations {
      let name = comparison.published.first { $0.trajectory.id == seen.trajectory }.map {
        speaker.say($0.trajectory.name)
      }
      table.add([
        "\(name ?? seen.trajectory)", "\(visit.numbers.date(seen.date))",
        "\(speaker.pricePerTonne(seen.value.approximate, 0))",
      ])
    }
    return table.html
  }

  private var companies: HTML {
    var table = DataTable(
      say(.companies),
      [
        .text(say(.columnCompany)), .text(say(.columnYear)), .text(say(.columnUse)), .number(say(.columnPrice)),
      ])
    for price in comparison.companies {
      table.add([
        "\(price.company)", "\(price.year.map(String.init) ?? "—")", "\(visit.say(price.use.message))",
        "\(speaker.number(price.value.approximate)) \(price.currency)/t",
      ])
    }
    return table.html
  }
}
