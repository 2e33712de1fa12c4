// A scenario's form: values and rows, or the file itself. Nothing is kept before it can be worked out.

import CarbonPricing
import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases
import Wording

struct ScenarioEditPage {
  /// What is edited.
  private enum Draft {
    case form(ScenarioForm)
    case text(String)

    /// The file it stands for.
    var text: String {
      switch self {
      case .form(let form): form.yaml
      case .text(let text): text
      }
    }
  }

  private let visit: FirmVisit
  private let kind: ScenarioEntry.Kind
  /// What is changed; nil for something new.
  private let entry: ScenarioEntry?

  // MARK: Something new

  static func start(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let page = ScenarioEditPage(visit: visit, kind: try kind(visit.query["kind"]), entry: nil)
    let text = try PriceTemplate.text(page.kind.rawValue, in: visit.speaker.language, visit.site.directory)
    return try page.page(page.draft(of: text), revision: 0, nil)
  }

  static func add(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try ScenarioEditPage(visit: visit, kind: try kind(visit.form["scenario"]), entry: nil).send()
  }

  // MARK: Something kept

  static func edit(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let scenario = try visit.scenario()
    let page = ScenarioEditPage(visit: visit, kind: scenario.entry.kind, entry: scenario.entry)
    return try page.page(page.draft(of: scenario.content), revision: scenario.entry.revision, nil)
  }

  static func save(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let scenario = try visit.scenario()
    return try ScenarioEditPage(visit: visit, kind: scenario.entry.kind, entry: scenario.entry).send()
  }

  private static func kind(_ text: String) throws(Refusal) -> ScenarioEntry.Kind {
    guard let kind = ScenarioEntry.Kind(rawValue: text) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    return kind
  }

  /// A form where it shows all that the file says, unless the file itself was asked for.
  private func draft(of text: String) -> Draft {
    if visit.query["as"] == "file" { return .text(text) }
    return ScenarioForm(kind, yaml: text).map(Draft.form) ?? .text(text)
  }

  // MARK: What was sent

  private func send() throws(Refusal) -> Answer {
    let revision = Int(visit.form["revision"]) ?? 0
    if visit.form.has("file") {
      let text = visit.form.exact("file").replacing("\r\n", with: "\n")
      return try keep(.text(text), revision)
    }
    let form = ScenarioForm(kind) { visit.form.has($0) ? visit.form[$0] : nil }
    let order = visit.form["do"].split(separator: ":").map(String.init)
    switch (order.first, order.dropFirst().first) {
    case ("add", let path?): return try page(.form(form.adding(to: path)), revision: revision, nil)
    case ("remove", let path?):
      let row = Int(order.last ?? "") ?? 0
      return try page(.form(form.removing(row, of: path)), revision: revision, nil)
    default: return try keep(.form(form), revision)
    }
  }

  private func keep(_ draft: Draft, _ revision: Int) throws(Refusal) -> Answer {
    let job = KeepScenario(visit.library, visit.firm, at: visit.now)
    do throws(Refusal) {
      let untitled = visit.say(kind.message)
      if case .text(let text) = draft, let file = try ScenarioTable.file(text, kind) {
        // What a table cannot say is asked for in the form.
        return try keep(ScenarioForm(kind, yaml: file).map(Draft.form) ?? .text(file), revision)
      }
      let text = draft.text
      guard let entry else {
        return .redirect(visit.path("/price/scenarios/\(try job.add(kind, text, untitled: untitled))"))
      }
      _ = try job.revise(entry, expecting: revision, text, untitled: untitled)
      return .redirect(visit.path(entry))
    } catch {
      // A server that cannot keep anything answers as it does everywhere; what was typed wrong is shown where it was typed.
      return try page(draft, revision: revision, error)
    }
  }

  // MARK: The page

  private func page(_ draft: Draft, revision: Int, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = entry.map { visit.say(ScenarioMessage.editTitle, ["name": .text($0.name)]) } ?? visit.say(kind.start.0)
    let lead = entry == nil && refusal == nil ? visit.say(ScenarioMessage.example) : ""
    let action = entry.map { visit.path($0, "/edit") } ?? visit.path("/price/scenarios/new")
    let hidden = Field.hidden("scenario", kind.rawValue) + Field.hidden("revision", "\(revision)")
    let (fields, shown): (HTML, Refusal?) =
      switch draft {
      case .form(let form):
        (
          try ScenarioFields(visit: visit, form: form).html,
          refusal.map { ScenarioPlaces(visit: visit, kind: kind).named($0) }
        )
      case .text(let text): (file(text), refusal)
      }
    let content: HTML = """
      \(Piece.heading(title, lead))\(visit.errors(shown))\(stale(refusal))\(visit.form(action, hidden + fields))\(other(draft))
      """
    return visit.pricePage(title, .scenarios, content, status: refusal == nil ? 200 : 422)
  }

  /// Somebody else kept another revision meanwhile: theirs opens beside what was typed here.
  private func stale(_ refusal: Refusal?) -> HTML {
    guard let refusal, refusal.says(StorageMessage.changedMeanwhile), let entry else { return .empty }
    return "<p><a href=\"\(visit.path(entry))\">\(visit.say(ScenarioMessage.stale))</a></p>"
  }

  private func file(_ text: String) -> HTML {
    """
    \(Field.lines("file", visit.say(ScenarioMessage.file), value: text, rows: 24, hint: visit.say(ScenarioMessage.fileHint), most: OrganisationStore.scenarioLimit))
    <p class="actions">\(Field.submit(visit.say(ScenarioMessage.save)))</p>
    """
  }

  /// The way from the form to the file, and back where the form shows all of it.
  private func other(_ draft: Draft) -> HTML {
    let base = entry.map { visit.path($0, "/edit").text } ?? visit.path("/price/scenarios/new").text
    let kept = entry == nil ? "?kind=\(kind.rawValue)" : ""
    switch draft {
    case .form:
      let path = LinkPath(base + kept + (kept.isEmpty ? "?" : "&") + "as=file")
      return "<p><a href=\"\(path)\">\(visit.say(ScenarioMessage.asFile))</a></p>"
    case .text(let text):
      guard ScenarioForm(kind, yaml: text) != nil else {
        return Piece.text(visit.say(ScenarioMessage.asFileOnly), class: "muted")
      }
      return "<p><a href=\"\(LinkPath(base + kept))\">\(visit.say(ScenarioMessage.asForm))</a></p>"
    }
  }
}
