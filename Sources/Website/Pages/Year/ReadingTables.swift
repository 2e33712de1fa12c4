// What was read in a ledger, as figures and tables.

import Accounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct ReadingTables {
  let read: ReadLedger
  let visit: FirmVisit

  private static let shownOddities = 12
  private static let shownUnknown = 50

  var figures: HTML {
    let ledger = read.ledger
    let period = visit.say(
      YearsMessage.periodText, ["start": .date(ledger.period.start), "end": .date(ledger.period.end)])
    let items = [
      Piece.figure(
        visit.numbers.wholeEuros(read.revenue), visit.say(ReadingMessage.revenue),
        detail: visit.say(ReadingMessage.revenueDetail)),
      Piece.figure(
        visit.numbers.integer(Int64(ledger.lineCount)), visit.say(ReadingMessage.lines),
        detail: visit.say(ReadingMessage.linesDetail, ["entries": .integer(ledger.entryCount)])),
      Piece.figure(
        visit.numbers.wholeEuros(read.totalDebit), visit.say(ReadingMessage.total),
        detail: visit.say(ReadingMessage.totalDetail)),
    ]
    return
      "<div class=\"figures\">\(items)</div>\(Piece.text("\(visit.say(ReadingMessage.period)) : \(period)", class: "muted"))"
  }

  var income: HTML { statement(.income, .incomeLead, read.income) }
  var balanceSheet: HTML { statement(.balanceSheet, .balanceLead, read.balanceSheet) }

  private func statement(_ title: ReadingMessage, _ lead: ReadingMessage, _ figures: [ReadLedger.Figure]) -> HTML {
    var table = DataTable(
      visit.say(lead), [.text(visit.say(ReadingMessage.line)), .number(visit.say(ReadingMessage.amount))])
    for figure in figures where figure.value != .zero {
      table.add(["\(visit.say(figure.line))", "\(visit.numbers.wholeEuros(figure.value))"])
    }
    return table.isEmpty ? .empty : Piece.section(visit.say(title), table.html)
  }

  var suppliers: HTML {
    guard !read.suppliers.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(ReadingMessage.suppliersLead, ["count": .integer(read.supplierCount)]),
      [
        .text(visit.say(ReadingMessage.supplier)), .number(visit.say(ReadingMessage.amount)),
        .number(visit.say(ReadingMessage.entries)),
      ])
    for line in read.suppliers {
      table.add([
        "\(line.supplier.name.isEmpty ? line.supplier.number : line.supplier.name)",
        "\(visit.numbers.wholeEuros(line.amount))", "\(visit.numbers.integer(Int64(line.entries)))",
      ])
    }
    return Piece.section(visit.say(ReadingMessage.suppliers), table.html)
  }

  /// What is odd, with what to do.
  var oddities: HTML {
    guard !read.oddities.isEmpty else { return .empty }
    let items = Finding.all(Array(read.oddities.prefix(ReadingTables.shownOddities))).map { $0.html(visit) }
    let more = read.oddities.count - ReadingTables.shownOddities
    let rest: HTML =
      more > 0 ? Piece.text(visit.say(ReadingMessage.odditiesMore, ["count": .integer(more)]), class: "small") : .empty
    return Piece.section(
      visit.say(ReadingMessage.oddities),
      Piece.notice("warn", visit.say(ReadingMessage.odditiesLead), "<ul class=\"errors\">\(items)</ul>\(rest)"))
  }

  /// Accounts the general chart does not know: counted all the same.
  var unknown: HTML {
    guard !read.unknownAccounts.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(ReadingMessage.unknownLead),
      [
        .text(visit.say(ReadingMessage.account)), .text(visit.say(ReadingMessage.name)),
        .number(visit.say(ReadingMessage.amount)),
      ])
    for row in read.unknownAccounts.prefix(ReadingTables.shownUnknown) {
      table.add(["\(row.account)", "\(row.name)", "\(visit.numbers.wholeEuros(row.balance))"])
    }
    return """
      <details><summary>\(visit.say(ReadingMessage.unknown, ["count": .integer(read.unknownAccounts.count)]))</summary>\
      \(table.html)</details>
      """
  }
}
