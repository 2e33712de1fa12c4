import Quantities

/// Makes the account of each activity from the journal.
struct AccountMaker {
  let context: BookContext
  let contents: SupplierContents
  let journal: CarbonJournal

  /// The accounts, in the order of the activities.
  func accounts(opening: [String: OpeningAccount]) throws(Refusal) -> [ProductAccount] {
    try checkClaimed(opening)
    var accounts: [ProductAccount] = []
    for activity in context.settings.activities {
      if let opening = opening[activity.id] { try check(opening, of: activity) }
      do {
        accounts.append(try account(activity, opening[activity.id]))
      } catch {
        throw Refusal.wrapping(error)
      }
    }
    return accounts
  }

  /// A balance that no activity of this year takes over would be lost.
  private func checkClaimed(_ opening: [String: OpeningAccount]) throws(Refusal) {
    let ids = Set(context.settings.activities.map(\.id))
    let unclaimed = opening.values.filter { !ids.contains($0.activity) }.sorted { $0.activity < $1.activity }
    guard unclaimed.isEmpty || context.settings.isBudget else {
      throw Refusal(
        unclaimed.map {
          Diagnostic(
            .error, CarbonMessage.openingUnclaimed, ["activity": .text($0.activity), "balance": .carbon($0.balance)],
            field: "opening")
        })
    }
  }

  private func check(_ opening: OpeningAccount, of activity: Activity) throws(Refusal) {
    guard !context.settings.isBudget else { return }
    func refuse(_ key: CarbonMessage, _ values: [String: MessageValue]) throws(Refusal) -> Never {
      throw Refusal(Diagnostic(.error, key, values, field: "opening"))
    }
    if let siren = opening.siren, let own = context.settings.siren, siren != own {
      try refuse(.openingSIREN, ["siren": .text(siren), "own": .text(own)])
    }
    if !context.year.follows(opening.year.end) {
      try refuse(.openingGap, ["end": .date(opening.year.end), "start": .date(context.year.start)])
    }
    if opening.kind != activity.kind.rawValue {
      try refuse(
        .openingKind,
        ["activity": .text(activity.id), "kind": .text(opening.kind), "wanted": .text(activity.kind.rawValue)])
    }
    let unit = activity.output?.quantity.unit.symbol ?? "EUR"
    if opening.factorUnit != unit {
      try refuse(.openingUnit, ["unit": .text(opening.factorUnit), "wanted": .text(unit)])
    }
  }

  private func account(_ activity: Activity, _ opening: OpeningAccount?) throws -> ProductAccount {
    let entries = journal.entries(of: activity)
    let sales = context.revenue.sales[activity.id] ?? []
    let resale =
      activity.kind == .resale
      ? try ResaleMargin(goods: context.lines.goodsResold, sales: sales.map(\.amount).total(), contents: contents) : nil
    let revenue = try self.revenue(of: activity, sales, resale)
    let carried = context.settings.isBudget ? nil : opening?.balance
    let production = entries.map(\.carbon).total() + (carried ?? .zero)
    let schedule = schedule(of: activity, opening)
    let isUntransmitted = isUntransmitted(opening, schedule)
    let mode: ProductAccount.Mode =
      context.settings.isBudget ? .budget : opening == nil || isUntransmitted ? .first : .closed
    let deemed = isUntransmitted ? production : nil
    let basis = mode == .budget ? [] : try salesBasis(activity, deemed, schedule, sales, revenue)
    let total = basis.map(\.carbon).total()
    let (transmitted, lapsed) = try resale?.split(total) ?? (total, .zero)
    let expectation = context.settings.expectations[activity.id]
    return ProductAccount(
      activity: activity, year: context.year, mode: mode, entries: entries, opening: carried,
      openingFactor: carried == nil ? nil : opening?.factor,
      openingClosedOn: carried == nil ? nil : opening?.closedOn, siren: context.settings.siren, revenue: revenue,
      sales: transmitted, salesBasis: basis, lapsed: lapsed, passedThrough: resale?.passedThrough ?? .zero,
      expected: (
        inputs: expectation?.inputs ?? entries.map(\.carbon).total(), revenue: expectation?.revenue ?? revenue
      ), upstream: context.settings.showsSuppliers ? ProductAccount.Upstream.all(entries) : nil)
  }

