// Ways of counting in words: category, factor, and how good the evidence is.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import UseCases
import Wording

struct PurchaseWords {
  private let visit: FirmVisit

  init(_ visit: FirmVisit) { self.visit = visit }

  /// A category's name.
  func category(_ category: PurchaseCategory?) -> String { category.map { visit.speaker.say($0.label) } ?? "—" }

  /// How an account is counted: its main way, and how many others there are.
  func ways(_ parts: [PurchaseReview.Part]) -> HTML {
    guard let main = parts.first?.way else { return "—" }
    // Several rules may lead to the same category and factor: that is one way to whoever reads.
    let others = Set(parts.map { "\($0.way.category?.id ?? "") \($0.way.factor?.id ?? "")" }).count - 1
    let more: HTML =
      others > 0
      ? " <span class=\"muted\">\(visit.say(PurchaseMessage.several, ["count": .integer(others)]))</span>" : .empty
    return "<div>\(way(main))\(more)</div>"
  }

  /// A way of counting.
  func way(_ way: PurchaseReview.Way) -> HTML {
    let factor = way.factor.map { visit.speaker.say($0.name) } ?? visit.say(PurchaseMessage.content)
    let kind = way.category?.kind
    let isOwn = if case .own = way.rule { true } else { false }
    let tag: HTML =
      kind == .energy || kind == .transport
      ? way.quality == .monetary
        ? " <span class=\"tag warn\">\(visit.say(PurchaseMessage.provisional))</span>" : .empty : .empty
    let own: HTML = isOwn ? " <span class=\"tag good\">\(visit.say(PurchaseMessage.rule))</span>" : .empty
    return
      "<span class=\"way\">\(category(way.category)) <span class=\"muted small\">\(factor)</span>\(tag)\(own)</span>"
  }

  /// What a rule does.
  func outcome(_ outcome: OwnRule.Outcome) -> String {
    switch outcome {
    case .outside(let reason): return visit.say(PurchaseMessage.outsideBecause, ["reason": .text(reason)])
    case .purchase(let category, let selector):
      return "\(visit.categoryName(category)) · \(self.selector(selector))"
    }
  }

  /// What a factor selector names.
  func selector(_ selector: String) -> String {
    let id = selector.hasPrefix("id:") ? String(selector.dropFirst(3)) : selector
    if let factor = visit.library.reference.factors.factor(id) { return visit.speaker.say(factor.name) }
    return selector.hasPrefix("branch:") ? visit.say(PurchaseMessage.branchFactor) : id
  }
}
