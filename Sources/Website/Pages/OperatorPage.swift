// The instance, for who runs it: who is on it, what it does, how much room is left. No figure of anybody's account.

import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the operator's page; texts in `operator.yaml`.
public enum OperatorMessage: String, MessageKey {
  case title = "operator.title"
  case lead = "operator.lead"
  case organisations = "operator.organisations"
  case people = "operator.people"
  case operators = "operator.operators"
  case waiting = "operator.waiting"
  case running = "operator.running"
  case failed = "operator.failed"
  case failedDetail = "operator.failed-detail"
  case sessions = "operator.sessions"
  case stateTitle = "operator.state-title"
  case version = "operator.version"
  case uptime = "operator.uptime"
  case uptimeValue = "operator.uptime-value"
  case database = "operator.database"
  case disk = "operator.disk"
  case diskLow = "operator.disk-low"
  case diskLowText = "operator.disk-low-text"
  case megabytes = "operator.megabytes"
  case unknown = "operator.unknown"
  case keyNone = "operator.key-none"
  case keyNoneText = "operator.key-none-text"
  case backup = "operator.backup"
  case backupWhen = "operator.backup-when"
  case backupNever = "operator.backup-never"
  case backupOld = "operator.backup-old"
  case backupText = "operator.backup-text"
  case firmsTitle = "operator.firms-title"
  case firmsSearch = "operator.firms-search"
  case firmsButton = "operator.firms-button"
  case firmsCaption = "operator.firms-caption"
  case firmsNone = "operator.firms-none"
  case name = "operator.name"
  case siren = "operator.siren"
  case number = "operator.number"
  case previous = "operator.previous"
  case following = "operator.following"
  case pages = "operator.pages"
  case settingsTitle = "operator.settings-title"
  case settingsCaption = "operator.settings-caption"
  case setting = "operator.setting"
  case value = "operator.value"
  case origin = "operator.origin"
  case meaning = "operator.meaning"
}

enum OperatorPage {
  /// Organisations on a page of the list.
  private static let pageLength = 50
  /// How long ago a refused import is still news, and after how long a backup is old, in seconds.
  private static let (recent, old): (Int64, Int64) = (7 * 24 * 3600, 7 * 24 * 3600)

  static func show(_ visit: InstanceVisit) throws(Refusal) -> Answer {
    let overview = try visit.instance.overview()
    let content: HTML = """
      \(Piece.heading(visit.say(OperatorMessage.title), visit.say(OperatorMessage.lead)))
      \(warnings(visit, overview))
      \(try counts(visit, overview))
      \(Piece.section(visit.say(OperatorMessage.stateTitle), Piece.terms(try state(visit, overview))))
      \(Piece.section(visit.say(OperatorMessage.firmsTitle), id: "firms", try firms(visit)))
      \(OperatorReset.form(visit))
      \(Piece.section(visit.say(OperatorMessage.settingsTitle), settings(visit)))
      """
    return visit.page(visit.say(OperatorMessage.title), content)
  }

  private static func warnings(_ visit: InstanceVisit, _ overview: InstanceOverview) -> HTML {
    var notices: [HTML] = []
    if let free = visit.site.freeBytes, free < visit.site.configuration.diskReserve {
      notices.append(
        Piece.notice(
          "bad", visit.say(OperatorMessage.diskLow), Piece.text(visit.say(OperatorMessage.diskLowText))))
    }
    if visit.site.configuration.keyPath == nil {
      notices.append(
        Piece.notice("warn", visit.say(OperatorMessage.keyNone), Piece.text(visit.say(OperatorMessage.keyNoneText))))
    }
    let isOld = overview.lastBackup.map { $0 < visit.now.adding(seconds: -old) } ?? true
    if isOld, overview.organisations > 0 {
      let key: OperatorMessage = overview.lastBackup == nil ? .backupNever : .backupOld
      notices.append(
        Piece.notice("warn", visit.say(key), Piece.text(visit.say(OperatorMessage.backupText))))
    }
    return "\(notices)"
  }

  private static func counts(_ visit: InstanceVisit, _ overview: InstanceOverview) throws(Refusal) -> HTML {
    let jobs = try visit.store.jobs.overview()
    let failed = try visit.store.jobs.failures(since: visit.now.adding(seconds: -recent))
    let sessions = try visit.store.sessions.count(idle: visit.site.configuration.idleSeconds, at: visit.now)
    let figures: [(OperatorMessage, Int, String)] = [
      (.organisations, overview.organisations, ""), (.people, overview.people, ""),
      (.operators, overview.operators, ""), (.sessions, sessions, ""), (.waiting, jobs.waiting, ""),
      (.running, jobs.running, ""), (.failed, failed, visit.say(OperatorMessage.failedDetail)),
    ]
    let shown = figures.map { key, count, detail in
      Piece.figure(visit.numbers.integer(Int64(count)), visit.say(key), detail: detail)
    }
    return "<div class=\"figures\">\(shown)</div>"
  }

