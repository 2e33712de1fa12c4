// A classification rule in words.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import UseCases
import Wording

/// Words for rules; texts in `rule-book.yaml`.
public enum RuleWordsMessage: String, MessageKey {
  case account = "rule-words.account"
  case journal = "rule-words.journal"
  case supplier = "rule-words.supplier"
  case label = "rule-words.label"
  case purchase = "rule-words.purchase"
  case outside = "rule-words.outside"
}

extension Visiting {
  /// `compte 6226 · fournisseur Durand`.
  func words(_ match: LineMatch) -> String {
    let criteria: [(RuleWordsMessage, String?)] = [
      (.account, match.account), (.journal, match.journal), (.supplier, match.supplier), (.label, match.label),
    ]
    return criteria.compactMap { key, value in value.map { say(key, ["value": .text($0)]) } }.joined(separator: " · ")
  }

  /// `Assurances, au facteur naf:65.12Z:production`.
  func words(_ outcome: OwnRule.Outcome) -> String {
    switch outcome {
    case .purchase(let category, let factor):
      let table = library.reference.classification
      let name = table.category(category).map { speaker.say($0.label) } ?? category
      let id = factor.hasPrefix("id:") ? String(factor.dropFirst(3)) : factor
      let factorName = library.reference.factors.factor(id).map { speaker.say($0.name) } ?? id
      return say(RuleWordsMessage.purchase, ["category": .text(name), "factor": .text(factorName)])
    case .outside(let reason): return say(RuleWordsMessage.outside, ["reason": .text(reason)])
    }
  }
}
