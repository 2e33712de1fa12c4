// Step 2: what we read in the ledger, anything odd, and the one question it cannot answer: what the firm does.

import Accounting
import Markup
import Quantities
import Storage
import UseCases

/// Words of step 2; texts in `reading.yaml`.
public enum ReadingMessage: String, MessageKey {
  case title = "reading.title"
  case lead = "reading.lead"
  case revenue = "reading.revenue"
  case revenueDetail = "reading.revenue-detail"
  case lines = "reading.lines"
  case linesDetail = "reading.lines-detail"
  case period = "reading.period"
  case total = "reading.total"
  case totalDetail = "reading.total-detail"
  case income = "reading.income"
  case incomeLead = "reading.income-lead"
  case balanceSheet = "reading.balance-sheet"
  case balanceLead = "reading.balance-lead"
  case line = "reading.line"
  case amount = "reading.amount"
  case suppliers = "reading.suppliers"
  case suppliersLead = "reading.suppliers-lead"
  case supplier = "reading.supplier"
  case entries = "reading.entries"
  case oddities = "reading.oddities"
  case odditiesLead = "reading.oddities-lead"
  case odditiesMore = "reading.oddities-more"
  case unknown = "reading.unknown"
  case unknownLead = "reading.unknown-lead"
  case account = "reading.account"
  case name = "reading.name"
  case activity = "reading.activity"
  case activityKnown = "reading.activity-known"
  case activityChange = "reading.activity-change"
  case activityLabel = "reading.activity-label"
  case activityHint = "reading.activity-hint"
  case activityWhy = "reading.activity-why"
  case activitySeveral = "reading.activity-several"
  case carried = "reading.carried"
  case carriedText = "reading.carried-text"
  case carriedOutput = "reading.carried-output"
  case readOnly = "reading.read-only"
}

/// Why an activity is not taken; texts with remedies in `reading.yaml`.
public enum ReadingRefusal: String, MessageKey {
  case activityEmpty = "reading.activity-empty"
  case activityNone = "reading.activity-none"
}

enum ReadingPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(try YearDesk(visit), nil, .empty) }

  /// Takes the activity in words, one picked among several, or last year's.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    do throws(Refusal) {
      if visit.form.has("start") {
        _ = try StartYear.run(
          visit.library, visit.firm, year: desk.year, outputs: try ActivityQuestion.outputs(desk), at: visit.now)
        return .redirect(desk.path("/purchases"))
      }
      switch try ActivityQuestion.found(visit) {
      case .one(let activity):
        _ = try desk.change([.activities([activity])])
        return .redirect(desk.path("/purchases"))
      case .several(let branches): return try page(desk, nil, ActivityQuestion.choices(branches, visit))
      }
    } catch { return try page(desk, error, .empty) }
  }

  private static func page(_ desk: YearDesk, _ refusal: Refusal?, _ choices: HTML) throws(Refusal) -> Answer {
    let visit = desk.visit
    guard desk.ledger != nil else { return .redirect(desk.path("/ledger")) }
    let read = try ReadLedger(visit.library, visit.firm, year: desk.year)
    let tables = ReadingTables(read: read, visit: visit)
    let content: HTML = """
      \(Piece.heading(visit.say(ReadingMessage.title), visit.say(ReadingMessage.lead)))
      \(visit.errors(refusal))\(tables.figures)
      \(ActivityQuestion.section(desk, choices))
      \(tables.oddities)
      <div class="columns">\(tables.income)\(tables.balanceSheet)</div>
      \(tables.suppliers)\(tables.unknown)
      """
    return visit.yearPage(
      visit.say(ReadingMessage.title), .reading, desk.year, reached: desk.reached, content,
      status: refusal == nil ? 200 : 422)
  }
}
