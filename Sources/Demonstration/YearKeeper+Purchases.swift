import Quantities

extension YearKeeper {
  /// Books every purchase of the plan, its credit notes and its payments.
  mutating func buy() {
    for (position, purchase) in plan.purchases.enumerated() {
      for invoice in 0..<purchase.invoices { buy(purchase, position, invoice) }
    }
  }

  private mutating func buy(_ purchase: Purchase, _ position: Int, _ invoice: Int) {
    let month = 1 + invoice * 12 / purchase.invoices
    let date = date(month, draws.day())
    let number = String(10_000 + position * 173 + invoice * 7 + year % 100)
    let piece = purchase.party.account == "512" ? "RLV\(date.monthText)" : "F\(year % 100)-\(number)"
    let (net, quantity) = amount(of: purchase, month: month)
    var label = purchase.labels[invoice % purchase.labels.count] + " " + date.monthText
    if let billed = purchase.billed, billed.inLabel { label += " - \(quantity) \(billed.unit)" }
    post(purchase, net, date, piece, label)
    // Credit notes follow the last invoices: part of the goods went back.
    if invoice >= purchase.invoices - purchase.creditNotes {
      post(
        purchase, -net.part(draws.permille(spread: 300), of: 8000), date.later(by: 6), "AV" + piece,
        "Avoir " + purchase.labels[invoice % purchase.labels.count] + " " + date.monthText)
    }
  }

  /// The amount of one invoice excluding VAT, and the quantity it bills.
  private mutating func amount(of purchase: Purchase, month: Int) -> (Money, Int64) {
    let weights = purchase.season.weights
    let total = (0..<purchase.invoices).reduce(Int64(0)) { $0 + weights[$1 * 12 / purchase.invoices] }
    let chance = draws.permille(spread: purchase.billed == nil ? purchase.spread : 60)
    func share(_ value: Int64) -> Int64 { value * weights[month - 1] * chance / (total * 1000) }
    guard let billed = purchase.billed else { return (Money(cents: share(purchase.yearly * 100) * level / 1000), 0) }
    let quantity = share(billed.yearly)
    quantities[purchase.account, default: 0] += quantity
    let price = billed.price[year] ?? 0
    return (Money(cents: (quantity * price + 5) / 10 + billed.standing), quantity)
  }

  private mutating func post(
    _ purchase: Purchase, _ net: Money, _ date: CalendarDate, _ piece: String, _ label: String
  ) {
    let date = min(date, book.year.end)
    let party = purchase.party
    let isBank = party.account == "512"
    var draft = Draft(isBank ? .bank : .purchases, date, piece: piece, label)
    draft.debit(purchase.account, net)
    draft.debit("44566", net.part(purchase.vat.rawValue, of: 1000))
    draft.balance(on: party.account, party.number)
    let owed = draft.lines.last?.amount ?? .zero
    book.post(draft)
    guard !isBank else { return }
    settle(
      Unpaid(
        key: AccountKey(party.account, party.number), amount: owed, due: date.later(by: party.term), piece: piece,
        name: party.name))
  }

  /// Year-end rebates: credit notes on accounts 609.
  mutating func grantRebates() {
    for rebate in plan.rebates {
      let date = date(12, 30)
      let bought = book.balance(prefix: rebate.from)
      let net = bought.part(rebate.permille, of: 1000)
      var draft = Draft(
        .purchases, date, piece: "RFA\(year)", "Avoir ristourne de fin d'année \(rebate.party.name) \(year)")
      draft.credit(rebate.account, net)
      draft.credit("44566", net.part(VAT.normal.rawValue, of: 1000))
      draft.balance(on: rebate.party.account, rebate.party.number)
      let owed = draft.lines.last?.amount ?? .zero
      book.post(draft)
      settle(
        Unpaid(
          key: AccountKey(rebate.party.account, rebate.party.number), amount: owed, due: date.later(by: 30),
          piece: "RFA\(year)", name: rebate.party.name))
    }
  }
}
