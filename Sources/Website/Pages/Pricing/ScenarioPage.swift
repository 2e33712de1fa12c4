// A kept scenario: what it comes to, who may see it, how to take it away, and deleting it.

import CanonicalJSON
import CarbonPricing
import Disclosure
import HTTPTypes
import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases
import Wording

enum ScenarioPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let scenario = try visit.scenario()
    let (result, refusal): (HTML, Refusal?)
    do throws(Refusal) {
      let outcome = try outcome(scenario, visit)
      (result, refusal) = (view(outcome, visit), nil)
    } catch {
      // Kept by an earlier program that could work it out: it is shown with what is wrong now.
      (result, refusal) = (.empty, error)
    }
    let entry = scenario.entry
    let change: HTML =
      visit.firm.may(.keep)
      ? """
      <p class="actions">\(Piece.button(visit.path(entry, "/edit"), visit.say(ScenarioMessage.edit)))
      \(Piece.button(visit.path(entry, "/delete"), visit.say(ScenarioMessage.delete), class: "quiet"))</p>
      """ : .empty
    let content: HTML = """
      \(Piece.heading(entry.name, "\(visit.say(entry.kind.message)) · \(try visit.kept(entry))"))\(visit.errors(refusal))
      \(change)\(result)\(share(entry, visit))\(files(entry, visit))
      """
    return visit.pricePage(entry.name, .scenarios, content)
  }

  static func outcome(_ scenario: StoredScenario, _ visit: FirmVisit) throws(Refusal) -> AppraiseScenario.Outcome {
    let policy = scenario.entry.kind == .policy ? nil : try visit.policy()?.policy
    return try AppraiseScenario(visit.library).run(
      scenario.entry.kind, scenario.content, policy: policy, year: visit.now.day.year)
  }

  private static func view(_ outcome: AppraiseScenario.Outcome, _ visit: FirmVisit) -> HTML {
    let price: HTML =
      outcome.price.map {
        Piece.text(visit.say(ScenarioMessage.priceTaken, ["name": .text(visit.name(of: $0))]), class: "muted")
      } ?? .empty
    switch outcome.result {
    case .project(let result): return price + ProjectView(result: result, visit: visit).html
    case .actions(let curve): return price + ActionsView(curve: curve, visit: visit).html
    case .policy(let file): return PolicyView(file: file, visit: visit).html
    }
  }

  private static func share(_ entry: ScenarioEntry, _ visit: FirmVisit) -> HTML {
    let address = visit.site.configuration.publicURL + visit.path(entry).text
    return Piece.section(
      visit.say(ScenarioMessage.share), id: "share",
      """
      \(Piece.text(visit.say(ScenarioMessage.shareText, ["firm": .text(visit.profile.name)])))
      <div class="field"><label for="address">\(visit.say(ScenarioMessage.shareLink))</label>\
      <input id="address" type="url" value="\(address)" readonly></div>
      <p><a href="\(visit.path("/people"))">\(visit.say(ScenarioMessage.sharePeople))</a></p>
      """)
  }

  private static func files(_ entry: ScenarioEntry, _ visit: FirmVisit) -> HTML {
    let sheets: [(String, ScenarioMessage)] =
      switch entry.kind {
      case .project: [("/value.pdf", .filePDFValue), ("/price.pdf", .filePDFImplicit)]
      case .actions: [("/actions.pdf", .filePDF)]
      case .policy: []
      }
    let links = sheets + [("/file.yaml", .fileYAML), ("/result.json", .fileJSON)]
    return Piece.section(
      visit.say(ScenarioMessage.files),
      "<ul>\(links.map { "<li><a href=\"\(visit.path(entry, $0.0))\">\(visit.say($0.1))</a></li>" as HTML })</ul>")
  }

  // MARK: Files

  static func file(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let scenario = try visit.scenario()
    let name = DownloadName.of(
      .scenario, siren: visit.profile.siren, year: "", activity: "\(scenario.entry.number)",
      version: scenario.entry.revision, "yaml")
    return .file(Array(scenario.content.utf8), type: "application/yaml", name: name)
  }

  static func json(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let outcome = try outcome(try visit.scenario(), visit)
    let json = try AppraiseScenario(visit.library).json(outcome, year: visit.now.day.year)
    return .inline(json.prettyText + "\n", type: "application/json")
  }

  /// The sheet of what a project is worth.
  static func valueSheet(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try sheet(visit) { result, making in
      guard case .project(let result) = result else { return nil }
      return AppraisalSheet.html(result.appraisal, result.sensitivity, visit.speaker, made: making)
    }
  }

  /// The sheet of the price from which a project wins.
  static func priceSheet(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try sheet(visit) { result, making in
      guard case .project(let result) = result else { return nil }
      return ImplicitPriceSheet.html(result.appraisal, published: result.published, visit.speaker, made: making)
    }
  }

  /// The sheet of a list of actions.
  static func actionsSheet(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try sheet(visit) { result, making in
      guard case .actions(let curve) = result else { return nil }
      return AbatementSheet.html(curve, visit.speaker, made: making)
    }
  }

  private static func sheet(
    _ visit: FirmVisit, _ made: (AppraiseScenario.Result, SheetMaking) -> HTML?
  ) throws(Refusal) -> Answer {
    let scenario = try visit.scenario()
    let outcome = try outcome(scenario, visit)
    guard let page = made(outcome.result, SheetMaking(on: visit.now.day)) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    let name = DownloadName.of(
      .scenario, siren: visit.profile.siren, year: "", activity: "\(scenario.entry.number)",
      version: scenario.entry.revision, "pdf")
    return .file(try PrintPDF.bytes(page.text), type: "application/pdf", name: name)
  }

  // MARK: Deleting

  static func askDelete(_ visit: FirmVisit) throws(Refusal) -> Answer { try askDelete(visit, refused: nil) }

  private static func askDelete(_ visit: FirmVisit, refused: Refusal?) throws(Refusal) -> Answer {
    let entry = try visit.scenario().entry
    let title = visit.say(ScenarioMessage.deleteTitle, ["name": .text(entry.name)])
    let form = visit.form(
      visit.path(entry, "/delete"),
      """
      <input type="hidden" name="revision" value="\(String(entry.revision))">
      <p class="actions">\(Field.submit(visit.say(ScenarioMessage.deleteButton), class: "danger"))
      \(Piece.button(visit.path(entry), visit.say(ScenarioMessage.deleteBack), class: "quiet"))</p>
      """)
    let errors: HTML = refused.map { visit.errors($0) } ?? .empty
    let content: HTML = "\(Piece.heading(title))\(errors)\(Piece.text(visit.say(ScenarioMessage.deleteText)))\(form)"
    return visit.pricePage(title, .scenarios, content, status: refused?.status.code ?? 200)
  }

  static func delete(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let entry = try visit.scenario().entry
    do throws(Refusal) {
      try visit.firm.removeScenario(entry.number, expecting: Int(visit.form["revision"]) ?? 0, at: visit.now)
    } catch  where error.says(StorageMessage.changedMeanwhile) {
      return try askDelete(visit, refused: error)
    }
    return .redirect(visit.path("/price/scenarios"))
  }
}
