// Requests by programs: a token instead of a session, JSON instead of pages.

import CanonicalJSON
import HTTPTypes
import Identity
import Quantities
import Storage
import UseCases
import Wording

/// Answers the requests of a route of the API.
struct ProgramResponder {
  let site: Site
  let route: Route

  func answer(_ facts: RequestFacts, _ body: [UInt8]) throws(Refusal) -> Answer {
    guard case .program = route.handler else { preconditionFailure("a page is not for programs") }
    throw Refusal(Diagnostic(.error, RequestMessage.tokenWrong))
  }

  /// A refusal as JSON: keys and values, and the words in both languages.
  static func answer(_ refusal: Refusal, _ site: Site) -> Answer {
    let (french, english) = (site.speaker(.fr), site.speaker(.en))
    let errors = refusal.diagnostics.map { diagnostic -> JSONValue in
      .object([
        "key": .string(diagnostic.message.key), "field": .optional(diagnostic.field),
        "fr": .string(french.say(diagnostic.message)), "en": .string(english.say(diagnostic.message)),
        "remedy_fr": .string(french.remedy(for: diagnostic.message)),
        "remedy_en": .string(english.remedy(for: diagnostic.message)),
      ])
    }
    return .json(.object(["errors": .array(errors)]), refusal.status)
  }
}

extension Refusal {
  /// The HTTP status that says what kind of refusal it is.
  var status: HTTPResponse.Status {
    if says(StorageMessage.notFound) { return .notFound }
    if says(StorageMessage.forbidden) || says(RequestMessage.formStale) { return .forbidden }
    if says(RequestMessage.tokenWrong) || says(RequestMessage.signInFirst) { return .unauthorized }
    if says(RequestMessage.tooOften) { return .tooManyRequests }
    if says(RequestMessage.uploadTooLarge) || says(RequestMessage.formTooLarge) { return .contentTooLarge }
    if says(StorageMessage.changedMeanwhile) || says(StorageMessage.yearClosed) { return .conflict }
    if says(StorageMessage.busy) || says(StorageMessage.unreachable) || says(RequestMessage.stopping) {
      return .serviceUnavailable
    }
    if says(RequestMessage.failed) { return .internalServerError }
    return .unprocessableContent
  }
}
