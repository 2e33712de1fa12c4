import Quantities

extension YearKeeper {
  /// Books every sale on invoice, its credit notes and its receipts; invoices are numbered in the order of their days.
  mutating func sell() {
    var invoices: [(date: CalendarDate, sale: Int, invoice: Int)] = []
    for (position, sale) in plan.sales.enumerated() {
      for invoice in 0..<sale.invoices {
        invoices.append((date(1 + invoice * 12 / sale.invoices, draws.day()), position, invoice))
      }
    }
    invoices.sort { ($0.date, $0.sale, $0.invoice) < ($1.date, $1.sale, $1.invoice) }
    for (number, item) in invoices.enumerated() {
      sell(plan.sales[item.sale], item.invoice, on: item.date, piece: "FA\(year)-\(1001 + number)")
    }
  }

  private mutating func sell(_ sale: Sale, _ invoice: Int, on date: CalendarDate, piece: String) {
    let weights = sale.season.weights
    let total = (0..<sale.invoices).reduce(Int64(0)) { $0 + weights[$1 * 12 / sale.invoices] }
    let cents = sale.yearly * 100 * weights[date.month - 1] * draws.permille(spread: 180) / (total * 1000)
    let net = Money(cents: cents * level / 1000)
    let customer = sale.customers[draws.position(of: sale.customers.count)]
    let label = sale.labels[invoice % sale.labels.count]
    post(sale, net, customer, date, piece, label + " - " + customer.name)
    if invoice >= sale.invoices - sale.creditNotes {
      post(
        sale, -net.part(draws.permille(spread: 300), of: 10_000), customer, min(date.later(by: 9), book.year.end),
        "AV" + piece, "Avoir " + label + " - " + customer.name)
    }
  }

  private mutating func post(
    _ sale: Sale, _ net: Money, _ customer: Party, _ date: CalendarDate, _ piece: String, _ label: String
  ) {
    var draft = Draft(.sales, date, piece: piece, label)
    let tax = net.part(sale.vat.rawValue, of: 1000)
    draft.debit(customer.account, customer.number, net + tax)
    draft.credit(sale.account, net)
    draft.credit(YearKeeper.collected(sale.vat), tax)
    book.post(draft)
    settle(
      Unpaid(
        key: AccountKey(customer.account, customer.number), amount: net + tax, due: date.later(by: customer.term),
        piece: piece, name: customer.name))
  }

  /// The account of VAT collected, one for each rate.
  static func collected(_ vat: VAT) -> String {
    switch vat {
    case .none, .normal: "445711"
    case .reduced: "445712"
    case .lowest: "445713"
    }
  }

  /// Books the till day by day, and brings cards and cash to the bank.
  mutating func take(_ till: Till) {
    let total = till.season.weights.reduce(0, +)
    for month in 1...12 {
      let days = (1...CalendarDate.days(inMonth: month, year: year)).filter {
        date(month, $0).weekday != till.closedOn
      }
      var cash = Money.zero
      for day in days {
        let chance = draws.permille(spread: 220)
        let weight = till.season.weights[month - 1] * level * chance
        cash += take(till, on: date(month, day)) { yearly in
          Money(cents: yearly * 100 * weight / (total * Int64(days.count) * 1_000_000))
        }
      }
      let end = date(month, 31)
      var draft = Draft(.bank, end, piece: "REM\(end.monthText)", "Remise d'espèces \(end.monthText)")
      draft.debit("512", cash)
      draft.credit("530", cash)
      book.post(draft)
    }
  }

  /// Books one day; returns its cash.
  private mutating func take(_ till: Till, on date: CalendarDate, _ amount: (Int64) -> Money) -> Money {
    var draft = Draft(.till, date, piece: "Z\(date.number)", "Ticket Z du \(date.day)/\(date.monthText)")
    var due = Money.zero
    var credits: [(String, Money, String)] = []
    for share in till.shares {
      let net = amount(share.yearly)
      let tax = net.part(share.vat.rawValue, of: 1000)
      due += net + tax
      credits += [(share.account, net, share.label), (YearKeeper.collected(share.vat), tax, "TVA " + share.label)]
    }
    let card = due.part(till.byCard, of: 1000)
    draft.debit("5115", card, label: "Cartes bancaires du \(date.day)/\(date.monthText)")
    draft.debit("530", due - card, label: "Espèces du \(date.day)/\(date.monthText)")
    for (account, credit, label) in credits { draft.credit(account, credit, label: label) }
    book.post(draft)
    settle(
      Unpaid(
        key: AccountKey("5115"), amount: card, due: date.later(by: 2), piece: "Z\(date.number)",
        name: "cartes bancaires"))
    return due - card
  }
}
