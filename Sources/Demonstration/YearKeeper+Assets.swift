import Quantities

extension YearKeeper {
  /// Books the assets bought and sold in the year, and the allowances of all.
  mutating func keepAssets() {
    var allowed = Draft(.general, date(12, 31), piece: "AMORT\(year)", "Dotations aux amortissements \(year)")
    var byAccount: [String: Money] = [:]
    for asset in plan.assets where asset.acquired.year <= year && (asset.disposal?.year ?? year) >= year {
      if asset.acquired.year == year, let party = asset.party { acquire(asset, from: party) }
      let allowance = asset.worn(by: date(12, 31)) - asset.worn(by: CalendarDate(year - 1, 12, upTo: 31))
      allowances[asset.label] = allowance
      if let disposal = asset.disposal, disposal.year == year {
        dispose(of: asset, on: date(disposal.month, disposal.day), allowance, price: .euros(disposal.price))
      } else {
        byAccount[asset.depreciationAccount, default: .zero] += allowance
      }
    }
    for (account, amount) in byAccount.sorted(by: { $0.key < $1.key }) {
      allowed.debit(account.hasPrefix("280") ? "68111" : "68112", amount, label: "Dotation \(year) - compte \(account)")
      allowed.credit(account, amount, label: "Dotation \(year) - compte \(account)")
    }
    book.post(allowed)
  }

  private mutating func acquire(_ asset: Asset, from party: Party) {
    let date = date(asset.acquired.month, asset.acquired.day)
    let piece = "IMMO\(year)-\(asset.acquired.month)"
    var draft = Draft(.purchases, date, piece: piece, "Acquisition \(asset.label)")
    draft.debit(asset.account, .euros(asset.cost))
    draft.debit("44562", Money.euros(asset.cost).part(VAT.normal.rawValue, of: 1000))
    draft.balance(on: party.account, party.number)
    let owed = draft.lines.last?.amount ?? .zero
    book.post(draft)
    settle(
      Unpaid(
        key: AccountKey(party.account, party.number), amount: owed, due: date.later(by: party.term), piece: piece,
        name: party.name))
  }

  /// Allows for the asset until its last day, takes it off the books and sells it.
  private mutating func dispose(of asset: Asset, on date: CalendarDate, _ allowance: Money, price: Money) {
    let piece = "CESSION\(year)"
    var last = Draft(.general, date, piece: piece, "Dotation complémentaire - \(asset.label)")
    last.debit("68112", allowance)
    last.credit(asset.depreciationAccount, allowance)
    book.post(last)
    let worn = asset.worn(by: date)
    var out = Draft(.general, date, piece: piece, "Sortie d'actif - \(asset.label)")
    out.debit(asset.depreciationAccount, worn)
    out.debit("675", .euros(asset.cost) - worn)
    out.credit(asset.account, .euros(asset.cost))
    book.post(out)
    var sold = Draft(.general, date, piece: piece, "Cession - \(asset.label)")
    let tax = price.part(VAT.normal.rawValue, of: 1000)
    sold.debit("462", price + tax)
    sold.credit("775", price)
    sold.credit("445711", tax)
    book.post(sold)
    settle(
      Unpaid(key: AccountKey("462"), amount: price + tax, due: date.later(by: 15), piece: piece, name: asset.label))
  }
}

extension Asset {
  /// What has been allowed for by the end of a day: straight line, months of thirty days, until sold.
  func worn(by day: CalendarDate) -> Money {
    var end = (day.year, day.month, day.day)
    if let disposal, (disposal.year, disposal.month, disposal.day) < end {
      end = (disposal.year, disposal.month, disposal.day)
    }
    let days =
      (end.0 - acquired.year) * 360 + (end.1 - acquired.month) * 30 + min(end.2, 30) - min(acquired.day, 30) + 1
    let whole = life * 360
    return Money.euros(cost).part(Int64(max(0, min(days, whole))), of: Int64(whole))
  }
}
