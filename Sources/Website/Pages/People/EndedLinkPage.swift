// A link that is of no more use is no dead end: why it ended, and the way on from here.

import Identity
import Markup
import Quantities
import Storage
import UseCases

/// Words of that page; texts in `ended-link.yaml`.
public enum EndedLinkMessage: String, MessageKey {
  case title = "ended-link.title"
  case used = "ended-link.used"
  case expired = "ended-link.expired"
  case gone = "ended-link.gone"
  case invitation = "ended-link.invitation"
  case password = "ended-link.password"
  case setup = "ended-link.setup"
  case passwordAgain = "ended-link.password-again"
  case firms = "ended-link.firms"
}

enum EndedLinkPage {
  /// The page, for whichever kind of link the address is.
  static func answer(_ visit: Visit) throws(Refusal) -> Answer {
    let title = visit.say(EndedLinkMessage.title)
    let content: HTML = """
      \(Piece.heading(title))
      \(Piece.notice("warn", visit.say(try reason(visit)), Piece.text(visit.say(advice(visit)))))
      <p class="actions">\(ways(visit))</p>
      """
    return visit.page(title, content, status: 410)
  }

  private static func reason(_ visit: Visit) throws(Refusal) -> EndedLinkMessage {
    guard let token = SecretToken(visit.parameter("token")) else { return .gone }
    return switch try visit.store.people.ending(link: token.sha256, at: visit.now) {
    case .used: .used
    case .expired: .expired
    case nil: .gone
    }
  }

  /// The first word of the address says what the link was for.
  private static func purpose(_ visit: Visit) -> Substring {
    visit.facts.path.split(separator: "/").first ?? ""
  }

  private static func advice(_ visit: Visit) -> EndedLinkMessage {
    switch purpose(visit) {
    case "password": .password
    case "setup": .setup
    default: .invitation
    }
  }

  private static func ways(_ visit: Visit) -> HTML {
    if visit.person != nil { return Piece.button(LinkPath("/firms"), visit.say(EndedLinkMessage.firms)) }
    let signIn = Piece.button(LinkPath("/login"), visit.say(WebsiteMessage.signIn), class: "quiet")
    guard purpose(visit) == "password" else { return signIn }
    return Piece.button(LinkPath("/password"), visit.say(EndedLinkMessage.passwordAgain)) + signIn
  }
}
