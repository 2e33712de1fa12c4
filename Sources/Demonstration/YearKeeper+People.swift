import Quantities

extension YearKeeper {
  /// Books the wages of each month; contributions and tax withheld are paid the month after.
  mutating func pay(_ payroll: Payroll) {
    payDebts(["431", "437", "4421"], before.balances, on: date(1, 15))
    for month in 1...12 {
      let end = date(month, 31)
      let gross = Money.euros(payroll.gross).part(draws.permille(spread: 15) * level, of: 1_000_000)
      let employee = gross.part(payroll.employee, of: 1000)
      let employer = gross.part(payroll.employer, of: 1000)
      let withheld = gross.part(payroll.withheld, of: 1000)
      // Of contributions, four fifths go to the URSSAF and one fifth to pension and provident funds.
      let other = (employee + employer).part(1, of: 5)
      var draft = Draft(.payroll, end, piece: "PAIE\(end.monthText)", "Paie \(end.monthText)")
      draft.debit("6411", gross, label: "Salaires bruts \(end.monthText)")
      draft.debit("6451", employer - employer.part(1, of: 5), label: "Cotisations URSSAF \(end.monthText)")
      draft.debit("6453", employer.part(1, of: 5), label: "Retraite et prévoyance \(end.monthText)")
      draft.credit("431", employee + employer - other)
      draft.credit("437", other)
      draft.credit("4421", withheld, label: "Prélèvement à la source \(end.monthText)")
      draft.balance(on: "421")
      let net = -(draft.lines.last?.amount ?? .zero)
      book.post(draft)
      var paid = Draft(.bank, end, piece: "SAL\(end.monthText)", "Virement des salaires \(end.monthText)")
      paid.debit("421", net)
      paid.credit("512", net)
      book.post(paid)
      if month < 12 { payDebts(["431", "437", "4421"], book.balances, on: date(month + 1, 15)) }
    }
  }

  /// Pays what stands on these accounts.
  private mutating func payDebts(_ accounts: [String], _ balances: [AccountKey: Money], on date: CalendarDate) {
    for account in accounts {
      let owed = -(balances[AccountKey(account)] ?? .zero)
      var draft = Draft(
        .bank, date, piece: "PRLV\(date.monthText)",
        (plan.accountNames[account] ?? account) + " - prélèvement \(date.monthText)")
      draft.debit(account, owed)
      draft.credit("512", owed)
      book.post(draft)
    }
  }

  /// Books a month's instalment of the loan, twelve times.
  mutating func repay(_ loan: Loan) {
    for month in 1...12 {
      let date = date(month, 5)
      let owed = -(book.balances[AccountKey("164")] ?? .zero)
      let capital = min(owed, .euros(loan.monthly))
      let interest = owed.part(loan.rate, of: 12_000)
      var draft = Draft(.bank, date, piece: "ECH\(date.monthText)", "Échéance \(loan.label) \(date.monthText)")
      draft.debit("164", capital)
      draft.debit("66116", interest)
      draft.balance(on: "512")
      book.post(draft)
    }
  }

  /// Books a tax and pays it.
  mutating func pay(_ levy: Levy) {
    let date = date(levy.month, 15)
    let amount = Money.euros(levy.yearly).part(level, of: 1000)
    var draft = Draft(.general, date, piece: "IMP\(date.monthText)", "\(levy.label) \(year)")
    draft.debit(levy.account, amount)
    draft.credit("447", amount)
    book.post(draft)
    var paid = Draft(.bank, date.later(by: 10), piece: "IMP\(date.monthText)", "Paiement \(levy.label) \(year)")
    paid.debit("447", amount)
    paid.credit("512", amount)
    book.post(paid)
  }
}
