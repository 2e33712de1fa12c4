// Keeps the books of one year by a plan, from the state the year before has left.

import Accounting
import Quantities

/// What one year leaves to the next.
struct Carried {
  /// Opening balances; debits are positive.
  var balances: [AccountKey: Money]
  /// Invoices not yet paid.
  var unpaid: [Unpaid] = []
  /// Income tax of the year, on which next year's instalments are reckoned.
  var incomeTax = Money.zero
}

/// An invoice that waits for its payment.
struct Unpaid {
  let key: AccountKey
  /// The balance of the invoice: positive when the firm is owed.
  let amount: Money
  let due: CalendarDate
  let piece: String
  let name: String
}

/// Keeps the books of one year.
struct YearKeeper {
  let plan: FirmPlan
  let year: Int
  let before: Carried
  var draws: Draws
  var book: Book
  var unpaid: [Unpaid] = []
  /// Physical quantities billed, by account.
  var quantities: [String: Int64] = [:]
  /// Allowances of the year and gross values, by the label of the asset.
  var allowances: [String: Money] = [:]
  private var incomeTax = Money.zero

  init(plan: FirmPlan, year: Int, before: Carried, draws: Draws) {
    self.plan = plan
    self.year = year
    self.before = before
    self.draws = draws
    book = Book(year: FiscalYear(twelveMonthsTo: CalendarDate(year, 12, upTo: 31)))
  }

  /// Keeps the whole year.
  mutating func keep() {
    open()
    for item in before.unpaid { settle(item) }
    buy()
    sell()
    if let till = plan.till { take(till) }
    pay(plan.payroll)
    repay(plan.loan)
    for levy in plan.levies { pay(levy) }
    keepAssets()
    grantRebates()
    countStocks()
    declareVAT()
    allocateResult()
    incomeTax = payIncomeTax()
  }

  /// What the next year starts from.
  var carried: Carried { Carried(balances: book.closingBalances(), unpaid: unpaid, incomeTax: incomeTax) }

  /// Prices and wages of a year as thousandths of those of 2024.
  var level: Int64 { [2022: 925, 2023: 968, 2024: 1000][year] ?? 1000 }

  func date(_ month: Int, _ day: Int) -> CalendarDate { CalendarDate(year, month, upTo: day) }

  private mutating func open() {
    var draft = Draft(.opening, date(1, 1), piece: "AN\(year)", "À-nouveaux au 01/01/\(year)")
    for (key, amount) in before.balances.sorted(by: { $0.key < $1.key }) {
      draft.debit(key.account, key.auxiliary, amount)
    }
    book.post(draft)
  }

  /// Pays an invoice on its day, or leaves it to next year.
  mutating func settle(_ item: Unpaid) {
    guard item.due <= book.year.end else {
      unpaid.append(item)
      return
    }
    let isOwed = item.amount > .zero
    var draft = Draft(
      .bank, item.due, piece: item.piece, (isOwed ? "Règlement " : "Virement ") + item.name + " " + item.piece)
    draft.debit("512", item.amount)
    draft.credit(item.key.account, item.key.auxiliary, item.amount)
    book.post(draft)
  }
}
