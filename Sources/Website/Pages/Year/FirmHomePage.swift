// A firm's home: its years, where each stands, and the one thing to do next.

import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the firm's home; texts in `years.yaml`.
public enum YearsMessage: String, MessageKey {
  case title = "years.title"
  case lead = "years.lead"
  case none = "years.none"
  case siren = "years.siren"
  case sirenUnknown = "years.siren-unknown"
  case all = "years.all"
  case year = "years.year"
  case named = "years.named"
  case period = "years.period"
  case periodText = "years.period-text"
  case standing = "years.standing"
  case production = "years.production"
  case add = "years.add"
  case refused = "years.refused"
  case refusedLink = "years.refused-link"
  case nextLedger = "years.next-ledger"
  case nextImporting = "years.next-importing"
  case nextActivity = "years.next-activity"
  case nextBooks = "years.next-books"
  case nextQuestions = "years.next-questions"
  case nextClose = "years.next-close"
  case nextTransmit = "years.next-transmit"
  case doLedger = "years.do-ledger"
  case doImporting = "years.do-importing"
  case doActivity = "years.do-activity"
  case doBooks = "years.do-books"
  case doQuestions = "years.do-questions"
  case doClose = "years.do-close"
  case doTransmit = "years.do-transmit"
}

enum FirmHomePage {
  /// Years shown; older ones stay reachable by their address.
  private static let most = 20

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let years = try visit.firm.years().suffix(most).reversed()
    var table = DataTable(
      visit.say(YearsMessage.all),
      [
        .text(visit.say(YearsMessage.year)), .text(visit.say(YearsMessage.period)),
        .text(visit.say(YearsMessage.standing)), .number(visit.say(YearsMessage.production)),
      ])
    let toDo = StoredYear.toDo(among: years.reversed())
    var next: PathStatus?
    for year in years {
      let status = try PathStatus(visit.library, visit.firm, year: year)
      if year.id == toDo?.id { next = status }
      let step = NextStep(status, of: visit.firm.id, as: visit.firm.role, visit)
      let name: HTML = step.path.map { "<a href=\"\($0)\">\(year.period.label)</a>" } ?? "\(year.period.label)"
      table.add([
        name, "\(period(year, visit))", "\(step.standing)", "\(status.production.map(visit.numbers.carbon) ?? "—")",
      ])
    }
    let status = if let next { next } else { try PathStatus(visit.library, visit.firm) }
    let content: HTML = """
      \(Piece.heading(visit.say(YearsMessage.title), visit.say(YearsMessage.lead)))
      \(refused(status, visit))\(card(status, visit))\(try ReminderSection.html(visit))
      \(table.isEmpty ? .empty : table.html)
      \(table.isEmpty ? .empty : addition(visit))
      \(Piece.text(number(visit), class: "muted small"))\(FirmProfile.form(visit))
      """
    return visit.firmPage(visit.say(YearsMessage.title), content)
  }

  private static func number(_ visit: FirmVisit) -> String {
    visit.profile.siren.map { visit.say(YearsMessage.siren, ["siren": .text($0)]) }
      ?? visit.say(YearsMessage.sirenUnknown)
  }

  private static func addition(_ visit: FirmVisit) -> HTML {
    guard visit.firm.may(.keep) else { return .empty }
    return "<p>\(Piece.button(visit.path("/ledger"), visit.say(YearsMessage.add), class: "quiet"))</p>"
  }

  private static func card(_ status: PathStatus, _ visit: FirmVisit) -> HTML {
    let step = NextStep(status, of: visit.firm.id, as: visit.firm.role, visit)
    let button: HTML =
      step.path.map { "<p class=\"actions\">\(Piece.button($0, step.button))</p>" } ?? .empty
    let title = status.year.map { visit.say(YearsMessage.named, ["year": .text($0.period.label)]) }
    return Piece.card(
      """
      <h2>\(title ?? visit.say(YearsMessage.none))</h2>\(Piece.text(step.standing))\(button)
      """)
  }

  private static func refused(_ status: PathStatus, _ visit: FirmVisit) -> HTML {
    guard let job = status.job, case .refused = job.outcome else { return .empty }
    return Piece.notice(
      "warn", visit.say(YearsMessage.refused, ["file": .text(job.fileName)]),
      "<p><a href=\"\(visit.path("/imports/\(job.number)"))\">\(visit.say(YearsMessage.refusedLink))</a></p>")
  }

  /// A year's period in words.
  static func period(_ year: StoredYear, _ visit: FirmVisit) -> String {
    visit.say(YearsMessage.periodText, ["start": .date(year.period.start), "end": .date(year.period.end)])
  }
}
