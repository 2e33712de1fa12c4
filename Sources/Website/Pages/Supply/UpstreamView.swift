// The published accounts of suppliers that a sealed account says it rests on.

import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct UpstreamView {
  private struct Link {
    let reference: String
    let carbon: CarbonMass
  }

  private let links: [Link]
  private let production: CarbonMass
  private let visit: Visit

  /// Nil where the firm does not show them.
  init?(sealed: JSONValue, _ visit: Visit) {
    guard let elements = sealed["upstream"]?.elements else { return nil }
    links = elements.prefix(Self.most).compactMap { element in
      guard let reference = element["published"]?.text, let carbon = element["carbon_g"]?.integer else { return nil }
      return Link(reference: reference, carbon: CarbonMass(grams: carbon))
    }
    production = CarbonMass(grams: sealed["production_g"]?.integer ?? 0)
    self.visit = visit
  }

  func html() throws(Refusal) -> HTML {
    guard !links.isEmpty else {
      return Piece.section(
        visit.say(SupplyMessage.upstreamTitle), Piece.text(visit.say(SupplyMessage.upstreamNone)))
    }
    var table = DataTable(
      visit.say(SupplyMessage.upstreamCaption),
      [
        .text(visit.say(SupplyMessage.account)), .number(visit.say(SupplyMessage.factor)),
        .number(visit.say(SupplyMessage.carbon)), .number(visit.say(SupplyMessage.share)),
        .text(visit.say(SupplyMessage.standing)),
      ])
    for link in links { table.add(try row(link)) }
    return Piece.section(
      visit.say(SupplyMessage.upstreamTitle), Piece.text(visit.say(SupplyMessage.upstreamLead)) + table.html)
  }

  private func row(_ link: Link) throws(Refusal) -> [HTML] {
    let share = (try? link.carbon.rational.divided(by: production.rational)) ?? .zero
    let figures: [HTML] = ["\(visit.numbers.carbon(link.carbon))", "\(visit.numbers.percent(share))"]
    guard let (content, standing) = try PublishedContent.named(link.reference, visit.store) else {
      return ["–", "–"] + figures + ["\(visit.say(SupplyMessage.standingGone))"]
    }
    let account = visit.say(
      BuyerMessage.publishedAccount, ["name": .text(content.name), "year": .text(content.period.label)])
    let key: SupplyMessage =
      switch standing {
      case .inForce: .standingInForce
      case .undone: .standingUndone
      case .replaced: .standingRevised
      }
    return [
      "<a href=\"\(PublishedAddress.path(content.code))\">\(account)</a>",
      "\(visit.speaker.say(.intensity(content.factor, per: "EUR")))",
    ] + figures + ["\(visit.say(key))"]
  }

  /// Accounts shown on a page.
  private static let most = 200
}
