// How the figures come about, in plain words: for whoever reads one and wonders.

import Markup
import Quantities

/// Words of the page; texts in `method.yaml`.
public enum MethodMessage: String, MessageKey {
  case title = "method.title"
  case lead = "method.lead"
  case account = "method.account"
  case accountText = "method.account-text"
  case purchases = "method.purchases"
  case purchasesText = "method.purchases-text"
  case energy = "method.energy"
  case energyText = "method.energy-text"
  case assets = "method.assets"
  case assetsText = "method.assets-text"
  case factor = "method.factor"
  case factorText = "method.factor-text"
  case carryOver = "method.carry-over"
  case carryOverText = "method.carry-over-text"
  case resale = "method.resale"
  case resaleText = "method.resale-text"
  case proof = "method.proof"
  case proofText = "method.proof-text"
  case sources = "method.sources"
  case sourcesText = "method.sources-text"
  case start = "method.start"
}

enum MethodPage {
  private static let sections: [(title: MethodMessage, text: MethodMessage)] = [
    (.account, .accountText), (.purchases, .purchasesText), (.energy, .energyText), (.assets, .assetsText),
    (.factor, .factorText), (.carryOver, .carryOverText), (.resale, .resaleText), (.proof, .proofText),
    (.sources, .sourcesText),
  ]

  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    let sections = sections.map { Piece.section(visit.say($0.title), Piece.text(visit.say($0.text))) }
    let content: HTML = """
      \(Piece.heading(visit.say(MethodMessage.title), visit.say(MethodMessage.lead)))\(sections)
      <p class="actions">\(Piece.button(LinkPath("/calculator"), visit.say(MethodMessage.start), class: "quiet"))</p>
      """
    return visit.page(visit.say(MethodMessage.title), content)
  }
}
