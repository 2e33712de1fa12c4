// The steps of a figure in an owner's words: names where derivations have ids, the language's numbers, no rounding.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

/// Words of opened figures; texts in `figures.yaml`.
public enum FigureMessage: String, MessageKey {
  case line = "figures.line"
  case measured = "figures.measured"
  case selection = "figures.selection"
  case account = "figures.account"
  case factor = "figures.factor"
  case edition = "figures.edition"
  case uncertainty = "figures.uncertainty"
  case official = "figures.official"
  case secondary = "figures.secondary"
  case derived = "figures.derived"
  case estimate = "figures.estimate"
  case prices = "figures.prices"
  case index = "figures.index"
  case indexConsumer = "figures.index-insee-cpi"
  case sameYear = "figures.same-year"
  case rule = "figures.rule"
  case wordRule = "figures.word-rule"
  case ownRule = "figures.own-rule"
}

/// Puts the titles and values of derivations into words.
struct FigureWords {
  let visit: FirmVisit
  /// The activities of the year by id, to name them.
  let activities: [String: Activity]
  /// The name of the supplier that was pointed at, if one was.
  let supplier: String?

  init(_ visit: FirmVisit, _ books: CarbonBooks, figure: String) {
    self.visit = visit
    activities = Dictionary(books.accounts.map { ($0.activity.id, $0.activity) }) { first, _ in first }
    supplier = books.journal.entries.lazy.compactMap(\.supplier).first { $0.isNamed(figure) }
      .map(PurchaseAccountPage.name)
  }

  /// What a step is.
  func title(_ derivation: Derivation) -> String {
    let values = derivation.title.values
    if case .message(let rule) = derivation.value {
      return visit.say(FigureMessage.rule, ["rule": .text(visit.rule(rule))])
    }
    guard let key = CarbonMessage(rawValue: derivation.title.key) else { return visit.speaker.say(derivation.title) }
    switch key {
    case .figureEntry: return entry(values)
    case .figureCategory: return visit.categoryName(text("category", values))
    case .figureSelection:
      return visit.say(
        FigureMessage.selection, ["name": .text(selected(text("query", values))), "count": values["count"] ?? 0])
    case .figureEmissionFactor: return visit.say(FigureMessage.factor, values)
    case .figureDeflator: return visit.say(FigureMessage.prices, values)
    case .figureRevenue: return visit.say(base(text("kind", values)))
    default: return visit.say(key, values.merging(named(values)) { $1 })
    }
  }

  /// A step's value to the gram, the unit and the digit; nil for one that is in words, which its title bears.
  func value(_ derivation: Derivation) -> String? {
    switch derivation.value {
    case .message, nil: nil
    case .carbon(let mass): "\(visit.numbers.integer(mass.grams)) g CO2e"
    case .some(let value): visit.speaker.say(value)
    }
  }

  /// What opens under a factor or a change of prices: edition, certainty, index; nothing under other steps.
  func details(_ derivation: Derivation) -> [String] {
    let values = derivation.title.values
    switch CarbonMessage(rawValue: derivation.title.key) {
    case .figureEmissionFactor:
      let status = FigureStatus(rawValue: text("status", values)).map { visit.say(words($0)) }
      let uncertainty =
        text("uncertainty", values).hasPrefix("±") ? visit.say(FigureMessage.uncertainty, values) : nil
      return [visit.say(FigureMessage.edition, values), uncertainty, status].compactMap { $0 }
    case .figureDeflator:
      if values["from"] == values["to"] { return [visit.say(FigureMessage.sameYear)] }
      return [visit.say(FigureMessage(rawValue: "figures.index-" + text("series", values)) ?? .index, values)]
    default: return []
    }
  }

  private func entry(_ values: [String: MessageValue]) -> String {
    let category = MessageValue.text(visit.categoryName(text("category", values)))
    let isMeasure = text("id", values).hasPrefix("measure/")
    return visit.say(
      isMeasure ? FigureMessage.measured : .line,
      values.merging(["category": category, "evidence": .text(visit.evidence(text("label", values)))]) { $1 })
  }

  /// What was pointed at: a supplier or a category by its name, an account by its number, else as it was written.
  private func selected(_ query: String) -> String {
    if let supplier { return supplier }
    if query.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return visit.say(FigureMessage.account, ["account": .text(query)])
    }
    return visit.categoryName(query)
  }

  /// The values that are ids, by their names.
  private func named(_ values: [String: MessageValue]) -> [String: MessageValue] {
    var named: [String: MessageValue] = [:]
    if let activity = activities[text("activity", values)] { named["activity"] = .text(activity.label) }
    if let factor = visit.library.reference.factors.factor(text("factor", values)) {
      named["factor"] = .localized(factor.name)
    }
    if values["evidence"] != nil { named["evidence"] = .text(visit.evidence(text("evidence", values))) }
    return named
  }

  private func text(_ name: String, _ values: [String: MessageValue]) -> String {
    if case .text(let text) = values[name] { text } else { "" }
  }

  private func base(_ kind: String) -> AccountMessage {
    switch Activity.Kind(rawValue: kind) {
    case .resale: .margin
    case .publicService: .cost
    case .production, nil: .revenue
    }
  }

  private func words(_ status: FigureStatus) -> FigureMessage {
    switch status {
    case .official: .official
    case .secondary: .secondary
    case .derived: .derived
    case .estimate: .estimate
    }
  }
}

extension Visiting {
  /// What a rule does, said to whom the rules belong.
  func rule(_ message: Message) -> String {
    switch CarbonMessage(rawValue: message.key) {
    case .ruleOwn: say(FigureMessage.ownRule, message.values)
    case .ruleWord: say(FigureMessage.wordRule, message.values)
    default: speaker.say(message)
    }
  }
}
