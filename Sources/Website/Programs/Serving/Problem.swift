// What went wrong, as RFC 9457 has it: the keys for programs, the words for people in both languages.

import CanonicalJSON
import HTTPTypes
import Quantities
import Storage
import UseCases
import Wording

/// `application/problem+json`.
struct Problem {
  let site: Site
  /// More reasons than anybody reads.
  private static let most = 100

  static let type = "application/problem+json"

  /// A reason.
  static let diagnostic = Schema.all([
    "key": .words("api.body-wrong"), "severity": .choice(["error", "warning", "note"]),
    "field": .optional(.words("answers/0/quantity")), "file": .optional(.words("732829320FEC20241231.txt")),
    "line": .optional(.integer(0...1_000_000_000)), "fr": .words("« answers/0/quantity » n'a pas la forme attendue."),
    "en": .words("“answers/0/quantity” does not have the shape that is expected."),
    "remedy_fr": .words("Voir la forme attendue dans /api/v1/openapi.json."),
    "remedy_en": .words("See the shape in /api/v1/openapi.json."),
  ])

  /// The whole.
  static let schema = Schema.all([
    "type": .word("about:blank"), "title": .words("Unprocessable Content"), "status": .integer(400...599),
    "detail": .words("“answers/0/quantity” does not have the shape that is expected."),
    "errors": .list(.named(.diagnostic), most: most),
  ])

  /// A refusal as an answer.
  func answer(_ refusal: Refusal) -> Answer {
    let status = refusal.status
    let errors = refusal.diagnostics.sorted { $0.severity > $1.severity }.prefix(Problem.most)
    var answer = Answer.json(
      .object([
        "type": "about:blank", "title": .string(status.reasonPhrase), "status": .integer(Int64(status.code)),
        "detail": .string(errors.first.map { site.speaker(.en).say($0.message) } ?? ""),
        "errors": .array(errors.map { Problem.json($0, site) }),
      ]), status)
    answer.type = Problem.type
    if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer realm=\"sillage\"" }
    if status == .tooManyRequests { answer.headers[.retryAfter] = "60" }
    if status == .conflict, refusal.says(ProgramProblem.keyBusy) { answer.headers[.retryAfter] = "1" }
    return answer
  }

  /// A reason as JSON.
  static func json(_ diagnostic: Diagnostic, _ site: Site) -> JSONValue {
    let (french, english) = (site.speaker(.fr), site.speaker(.en))
    return .object([
      "key": .string(diagnostic.message.key), "severity": .string(diagnostic.severity.rawValue),
      "field": .optional(diagnostic.field), "file": .optional(diagnostic.file),
      "line": diagnostic.line.map { .integer(Int64($0)) } ?? .null,
      "fr": .string(french.say(diagnostic.message)), "en": .string(english.say(diagnostic.message)),
      "remedy_fr": .string(french.remedy(for: diagnostic.message)),
      "remedy_en": .string(english.remedy(for: diagnostic.message)),
    ])
  }

  /// What an address of the API answers that no operation has: which methods it knows, or that it is not there.
  func missing(_ path: String) -> Answer {
    let methods = Operations.methods(at: path).sorted()
    guard !methods.isEmpty else { return answer(Refusal(Diagnostic(.error, RequestMessage.notFound))) }
    let known = methods.joined(separator: ", ")
    var answer = answer(Refusal(Diagnostic(.error, ProgramProblem.methodNotAllowed, ["known": .text(known)])))
    answer.headers[.allow] = known
    return answer
  }
}

extension Refusal {
  /// The HTTP status that says what kind of refusal it is.
  var status: HTTPResponse.Status {
    if says(StorageMessage.notFound) || says(RequestMessage.notFound) { return .notFound }
    if says(UseCaseMessage.explainNothing) { return .notFound }
    if says(StorageMessage.forbidden) || says(RequestMessage.formStale) { return .forbidden }
    if says(RequestMessage.tokenWrong) || says(RequestMessage.signInFirst) { return .unauthorized }
    if says(RequestMessage.tooOften) { return .tooManyRequests }
    if says(RequestMessage.uploadTooLarge) || says(RequestMessage.formTooLarge) { return .contentTooLarge }
    if says(StorageMessage.changedMeanwhile) || says(StorageMessage.yearClosed) { return .conflict }
    if says(StorageMessage.yearOpen) || says(StorageMessage.jobEnded) { return .conflict }
    if says(StorageMessage.laterYearClosed) || says(SettingsMessage.changedMeanwhile) { return .conflict }
    if says(StorageMessage.busy) || says(StorageMessage.unreachable) || says(RequestMessage.stopping) {
      return .serviceUnavailable
    }
    if says(RequestMessage.diskFull) { return HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage") }
    if says(RequestMessage.failed) { return .internalServerError }
    return diagnostics.lazy.compactMap { ProgramProblem(rawValue: $0.message.key)?.status }.first
      ?? .unprocessableContent
  }
}

extension ProgramProblem {
  /// The status a program is told.
  fileprivate var status: HTTPResponse.Status {
    switch self {
    case .parameterUnknown, .parameterWrong, .parameterMissing, .bodyUnreadable, .cursorStale: .badRequest
    case .bodyWrong: .unprocessableContent
    case .typeUnsupported: .unsupportedMediaType
    case .notAcceptable: .notAcceptable
    case .methodNotAllowed: .methodNotAllowed
    case .readOnly: .forbidden
    case .versionMissing: .preconditionRequired
    case .versionChanged: .preconditionFailed
    case .keyBusy, .booksNotKept: .conflict
    }
  }
}
