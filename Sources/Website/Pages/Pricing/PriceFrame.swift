// The frame of the pages about carbon prices: where one is among them.

import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases

/// Words of the frame; texts in `scenarios.yaml`.
public enum PriceFrameMessage: String, MessageKey {
  case navigation = "price-frame.navigation"
  case margin = "price-frame.margin"
  case scenarios = "price-frame.scenarios"
  case trajectories = "price-frame.trajectories"
}

/// A part of the pages about carbon prices.
enum PricePart: String, CaseIterable {
  case margin = "/price"
  case scenarios = "/price/scenarios"
  case trajectories = "/price/trajectories"

  var name: PriceFrameMessage {
    switch self {
    case .margin: .margin
    case .scenarios: .scenarios
    case .trajectories: .trajectories
    }
  }
}

extension FirmVisit {
  /// A page about carbon prices.
  func pricePage(_ title: String, _ part: PricePart, _ content: HTML, status: Int = 200) -> Answer {
    let links = PricePart.allCases.map { other -> HTML in
      let mark: HTML = other == part ? " aria-current=\"page\"" : .empty
      return "<li><a href=\"\(path(other.rawValue))\"\(mark)>\(say(other.name))</a></li>"
    }
    let nav: HTML = """
      <nav aria-label="\(say(PriceFrameMessage.navigation))"><ul class="parts">\(links)</ul></nav>
      """
    return firmPage(title, nav + content, status: status)
  }

  /// The firm's policy, where it keeps one that can be read.
  func policy() throws(Refusal) -> PolicyFile? { try FirmPolicy.of(firm, library) }

  /// The scenario that the path names.
  func scenario() throws(Refusal) -> StoredScenario {
    guard let number = Int(parameter("number")) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    return try firm.scenario(number)
  }

  /// The address of a scenario, or of something about it.
  func path(_ scenario: ScenarioEntry, _ rest: String = "") -> LinkPath {
    path("/price/scenarios/\(scenario.number)\(rest)")
  }
}
