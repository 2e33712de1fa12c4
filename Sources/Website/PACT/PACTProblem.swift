// What went wrong, as PACT says it: a code for programs and a sentence.

import CanonicalJSON
import Footprints
import HTTPTypes
import Quantities
import Storage
import UseCases
import Wording

/// Why a customer's program is refused; texts in `Sources/Wording/Data/pact.yaml`.
public enum PACTRefusal: String, MessageKey {
  case tokenWrong = "pact.token-wrong"
  case tokenExpired = "pact.token-expired"
  case noSuchFootprint = "pact.no-such-footprint"
  case parameterUnknown = "pact.parameter-unknown"
  case limitWrong = "pact.limit-wrong"
  case bodyUnreadable = "pact.body-unreadable"
  case typeWrong = "pact.type-wrong"
  case methodWrong = "pact.method-wrong"
}

/// A refusal as an answer: `{"code": …, "message": …}`.
struct PACTProblem {
  let site: Site

  /// The codes of the specification.
  enum Code: String, CaseIterable {
    case badRequest = "BadRequest"
    case accessDenied = "AccessDenied"
    case tokenExpired = "TokenExpired"
    case notFound = "NotFound"
    case internalError = "InternalError"
    case notImplemented = "NotImplemented"
  }

  func answer(_ refusal: Refusal) -> Answer {
    let (code, status) = PACTProblem.kind(refusal)
    let words = refusal.diagnostics.first.map { site.speaker(.en).say($0.message) } ?? ""
    var answer = Answer.json(["code": .string(code.rawValue), "message": .string(words)], status)
    if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer realm=\"sillage\"" }
    if status == .tooManyRequests { answer.headers[.retryAfter] = "60" }
    return answer
  }

  /// What an address answers that knows other methods.
  func wrongMethod(_ known: [String]) -> Answer {
    let names = known.joined(separator: ", ")
    var answer = answer(Refusal(Diagnostic(.error, PACTRefusal.methodWrong, ["known": .text(names)])))
    answer.headers[.allow] = names
    return answer
  }

  private static func kind(_ refusal: Refusal) -> (Code, HTTPResponse.Status) {
    switch refusal.diagnostics.first.flatMap({ PACTRefusal(rawValue: $0.message.key) }) {
    case .tokenWrong: return (.accessDenied, .unauthorized)
    case .tokenExpired: return (.tokenExpired, .unauthorized)
    case .noSuchFootprint: return (.notFound, .notFound)
    case .methodWrong: return (.notImplemented, .methodNotAllowed)
    case .parameterUnknown, .limitWrong, .bodyUnreadable, .typeWrong: return (.badRequest, .badRequest)
    case nil: break
    }
    if refusal.says(FootprintRefusal.filterWrong) || refusal.says(FootprintRefusal.eventWrong) {
      return (.badRequest, .badRequest)
    }
    let status = refusal.status
    return switch status {
    case .tooManyRequests, .forbidden: (.accessDenied, status)
    case .contentTooLarge, .unprocessableContent: (.badRequest, status == .contentTooLarge ? status : .badRequest)
    case .serviceUnavailable: (.internalError, status)
    default: (.internalError, .internalServerError)
    }
  }
}
