import Accounting
import Quantities

// What is booked once the year's business is known: stocks, VAT, the result of last year, income tax.
extension YearKeeper {
  /// Books the change of each stock.
  mutating func countStocks() {
    for stock in plan.stocks {
      let counted = Money.euros(stock.counted[year] ?? 0).part(draws.permille(spread: 30), of: 1000)
      let change = counted - (before.balances[AccountKey(stock.account)] ?? .zero)
      var draft = Draft(.general, date(12, 31), piece: "INV\(year)", "Variation de stock - \(stock.label)")
      draft.debit(stock.account, change)
      draft.credit(stock.change, change)
      book.post(draft)
    }
  }

  /// Declares each month's VAT and pays it on the 20th of the next; a credit is carried to the next month.
  mutating func declareVAT() {
    var months: [[AccountKey: Money]] = Array(repeating: [:], count: 13)
    for draft in book.drafts where draft.journal != .opening {
      for line in draft.lines where YearKeeper.isVAT(line.key.account) {
        months[draft.date.month][line.key, default: .zero] += line.amount
      }
    }
    payVAT(-(before.balances[AccountKey("44551")] ?? .zero), on: date(1, 20))
    var credit = before.balances[AccountKey("44567")] ?? .zero
    for month in 1...12 {
      let end = date(month, 31)
      var draft = Draft(.general, end, piece: "CA3-\(end.monthText)", "Déclaration de TVA \(end.monthText)")
      for (key, amount) in months[month].sorted(by: { $0.key < $1.key }) { draft.credit(key.account, amount) }
      let owed = -(months[month].values.total() + credit)
      draft.credit("44567", credit)
      credit = max(.zero, -owed)
      draft.debit("44567", credit)
      draft.credit("44551", max(.zero, owed))
      book.post(draft)
      if month < 12 { payVAT(max(.zero, owed), on: date(month + 1, 20)) }
    }
  }

  private static func isVAT(_ account: String) -> Bool {
    account.hasPrefix("44566") || account.hasPrefix("44562") || account.hasPrefix("4457")
  }

  private mutating func payVAT(_ owed: Money, on date: CalendarDate) {
    var draft = Draft(.bank, date, piece: "TVA\(date.monthText)", "Télérèglement de TVA \(date.monthText)")
    draft.debit("44551", owed)
    draft.credit("512", owed)
    book.post(draft)
  }

  /// The general meeting of June: a third of last year's profit to the associates, the rest to the reserves.
  mutating func allocateResult() {
    let profit = -(before.balances[AccountKey("120")] ?? .zero)
    guard profit != .zero else { return }
    let dividends = profit > .zero ? profit.part(1, of: 3) : .zero
    var draft = Draft(
      .general, date(6, 28), piece: "AGO\(year)", "Affectation du résultat \(year - 1) (assemblée générale)")
    draft.debit("120", profit)
    draft.credit("1068", profit - dividends)
    draft.credit("457", dividends)
    book.post(draft)
    var paid = Draft(.bank, date(7, 12), piece: "DIV\(year)", "Versement des dividendes \(year - 1)")
    paid.debit("457", dividends)
    paid.credit("512", dividends)
    book.post(paid)
  }

  /// Pays last year's balance and this year's instalments; books the tax of the year, which it returns.
  mutating func payIncomeTax() -> Money {
    payIncomeTax(-(before.balances[AccountKey("444")] ?? .zero), "Solde impôt sur les sociétés \(year - 1)", 5)
    for month in [3, 6, 9, 12] {
      payIncomeTax(before.incomeTax.part(1, of: 4), "Acompte impôt sur les sociétés \(year)", month)
    }
    let profit = max(.zero, -(book.balance(prefix: "6") + book.balance(prefix: "7")))
    // The two rates of a small company (code général des impôts, article 219, I).
    let reduced = min(profit, .euros(42_500))
    let tax = reduced.part(15, of: 100) + (profit - reduced).part(25, of: 100)
    var draft = Draft(.general, date(12, 31), piece: "IS\(year)", "Impôt sur les sociétés \(year)")
    draft.debit("6951", tax)
    draft.credit("444", tax)
    book.post(draft)
    return tax
  }

  private mutating func payIncomeTax(_ amount: Money, _ label: String, _ month: Int) {
    var draft = Draft(.bank, date(month, 15), piece: "IS\(year)-\(month)", label)
    draft.debit("444", amount)
    draft.credit("512", amount)
    book.post(draft)
  }
}
