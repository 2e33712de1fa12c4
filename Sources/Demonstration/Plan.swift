// What a demonstration firm does in a year, as a plan: the generator turns it into entries.

import Quantities

/// A third party, with the account its debts or claims stand on.
struct Party: Hashable {
  /// Collective account: 401, 404, 411, 467; 512 for what the bank debits at once.
  let account: String
  /// Auxiliary number; empty when the account needs none.
  let number: String
  let name: String
  /// Days from the invoice to its payment.
  let term: Int

  static func supplier(_ number: String, _ name: String, term: Int = 30) -> Party {
    Party(account: "401", number: number, name: name, term: term)
  }

  /// What the bank takes for itself, without a supplier account.
  static let bank = Party(account: "512", number: "", name: "", term: 0)
}

/// Value added tax of an invoice, in thousandths.
enum VAT: Int64 {
  case none = 0
  /// 5,5 %: food to take away, books.
  case lowest = 55
  /// 10 %: work on dwellings, meals served.
  case reduced = 100
  /// 20 %.
  case normal = 200
}

/// How a year is spread over its months, in weights.
enum Season: Int {
  case flat, heating, worksites, terrace

  var weights: [Int64] {
    switch self {
    case .flat: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]
    case .heating: [17, 15, 12, 8, 4, 2, 2, 2, 3, 8, 12, 16]
    case .worksites: [8, 9, 10, 11, 10, 11, 10, 4, 11, 12, 11, 8]
    case .terrace: [8, 9, 9, 10, 11, 11, 12, 8, 10, 10, 9, 12]
    }
  }
}

/// A physical quantity that a purchase is billed by.
struct Billed {
  let unit: String
  /// The year's quantity, in whole units.
  let yearly: Int64
  /// The price of a unit by year, in thousandths of a euro excluding VAT.
  let price: [Int: Int64]
  /// Standing charge of one invoice, in cents.
  var standing: Int64 = 0
  /// Whether bills' labels say the quantity.
  var inLabel = true
}

/// Something bought again and again from one supplier.
struct Purchase {
  let party: Party
  let account: String
  let labels: [String]
  /// Euros excluding VAT over a year at the prices of 2024; not used where a quantity is billed.
  var yearly: Int64 = 0
  /// Invoices over a year.
  let invoices: Int
  var vat = VAT.normal
  var season = Season.flat
  /// How far one invoice's amount may be from the usual one, in thousandths; contracts have none.
  var spread: Int64 = 140
  var billed: Billed?
  /// How many of the invoices are followed by a credit note on the same account.
  var creditNotes = 0
}

/// Something sold on invoices.
struct Sale {
  let account: String
  let labels: [String]
  let customers: [Party]
  /// Euros excluding VAT over a year at the prices of 2024.
  let yearly: Int64
  let invoices: Int
  var vat = VAT.normal
  var season = Season.flat
  var creditNotes = 0
}

/// What the till of a shop takes.
struct Till {
  /// An account sold through the till.
  struct Share {
    let account: String
    let label: String
    /// Euros excluding VAT over a year at the prices of 2024.
    let yearly: Int64
    let vat: VAT
  }

  let shares: [Share]
  let season: Season
  /// Takings paid by card, in thousandths; the rest is cash.
  let byCard: Int64
  /// The day of the week without service, 1 for Monday to 7 for Sunday.
  let closedOn: Int
}

/// What employees cost in a month.
struct Payroll {
  /// Gross wages of a month, euros, at the wages of 2024.
  let gross: Int64
  /// Contributions of the employees and of the employer and tax withheld, in thousandths of gross wages.
  let employee: Int64
  let employer: Int64
  let withheld: Int64
}

/// A fixed asset with straight-line depreciation.
struct Asset {
  let account: String
  let label: String
  let cost: Int64
  /// The day it was put into service.
  let acquired: (year: Int, month: Int, day: Int)
  /// Years over which it is worn out.
  let life: Int
  /// Who sold it; it is posted when acquired in a generated year.
  var party: Party?
  /// When and for how much it is sold, euros excluding VAT.
  var disposal: (year: Int, month: Int, day: Int, price: Int64)?

  /// 2154 is depreciated on 28154.
  var depreciationAccount: String { account.prefix(1) + "8" + account.dropFirst() }
}

/// A loan paid back in equal parts of capital each month.
struct Loan {
  let label: String
  /// What was owed at the foundation, euros.
  let owed: Int64
  /// Capital paid back each month, euros.
  let monthly: Int64
  /// Interest of a year, in thousandths.
  let rate: Int64
}

/// A stock counted at the end of the year.
struct Stock {
  let account: String
  /// 603x or 713x.
  let change: String
  let label: String
  /// What was counted at the end of each year, euros; the year before the first is the foundation.
  let counted: [Int: Int64]
}

/// A tax other than VAT and income tax, paid on a day of a month.
struct Levy {
  let account: String
  let label: String
  let yearly: Int64
  let month: Int
}

/// All of it.
struct FirmPlan {
  let accountNames: [String: String]
  let purchases: [Purchase]
  let sales: [Sale]
  let till: Till?
  let payroll: Payroll
  let assets: [Asset]
  let loan: Loan
  let stocks: [Stock]
  let levies: [Levy]
  /// Share capital, legal reserve and cash at the foundation, euros.
  let capital: Int64
  let legalReserve: Int64
  let cash: Int64
  /// Rebates granted by suppliers at year end: supplier, account, thousandths of the year's purchases there.
  let rebates: [(party: Party, account: String, from: String, permille: Int64)]
}
