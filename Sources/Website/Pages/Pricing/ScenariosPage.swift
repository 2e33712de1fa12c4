// What a firm keeps of carbon prices, and starting something new from an example.

import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases

enum ScenariosPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let title = visit.say(ScenarioMessage.title)
    let kept = try visit.firm.scenarios()
    var table = DataTable(
      visit.say(ScenarioMessage.listed),
      [
        .text(visit.say(ScenarioMessage.columnName)), .text(visit.say(ScenarioMessage.columnKind)),
        .text(visit.say(ScenarioMessage.columnKept)),
      ])
    for entry in kept {
      table.add([
        "<a href=\"\(visit.path(entry))\">\(entry.name)</a>", "\(visit.say(entry.kind.message))",
        "\(try visit.kept(entry))",
      ])
    }
    let list = table.isEmpty ? Piece.text(visit.say(ScenarioMessage.none)) : table.html
    let content: HTML = """
      \(Piece.heading(title, visit.say(ScenarioMessage.lead)))\(list)\(starts(kept, visit))
      """
    return visit.pricePage(title, .scenarios, content)
  }

  private static func starts(_ kept: [ScenarioEntry], _ visit: FirmVisit) -> HTML {
    guard visit.firm.may(.keep) else { return Piece.text(visit.say(ScenarioMessage.readOnly), class: "muted") }
    let cards = ScenarioEntry.Kind.allCases.compactMap { kind -> HTML? in
      if kind == .policy, kept.contains(where: { $0.kind == .policy }) { return nil }
      let (name, text) = kind.start
      let button = Piece.button(
        visit.path("/price/scenarios/new", ["kind": kind.rawValue]), visit.say(ScenarioMessage.startButton),
        class: "quiet")
      return Piece.card(
        "<h3>\(visit.say(name))</h3>\(Piece.text(visit.say(text)))<p class=\"actions\">\(button)</p>")
    }
    return Piece.section(visit.say(ScenarioMessage.start), "<div class=\"columns\">\(cards)</div>")
  }
}

extension ScenarioEntry.Kind {
  /// What it is called.
  var message: ScenarioMessage {
    switch self {
    case .project: .kindProject
    case .actions: .kindActions
    case .policy: .kindPolicy
    }
  }

  /// What starting one is called, and what it answers.
  var start: (ScenarioMessage, ScenarioMessage) {
    switch self {
    case .project: (.startProject, .startProjectText)
    case .actions: (.startActions, .startActionsText)
    case .policy: (.startPolicy, .startPolicyText)
    }
  }
}

extension FirmVisit {
  /// Which revision it is, when it was kept, and by whom where they still take part.
  func kept(_ entry: ScenarioEntry) throws(Refusal) -> String {
    let member = try firm.members().first { entry.actor == Principal.person($0.person).actor }
    let name = try member.flatMap { member throws(Refusal) in try store.person(member.person).identity()?.name }
    var values: [String: MessageValue] = [
      "revision": .integer(entry.revision), "date": .date(entry.recordedAt.day),
    ]
    guard let name else { return say(ScenarioMessage.keptOn, values) }
    values["name"] = .text(name)
    return say(ScenarioMessage.keptBy, values)
  }
}
