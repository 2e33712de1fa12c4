// One activity's account: its figures, where its carbon comes from, how sure it is, and the years to come.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

struct AccountSection {
  let account: StoredBooks.Account
  let year: StoredYear
  let visit: FirmVisit
  /// Whether there are several accounts, so that each says its name.
  let isNamed: Bool

  private static let shown = 10

  var html: HTML {
    let name: HTML = isNamed ? "<h2>\(account.label) <span class=\"tag\">\(account.naf)</span></h2>" : .empty
    return """
      \(name)<div class="figures">\(figures)</div>
      \(hotspots)\(suppliers)\(evidence)\(projection)
      """
  }

  /// What the factor multiplies, in words.
  var unit: String {
    if account.factorUnit != "EUR" {
      return visit.say(AccountMessage.perUnit, ["unit": .localized(Unit(account.factorUnit).label)])
    }
    return switch account.kind {
    case .production: visit.say(AccountMessage.perEuro)
    case .resale: visit.say(AccountMessage.perMargin)
    case .publicService: visit.say(AccountMessage.perCost)
    }
  }

  private func explaining(_ figure: String) -> LinkPath {
    visit.path(year, "/explain", ["figure": figure, "activity": account.id])
  }

  private var figures: [HTML] {
    let numbers = visit.numbers
    let base: AccountMessage =
      switch account.kind {
      case .production: .revenue
      case .resale: .margin
      case .publicService: .cost
      }
    var figures = [
      Piece.figure(
        numbers.carbon(account.production), visit.say(AccountMessage.production), opens: explaining("production"),
        detail: visit.say(AccountMessage.productionDetail, ["carbon": .carbon(account.uncertainty)])),
      Piece.figure(
        "\(numbers.decimal(account.closingFactor.gramsText)) g", visit.say(AccountMessage.factor),
        opens: explaining("factor"), detail: unit),
      Piece.figure(numbers.wholeEuros(account.revenue), visit.say(base), opens: explaining("revenue")),
    ]
    if let balance = account.balance {
      figures.append(
        Piece.figure(
          numbers.carbon(balance), visit.say(AccountMessage.balance), opens: explaining("balance"),
          detail: visit.say(account.mode == .first && balance == .zero ? AccountMessage.balanceFirst : .balanceNext)))
    }
    return figures
  }

  private func share(_ part: CarbonMass) -> HTML {
    let share = (try? part.rational.divided(by: account.inputs.rational)) ?? .zero
    return "<span class=\"share\">\(Meter(part, of: account.inputs).html) \(visit.numbers.percent(share))</span>"
  }

  private var hotspots: HTML {
    let sorted = account.categories.sorted { ($1.carbon, $0.id) < ($0.carbon, $1.id) }
    let top = sorted.prefix(5).map {
      StripChart.Part("\(visit.categoryName($0.id)) · \(visit.numbers.carbon($0.carbon))", Double($0.carbon.grams))
    }
    let rest = sorted.dropFirst(5).map(\.carbon).total()
    let others =
      rest > .zero
      ? [StripChart.Part("\(visit.say(AccountMessage.others)) · \(visit.numbers.carbon(rest))", Double(rest.grams))]
      : []
    var table = DataTable(visit.say(AccountMessage.hotspotsLead), columns(AccountMessage.category))
    for line in sorted {
      table.add([
        "<a href=\"\(explaining(line.id))\">\(visit.categoryName(line.id))</a>", "\(visit.numbers.carbon(line.carbon))",
        share(line.carbon),
        "\(visit.numbers.wholeEuros(line.amount))",
      ])
    }
    if let opening = account.opening {
      table.add([
        "<a href=\"\(explaining("opening"))\">\(visit.say(AccountMessage.opening))</a>",
        "\(visit.numbers.carbon(opening))", "", "",
      ])
    }
    table.add(
      ["\(visit.say(AccountMessage.total))", "\(visit.numbers.carbon(account.production))", "", ""], class: "total")
    let title = visit.say(AccountMessage.hotspots)
    return Piece.section(title, "\(StripChart(title, top + others).html)\(table.html)")
  }

