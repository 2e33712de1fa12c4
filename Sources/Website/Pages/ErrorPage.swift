// What a reader sees when something is refused and no form is there to say it.

import HTTPTypes
import Markup
import Quantities
import Storage
import UseCases

enum ErrorPage {
  /// The page of a refusal.
  static func answer(_ refusal: Refusal, _ visit: Visit) -> Answer {
    let status = refusal.status
    let isMissing = status == .notFound
    let title =
      switch status {
      case .notFound: visit.say(WebsiteMessage.errorMissingTitle)
      case .forbidden:
        visit.say(
          refusal.says(RequestMessage.formStale) ? WebsiteMessage.errorStaleTitle : WebsiteMessage.errorForbiddenTitle)
      case .tooManyRequests: visit.say(WebsiteMessage.errorOftenTitle)
      case .internalServerError, .serviceUnavailable: visit.say(WebsiteMessage.errorFailedTitle)
      default: visit.say(WebsiteMessage.errorRefusedTitle)
      }
    let content: HTML = """
      \(Piece.heading(title))
      \(isMissing ? Piece.text(visit.say(WebsiteMessage.errorMissing)) : visit.errors(refusal))
      \(status.kind == .serverError ? reference(visit) : .empty)
      <p>\(Piece.button(LinkPath("/"), visit.say(WebsiteMessage.errorHome)))</p>
      """
    return visit.page(title, content, status: status.code)
  }

  private static func reference(_ visit: Visit) -> HTML {
    Piece.text(visit.say(WebsiteMessage.errorReference, ["reference": .text(visit.facts.id)]))
  }
}