  private static func state(_ visit: InstanceVisit, _ overview: InstanceOverview) throws(Refusal) -> [(String, HTML)] {
    let up = (visit.now.milliseconds - visit.site.startedAt.milliseconds) / 60_000
    let uptime = visit.say(
      OperatorMessage.uptimeValue,
      [
        "days": .integer(Int(up / 1440)), "hours": .integer(Int(up / 60 % 24)), "minutes": .integer(Int(up % 60)),
      ])
    let backup = overview.lastBackup.map { moment in
      visit.say(
        OperatorMessage.backupWhen,
        ["day": .date(moment.day), "time": .text(String(moment.iso.dropFirst(11).prefix(5)))])
    }
    return [
      (visit.say(OperatorMessage.version), "\(ProgramVersion.text)"), (visit.say(OperatorMessage.uptime), "\(uptime)"),
      (visit.say(OperatorMessage.database), "\(size(visit, try visit.store.byteCount()))"),
      (visit.say(OperatorMessage.disk), "\(size(visit, visit.site.freeBytes))"),
      (visit.say(OperatorMessage.backup), "\(backup ?? visit.say(OperatorMessage.backupNever))"),
    ]
  }

  private static func size(_ visit: InstanceVisit, _ bytes: Int64?) -> String {
    guard let bytes else { return visit.say(OperatorMessage.unknown) }
    return visit.say(OperatorMessage.megabytes, ["megabytes": .integer(Int(bytes / 1_000_000))])
  }

  private static func firms(_ visit: InstanceVisit) throws(Refusal) -> HTML {
    let text = String(visit.query["q"].prefix(200))
    let page = min(max(Int(visit.query["page"]) ?? 1, 1), 100_000)
    let found = try visit.instance.organisations(
      holding: text, skipping: (page - 1) * pageLength, limit: pageLength)
    let last = max((found.count + pageLength - 1) / pageLength, 1)
    var table = DataTable(
      visit.say(
        OperatorMessage.firmsCaption,
        ["count": .integer(found.count), "page": .integer(page), "last": .integer(last)]),
      [
        .text(visit.say(OperatorMessage.name)), .text(visit.say(OperatorMessage.siren)),
        .number(visit.say(OperatorMessage.number)),
      ])
    for firm in found.some { table.add(["\(firm.name)", "\(firm.siren ?? "")", "\(firm.id.number)"]) }
    let field = Field("q", visit.say(OperatorMessage.firmsSearch), type: "search", value: text).with {
      $0.isRequired = false
    }
    return """
      <form method="get" action="/operator" class="row">\(field.html)\
      \(Field.submit(visit.say(OperatorMessage.firmsButton), class: "quiet"))</form>
      \(table.isEmpty ? Piece.text(visit.say(OperatorMessage.firmsNone)) : table.html)
      \(pages(visit, text, page, last))
      """
  }

  /// Ways to the page before and the one after.
  private static func pages(_ visit: InstanceVisit, _ text: String, _ page: Int, _ last: Int) -> HTML {
    var links: [HTML] = []
    func add(_ number: Int, _ key: OperatorMessage) {
      let path = LinkPath("/operator", ["q": text, "page": "\(number)"])
      links.append(Piece.button(path, visit.say(key), class: "quiet small"))
    }
    if page > 1 { add(min(page - 1, last), .previous) }
    if page < last { add(page + 1, .following) }
    guard !links.isEmpty else { return .empty }
    return "<nav class=\"actions\" aria-label=\"\(visit.say(OperatorMessage.pages))\">\(links)</nav>"
  }

  private static func settings(_ visit: InstanceVisit) -> HTML {
    var table = DataTable(
      visit.say(OperatorMessage.settingsCaption),
      [OperatorMessage.setting, .value, .origin, .meaning].map { .text(visit.say($0)) })
    for read in visit.site.configuration.settings {
      table.add([
        "<code>\(read.setting.key)</code>", "<span class=\"code\">\(read.shown)</span>",
        "\(ConfigurationText.origin(read, visit.speaker))", "\(visit.speaker.say(read.setting.meaning))",
      ])
    }
    return table.html
  }
}