  /// R(n): revenue; the trade margin for resale; the cost for a public service.
  private func revenue(of activity: Activity, _ sales: [Revenue.Sale], _ resale: ResaleMargin?) throws(Refusal) -> Money
  {
    let values: [String: MessageValue] = ["activity": .text(activity.label)]
    if let resale {
      guard resale.margin > .zero else { throw Refusal(Diagnostic(.error, CarbonMessage.marginNil, values)) }
      return resale.margin
    }
    let revenue = activity.kind == .publicService ? try cost(of: activity) : sales.map(\.amount).total()
    guard revenue > .zero else { throw Refusal(Diagnostic(.error, CarbonMessage.revenueNil, values)) }
    return revenue
  }

  /// The cost of a public service: all its class 6, wages and allowances included.
  private func cost(of activity: Activity) throws(Refusal) -> Money {
    var cost = Money.zero
    let lines = context.facts.expenses.map { ($0, $0.balance) } + context.facts.allowances.map { ($0.line, $0.amount) }
    for (line, amount) in lines {
      do {
        let parts = try context.allocator.parts(of: line, amount: amount)
        cost += parts.filter { $0.activity == activity }.map(\.amount).total()
      } catch {
        throw Refusal.wrapping(error)
      }
    }
    return cost
  }

  /// The factors that invoices of the year carried: those the firm states, else those of its closed accounts.
  private func schedule(of activity: Activity, _ opening: OpeningAccount?) -> Transmission {
    let stated = context.settings.transmissions[activity.id] ?? Transmission()
    guard stated.factors.isEmpty, stated.total == nil else { return stated }
    return opening?.schedule(from: context.year.start) ?? Transmission()
  }

  /// Whether no invoice of the year, nor of any year before, carried a content.
  ///
  /// A year closed after the next one ended was never transmitted in it: a firm that catches up several years would
  /// otherwise carry the whole of each into the next, and its customers of one year would pay for all.
  private func isUntransmitted(_ opening: OpeningAccount?, _ schedule: Transmission) -> Bool {
    (opening?.balance ?? .zero) == .zero && schedule.total == nil && schedule.factor(on: context.year.end) == nil
  }

  /// S(n), before what lapses is taken out; `deemed` where nothing was ever transmitted.
  private func salesBasis(
    _ activity: Activity, _ deemed: CarbonMass?, _ schedule: Transmission, _ sales: [Revenue.Sale], _ revenue: Money
  ) throws -> [SalesBasis] {
    if let total = schedule.total ?? deemed {
      return [SalesBasis(from: context.year.start, factor: nil, justification: nil, amount: revenue, carbon: total)]
    }
    let carrying = try carrying(activity, sales, revenue)
    guard let output = activity.output else { return try SalesCarbon.transmitted(carrying, schedule) }
    let sold = carrying.map(\.amount).total()
    return try SalesCarbon.transmitted(
      carrying, schedule, unitsPerEuro: output.quantity.value.divided(by: sold.euros))
  }

  /// What the factor multiplies, sale by sale: the amount; for resale the sale's share of the margin; for a public
  /// service its share of the cost, or the whole cost at the end of the year when it sells nothing.
  private func carrying(
    _ activity: Activity, _ sales: [Revenue.Sale], _ revenue: Money
  ) throws(QuantityError) -> [Revenue.Sale] {
    guard activity.kind != .production else { return sales }
    let weights = sales.map { max($0.amount.cents, 0) }
    guard weights.contains(where: { $0 > 0 }) else {
      return [Revenue.Sale(id: "cost", date: context.year.end, amount: revenue)]
    }
    let shares = try Apportionment.split(revenue.cents, by: weights)
    return zip(sales, shares).map { Revenue.Sale(id: $0.id, date: $0.date, amount: Money(cents: $1)) }
  }
}