  private func columns(_ first: AccountMessage) -> [DataTable.Column] {
    [
      .text(visit.say(first)), .number(visit.say(AccountMessage.carbon)), .text(visit.say(AccountMessage.share)),
      .number(visit.say(AccountMessage.spend)),
    ]
  }

  private var suppliers: HTML {
    guard !account.suppliers.isEmpty else { return .empty }
    var table = DataTable(visit.say(AccountMessage.suppliers), columns(AccountMessage.supplier))
    for line in account.suppliers.prefix(AccountSection.shown) {
      table.add([
        "<a href=\"\(explaining(line.id))\">\(line.name.isEmpty ? line.id : line.name)</a>",
        "\(visit.numbers.carbon(line.carbon))", share(line.carbon), "\(visit.numbers.wholeEuros(line.amount))",
      ])
    }
    let rest = account.suppliers.dropFirst(AccountSection.shown)
    if !rest.isEmpty {
      table.add([
        "\(visit.say(AccountMessage.othersCount, ["count": .integer(rest.count)]))",
        "\(visit.numbers.carbon(rest.map(\.carbon).total()))", share(rest.map(\.carbon).total()),
        "\(visit.numbers.wholeEuros(rest.map(\.amount).total()))",
      ])
    }
    return Piece.section(visit.say(AccountMessage.suppliers), table.html)
  }

  private var evidence: HTML {
    let names: [(EvidenceQuality, AccountMessage)] = [
      (.supplier, .evidenceSupplier), (.physical, .evidencePhysical), (.monetary, .evidenceMonetary),
      (.statement, .evidenceStatement),
    ]
    let parts = names.compactMap { quality, name -> StripChart.Part? in
      guard let carbon = account.evidence[quality], carbon > .zero else { return nil }
      let share = (try? carbon.rational.divided(by: account.inputs.rational)) ?? .zero
      return StripChart.Part("\(visit.say(name)) · \(visit.numbers.percent(share))", Double(carbon.grams))
    }
    let title = visit.say(AccountMessage.evidence)
    return Piece.section(
      title, "\(Piece.text(visit.say(AccountMessage.evidenceLead)))\(StripChart(title, parts).html)")
  }

  /// Shown when the balance is not nil: what each choice of factor does in the years to come.
  private var projection: HTML {
    guard account.factorUnit == "EUR", let balance = account.balance, balance != .zero,
      let closing = project(balance, .closing), let emptying = project(balance, .emptying)
    else { return .empty }
    let marks = closing.map { visit.say(AccountMessage.projectionYear, ["number": .integer($0.number)]) }
    let lead = visit.say(
      AccountMessage.projectionLead,
      [
        "closing": .intensity(account.closingFactor, per: account.factorUnit),
        "emptying": .intensity(account.emptyingFactor, per: account.factorUnit),
      ])
    let names = (visit.say(AccountMessage.projectionClosing), visit.say(AccountMessage.projectionEmptying))
    let title = visit.say(AccountMessage.projection)
    let chart = LineChart(
      title, lead, marks: marks,
      [
        .init(names.0, closing.map { Double($0.balance.grams) }),
        .init(names.1, emptying.map { Double($0.balance.grams) }),
      ])
    var table = DataTable(title, [.text(""), .number(names.0), .number(names.1)])
    for (mark, pair) in zip(marks, zip(closing, emptying)) {
      table.add(["\(mark)", "\(visit.numbers.carbon(pair.0.balance))", "\(visit.numbers.carbon(pair.1.balance))"])
    }
    return Piece.section(
      title,
      """
      \(Piece.text(lead))\(chart.html)
      <details><summary>\(visit.say(WebsiteMessage.tableBehind))</summary>\(table.html)</details>
      """)
  }

  private func project(_ balance: CarbonMass, _ policy: CarryOverProjection.Policy) -> [CarryOverProjection.Year]? {
    try? CarryOverProjection.years(
      6, after: account.production, balance: balance, inputs: account.expected.inputs,
      revenue: account.expected.revenue, policy: policy)
  }
}
