import Accounting
import Quantities

/// An invented firm with two full years of books, for anybody to try everything at once.
///
/// Its ledgers follow from a seed: the same seed gives the same ledgers to the byte, another one other amounts on
/// entries of the same shape. Last year's closing balances open the next.
public enum DemonstrationFirm: String, CaseIterable, Sendable {
  /// A joinery of twelve people, 16.23Z, about 1.5 million euros a year.
  case joinery
  /// A restaurant that also sells bottles to take away, 56.10A, about 600 000 euros a year.
  case restaurant

  /// The years a firm has books for; another year is taken as the nearest of them.
  public static let years = 2023...2024

  /// A short name for folders: `joinery`.
  public var folder: String { rawValue }

  /// The firm's name.
  public var name: String {
    switch self {
    case .joinery: "Menuiserie Garnier & Leroux"
    case .restaurant: "Le Cellier des Halles"
    }
  }

  /// Nine digits with the check digit of a SIREN; whoever may bear them has nothing to do with these books.
  public var siren: String {
    switch self {
    case .joinery: "732829320"
    case .restaurant: "999000110"
    }
  }

  /// The name the law gives to the ledger export of a year: `732829320FEC20241231.txt`.
  public func fileName(year: Int) -> String { "\(siren)FEC\(DemonstrationFirm.nearest(year))1231.txt" }

  /// The ledger of a year.
  public func ledger(year: Int, seed: UInt64) -> Ledger { books(year: year, seed: seed).ledger }

  /// What the firm would write in its settings for a year.
  public func settings(year: Int, seed: UInt64) -> DemonstrationSettings { books(year: year, seed: seed).settings }

  /// Both, without keeping the books twice.
  public func books(year: Int, seed: UInt64) -> (ledger: Ledger, settings: DemonstrationSettings) {
    let year = DemonstrationFirm.nearest(year)
    let keeper = kept(year: year, seed: seed)
    return (keeper.book.ledger(names: plan.names(of: keeper.book)), settings(of: keeper))
  }

  private static func nearest(_ year: Int) -> Int { min(max(year, years.lowerBound), years.upperBound) }

  var plan: FirmPlan {
    switch self {
    case .joinery: .joinery
    case .restaurant: .restaurant
    }
  }

  /// Keeps every year since the foundation, so that the first of `years` has open invoices and tax due like any other.
  private func kept(year: Int, seed: UInt64) -> YearKeeper {
    var carried = plan.foundation(end: FirmPlan.foundationYear)
    var current = FirmPlan.foundationYear + 1
    while true {
      let firm = self == .joinery ? 1 : 2
      var keeper = YearKeeper(
        plan: plan, year: current, before: carried, draws: Draws(seed: seed, year: current, firm: firm))
      keeper.keep()
      if current >= year { return keeper }
      carried = keeper.carried
      current += 1
    }
  }

  private func settings(of keeper: YearKeeper) -> DemonstrationSettings {
    switch self {
    case .joinery: .joinery(keeper)
    case .restaurant: .restaurant(keeper)
    }
  }
}

extension FirmPlan {
  /// The year whose end the books start from, one year before the first that is shown.
  static let foundationYear = 2021

  /// The balances the firm starts from.
  func foundation(end year: Int) -> Carried {
    var balances: [AccountKey: Money] = [:]
    let end = CalendarDate(year, 12, upTo: 31)
    for asset in assets where asset.acquired.year <= year {
      balances[AccountKey(asset.account), default: .zero] += .euros(asset.cost)
      balances[AccountKey(asset.depreciationAccount), default: .zero] -= asset.worn(by: end)
    }
    for stock in stocks { balances[AccountKey(stock.account)] = .euros(stock.counted[year] ?? 0) }
    balances[AccountKey("512")] = .euros(cash)
    balances[AccountKey("164")] = -.euros(loan.owed)
    balances[AccountKey("1013")] = -.euros(capital)
    balances[AccountKey("1061")] = -.euros(legalReserve)
    balances[AccountKey("1068")] = -balances.values.total()
    return Carried(balances: balances)
  }

  /// The names of what a book uses.
  func names(of book: Book) -> LedgerNames {
    var names = LedgerNames()
    let parties = purchases.map(\.party) + sales.flatMap(\.customers) + assets.compactMap(\.party)
    let partyNames = Dictionary(parties.map { ($0.number, $0.name) }) { first, _ in first }
    for key in book.balances.keys {
      names.accounts[key.account] = accountNames[key.account]
      if !key.auxiliary.isEmpty { names.auxiliaries[key.auxiliary] = partyNames[key.auxiliary] }
    }
    for draft in book.drafts { names.journals[draft.journal.rawValue] = draft.journal.name }
    return names
  }
}
