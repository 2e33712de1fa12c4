// The activity: found by words, picked among several, or carried over from last year.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording
import WrittenFiles

enum ActivityQuestion {
  /// What words lead to.
  enum Found {
    case one(Activity)
    case several([Branch])
  }

  /// Characters of an activity's name.
  static let longest = 80

  /// The section of the page: the question, the answer, or what last year left.
  static func section(_ desk: YearDesk, _ choices: HTML) -> HTML {
    let visit = desk.visit
    if desk.isStarted { return known(desk) }
    guard desk.mayChange else { return Piece.notice("note", visit.say(ReadingMessage.readOnly)) }
    if let before = desk.settings.startedFrom { return carried(desk, before) }
    let words = Field(
      "words", visit.say(ReadingMessage.activityLabel), value: visit.form["words"],
      hint: visit.say(ReadingMessage.activityHint)
    ).with {
      $0.most = longest
      // Whoever picks among several has said it already.
      $0.isRequired = choices.isEmpty
    }
    let form = desk.form(
      desk.path("/reading"),
      "\(choices)\(words.html)<p class=\"actions\">\(Field.submit(visit.say(WebsiteMessage.next)))</p>")
    return Piece.section(
      visit.say(ReadingMessage.activity), id: "activity",
      Piece.card(Piece.text(visit.say(ReadingMessage.activityWhy), class: "muted") + form))
  }

  private static func known(_ desk: YearDesk) -> HTML {
    let visit = desk.visit
    let names = names(desk)
    let change: HTML =
      desk.mayChange
      ? " <a href=\"\(desk.path("/activities"))\">\(visit.say(ReadingMessage.activityChange))</a>" : .empty
    return """
      <p>\(visit.say(ReadingMessage.activityKnown, ["activities": .text(names)]))\(change)</p>
      <p class="actions">\(Piece.button(desk.path("/purchases"), visit.say(WebsiteMessage.next)))</p>
      """
  }

  private static func names(_ desk: YearDesk) -> String {
    desk.settings.file.settings.activities.map { "\($0.label) (\($0.naf))" }.joined(separator: ", ")
  }

  /// Last year's activities and rules hold: nothing is asked but quantities that change every year.
  private static func carried(_ desk: YearDesk, _ before: StoredYear) -> HTML {
    let visit = desk.visit
    let outputs = (try? outputsToAsk(desk)) ?? []
    let fields = outputs.map { activity in
      Field(
        "output-\(activity.id)", visit.say(ReadingMessage.carriedOutput, ["activity": .text(activity.label)]),
        value: visit.form["output-\(activity.id)"]
      ).with {
        $0.inputMode = "decimal"
        $0.unit = activity.output?.quantity.unit.symbol ?? ""
        $0.most = 30
      }.html
    }
    let form = desk.form(
      desk.path("/reading"),
      """
      \(Field.hidden("start", "1"))\(fields)<p class="actions">\(Field.submit(visit.say(WebsiteMessage.next)))</p>
      """)
    return Piece.section(
      visit.say(ReadingMessage.carried, ["year": .text(before.period.label)]), id: "activity",
      Piece.card(Piece.text(visit.say(ReadingMessage.carriedText, ["activities": .text(names(desk))])) + form))
  }

  private static func outputsToAsk(_ desk: YearDesk) throws(Refusal) -> [Activity] {
    guard let before = desk.settings.startedFrom, let kept = try desk.visit.firm.settings(for: before.id) else {
      return []
    }
    return StartYear.outputsToAsk(after: try FirmFile(text: kept.text))
  }

  /// The quantities sold in the year that were typed, by activity.
  static func outputs(_ desk: YearDesk) throws(Refusal) -> [String: PhysicalOutput] {
    var outputs: [String: PhysicalOutput] = [:]
    for activity in try outputsToAsk(desk) {
      let text = desk.visit.form["output-\(activity.id)"]
      guard !text.isEmpty, let unit = activity.output?.quantity.unit.symbol else { continue }
      let name = desk.visit.say(ReadingMessage.carriedOutput, ["activity": .text(activity.label)])
      outputs[activity.id] = PhysicalOutput(quantity: try TypedValue.quantity(text, unit, field: name))
    }
    return outputs
  }

  /// The activity that was picked, or that the words mean.
  static func found(_ visit: FirmVisit) throws(Refusal) -> Found {
    let finder = BranchFinder(visit.library.branches)
    let words = String(visit.form["words"].prefix(longest))
    let code = visit.form["code"]
    if !code.isEmpty, words == visit.form["asked"] || words.isEmpty {
      return .one(activity(try finder.find(String(code.prefix(10))), called: words))
    }
    guard !words.isEmpty else { throw Refusal(Diagnostic(.error, ReadingRefusal.activityEmpty)) }
    if let branch = try? finder.find(words) { return .one(activity(branch, called: words)) }
    let branches = finder.search(words)
    guard !branches.isEmpty else {
      throw Refusal(Diagnostic(.error, ReadingRefusal.activityNone, ["words": .text(words)]))
    }
    return .several(branches)
  }

  /// A first activity: it goes by the firm's own words where there are some.
  private static func activity(_ branch: Branch, called words: String) -> Activity {
    let isName = words.count > 2 && !words.contains { $0.isNumber }
    let label = isName ? words.prefix(1).uppercased() + words.dropFirst() : branch.label.fr
    return Activity(id: "main", label: label, naf: branch.code)
  }

  /// The branches to pick from.
  static func choices(_ branches: [Branch], _ visit: FirmVisit) -> HTML {
    let options = branches.map { branch in
      (value: branch.code, label: visit.speaker.say(branch.label), hint: branch.code)
    }
    let legend = visit.say(ReadingMessage.activitySeveral, ["words": .text(visit.form["words"])])
    return Field.hidden("asked", visit.form["words"])
      + Field.choices("code", legend, options, chosen: branches.first?.code ?? "")
  }
}
