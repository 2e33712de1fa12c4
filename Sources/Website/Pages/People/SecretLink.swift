// Links that are followed once: their addresses, and who comes with one.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum SecretLink {
  /// The address people follow: `https://carbone.example.fr/invitation/…`.
  static func address(_ path: String, _ token: SecretToken, _ site: Site) -> String {
    site.configuration.publicURL + path + "/" + token.text
  }

  /// The link that the address names; nil when it is of no more use.
  static func find(_ visit: some Visiting) throws(Refusal) -> (link: OneTimeLink, token: SecretToken)? {
    guard let token = SecretToken(visit.parameter("token")),
      let link = try visit.store.people.find(link: token.sha256, at: visit.now)
    else { return nil }
    return (link, token)
  }

  /// The page of a link that is of no more use: why, and what to do instead.
  static func ended(_ visit: Visit) throws(Refusal) -> Answer {
    visit.site.logger.notice("link refused", metadata: ["request": "\(visit.facts.id)"])
    return try EndedLinkPage.answer(visit)
  }

  /// A secret that is shown this once, to be copied.
  static func shown(_ secret: String, _ title: String, _ visit: some Visiting) -> HTML {
    Piece.notice(
      "good", title,
      """
      <p class="code" id="secret">\(secret)</p><p>\(visit.say(PeopleMessage.shownOnce))</p>\
      <p><button type="button" class="button quiet small" data-copy="secret" \
      data-copied="\(visit.say(PeopleMessage.copied))" hidden>\(visit.say(PeopleMessage.copy))</button></p>
      """)
  }
}
