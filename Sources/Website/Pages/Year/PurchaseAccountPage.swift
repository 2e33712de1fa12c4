// One expense account opened: its suppliers, its largest lines, why it is counted so, and the form to count it otherwise.

import Accounting
import CarbonAccounting
import Foundation
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

enum PurchaseAccountPage {
  private static let shownSuppliers = 50
  private static let shownLines = 20

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Changes the rule of the account, or of one supplier within it.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    let account = try account(visit)
    do throws(Refusal) {
      let rule = try PurchaseRuleForm.rule(visit, account: account)
      return try desk.change([.rule(rule)]).leading(to: desk.path("/purchases"), row: account)
    } catch { return try page(visit, error) }
  }

  private static func account(_ visit: FirmVisit) throws(Refusal) -> String {
    let account = visit.parameter("account").removingPercentEncoding ?? ""
    guard !account.isEmpty, account.utf8.count <= 256 else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    return account
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    let number = try account(visit)
    let books = try desk.books().books.books
    let review = PurchaseReview(books, visit.library.reference.classification, suppliers: shownSuppliers)
    let account = review.accounts.first { $0.account == number }
    let outside = review.outside.first { $0.account == number }
    guard let name = account?.name ?? outside?.name else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    let lead = visit.say(
      PurchaseMessage.accountLead,
      [
        "spend": .money(account?.spend ?? outside?.amount ?? .zero), "carbon": .carbon(account?.carbon ?? .zero),
        "share": .share(account?.share ?? .zero),
      ])
    let content: HTML = """
      <p><a href="\(desk.path("/purchases"))">\(visit.say(PurchaseMessage.back))</a></p>
      \(Piece.heading(visit.say(PurchaseMessage.accountTitle, ["account": .text(number), "name": .text(name)]), lead))
      \(visit.errors(refusal))
      \(account.map { why($0.parts, visit) })\(outside.map { Piece.text(visit.rule($0.rule.message)) })
      \(desk.mayChange ? try PurchaseRuleForm.section(desk, account: number, suppliers: account?.suppliers ?? []) : .empty)
      \(account.map { suppliers($0, desk) })\(lines(books, number, visit))
      """
    return visit.yearPage(
      name, .purchases, desk.year, reached: desk.reached, content, status: refusal == nil ? 200 : 422)
  }

  private static func why(_ parts: [PurchaseReview.Part], _ visit: FirmVisit) -> HTML {
    let words = PurchaseWords(visit)
    var table = DataTable(
      visit.say(PurchaseMessage.why),
      [
        .text(visit.say(PurchaseMessage.way)), .text(visit.say(PurchaseMessage.factor)),
        .text(visit.say(PurchaseMessage.reason)), .number(visit.say(PurchaseMessage.carbon)),
      ])
    for part in parts.prefix(20) {
      let value = part.way.factor.map { "\(visit.numbers.factor($0.valueText, unit: $0.unitText)), \($0.vintage)" }
      table.add([
        words.way(part.way), "\(value ?? "—")", "\(visit.rule(part.way.rule.message))",
        "\(visit.numbers.carbon(part.carbon))",
      ])
    }
    return table.html
  }

  private static func suppliers(_ account: PurchaseReview.Account, _ desk: YearDesk) -> HTML {
    let visit = desk.visit
    let words = PurchaseWords(visit)
    var table = DataTable(
      visit.say(PurchaseMessage.suppliersLead),
      [
        .text(visit.say(PurchaseMessage.supplier)), .number(visit.say(PurchaseMessage.spend)),
        .text(visit.say(PurchaseMessage.way)), .number(visit.say(PurchaseMessage.carbon)),
      ])
    for line in account.suppliers {
      table.add([
        "\(line.supplier.map(name) ?? visit.say(PurchaseMessage.supplierNone))",
        "\(visit.numbers.wholeEuros(line.spend))", words.ways(line.parts), "\(visit.numbers.carbon(line.carbon))",
      ])
    }
    if account.otherSuppliers > 0 {
      table.add([
        "\(visit.say(PurchaseMessage.othersCount, ["count": .integer(account.otherSuppliers)]))", "", "",
        "\(visit.numbers.carbon(account.otherCarbon))",
      ])
    }
    return Piece.section(visit.say(PurchaseMessage.suppliers), table.html)
  }

  /// A supplier's name, else its number.
  static func name(_ supplier: LedgerSupplier) -> String { supplier.name.isEmpty ? supplier.number : supplier.name }

  private static func lines(_ books: CarbonBooks, _ account: String, _ visit: FirmVisit) -> HTML {
    let entries = books.journal.entries.filter { $0.account == account && $0.lines.count == 1 }
      .sorted { ($1.carbon.magnitude, $0.id) < ($0.carbon.magnitude, $1.id) }
    guard !entries.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(PurchaseMessage.linesLead),
      [
        .text(visit.say(PurchaseMessage.label)), .text(visit.say(PurchaseMessage.date)),
        .text(visit.say(PurchaseMessage.supplier)), .number(visit.say(PurchaseMessage.spend)),
        .number(visit.say(PurchaseMessage.carbon)),
      ])
    for entry in entries.prefix(shownLines) {
      guard let line = entry.lines.first else { continue }
      table.add([
        "\(line.label)", "\(visit.numbers.date(line.date))", "\(line.supplier.map(name) ?? "")",
        "\(entry.amount.map(visit.numbers.euros) ?? "")", "\(visit.numbers.carbon(entry.carbon))",
      ])
    }
    return Piece.section(visit.say(PurchaseMessage.lines), table.html)
  }
}
