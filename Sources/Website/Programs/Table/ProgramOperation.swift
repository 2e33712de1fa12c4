// One row of the API's table: routes, the OpenAPI document and the page for people are all made from it.

import HTTPTypes
import Quantities
import Storage

/// Something a program can ask for.
struct ProgramOperation: Sendable {
  /// Who may ask, and what answers.
  enum Work: Sendable {
    /// Anybody, without a token.
    case anyone(@Sendable (ProgramCall) throws(Refusal) -> Answer)
    /// Any token of the firm.
    case read(@Sendable (ProgramVisit) throws(Refusal) -> Answer)
    /// Any token of the firm; the body is a file, of which nothing is kept.
    case bytes(@Sendable (ProgramVisit, [UInt8]) throws(Refusal) -> Answer)
    /// A token that may write, of somebody who may do this.
    case write(Permission, @Sendable (ProgramVisit) throws(Refusal) -> Answer)
    /// A token that may write; the body is a ledger, taken in part by part.
    case ledger
  }

  /// A value beside the body.
  struct Parameter: Sendable {
    /// Where it stands.
    enum Place: String, Sendable { case path, query, header }

    let name: String
    let place: Place
    let schema: Schema
    var isRequired = false
    let about: ProgramParameterMessage
  }

  /// What is sent.
  struct Body: Sendable {
    /// Media types, the usual one first.
    var types = ["application/json"]
    /// nil for bytes.
    var schema: Schema?
    /// Bytes, at most.
    var limit = 1 << 20
  }

  /// What comes back when all is well.
  struct Outcome: Sendable {
    var status: HTTPResponse.Status = .ok
    var type = "application/json"
    /// Other types that may come back: a file comes back as what it was sent as.
    var others: [String] = []
    /// nil for bytes.
    let schema: Schema?

    /// Every type that may come back.
    var types: [String] { [type] + others }
  }

  /// Its name in programs: `listEntries`.
  let id: String
  let method: HTTPRequest.Method
  /// Under `/api/v1`, with names between braces.
  let path: String
  let about: ProgramOperationMessage
  var parameters: [Parameter] = []
  var body: Body?
  let outcome: Outcome
  let work: Work
  /// Whether it keeps books anew or reads all of a ledger.
  var isSlow = false
  /// Whether only the heading of the answer is asked for.
  var isHead = false

  /// Where all of them stand.
  static let root = "/api/v1"

  /// So often per token, or per address without one.
  var limit: Route.Limit {
    isSlow
      ? Route.Limit(name: "api-slow", most: 1200, seconds: 600) : Route.Limit(name: "api", most: 6000, seconds: 600)
  }

  /// Whether a token is asked for.
  var needsToken: Bool { if case .anyone = work { false } else { true } }

  /// Whether it changes anything.
  var writes: Bool {
    switch work {
    case .anyone, .read, .bytes: false
    case .write, .ledger: true
    }
  }

  /// The statuses with which it may refuse.
  var refusals: [Int] {
    var statuses = [400, 404, 406, 422, 429, 503]
    if needsToken { statuses += [401, 403, 409] }
    if writes || body != nil { statuses.append(413) }
    if case .ledger = work { statuses.append(507) }
    if body != nil { statuses.append(415) }
    if parameters.contains(where: { $0.name == "If-Match" }) { statuses += [412, 428] }
    return statuses.sorted()
  }

  /// As the router has it.
  var route: Route {
    let address = ProgramOperation.root + path.replacing("{", with: ":").replacing("}", with: "")
    let route = Route(method: isHead ? .head : method, path: address, handler: .program(self))
    return isSlow ? route.slow : route
  }

  /// Whether an address is that of this operation, whatever the method.
  func isAt(_ address: String) -> Bool {
    let mine = (ProgramOperation.root + path).split(separator: "/", omittingEmptySubsequences: false)
    let asked = address.split(separator: "/", omittingEmptySubsequences: false)
    return mine.count == asked.count
      && zip(mine, asked).allSatisfy { $0.hasPrefix("{") ? !$1.isEmpty : $0 == $1 }
  }
}

extension ProgramOperation {
  /// A file about a year. Its answer carries an ETag.
  static func file(
    _ id: String, _ path: String, _ about: ProgramOperationMessage, _ parameters: [Parameter], type: String,
    _ work: @escaping @Sendable (ProgramVisit) throws(Refusal) -> Answer
  ) -> ProgramOperation {
    ProgramOperation(
      id: id, method: .get, path: path, about: about, parameters: parameters, outcome: Outcome(type: type, schema: nil),
      work: .read(work), isSlow: true)
  }

  /// A question about the firm. Its answer carries an ETag.
  static func get(
    _ id: String, _ path: String, _ about: ProgramOperationMessage, _ parameters: [Parameter], _ schema: Schema,
    isSlow: Bool = false, _ work: @escaping @Sendable (ProgramVisit) throws(Refusal) -> Answer
  ) -> ProgramOperation {
    ProgramOperation(
      id: id, method: .get, path: path, about: about, parameters: parameters, outcome: Outcome(schema: schema),
      work: .read(work), isSlow: isSlow)
  }

  /// A question that anybody may ask.
  static func open(
    _ id: String, _ path: String, _ about: ProgramOperationMessage, _ parameters: [Parameter], _ schema: Schema,
    _ work: @escaping @Sendable (ProgramCall) throws(Refusal) -> Answer
  ) -> ProgramOperation {
    ProgramOperation(
      id: id, method: .get, path: path, about: about, parameters: parameters, outcome: Outcome(schema: schema),
      work: .anyone(work))
  }

  /// A change. It takes an idempotency key.
  static func change(
    _ method: HTTPRequest.Method, _ id: String, _ path: String, _ about: ProgramOperationMessage,
    _ parameters: [Parameter] = [], sends schema: Schema? = nil, limit: Int = 1 << 20, gives outcome: Schema,
    _ permission: Permission, isSlow: Bool = false,
    _ work: @escaping @Sendable (ProgramVisit) throws(Refusal) -> Answer
  ) -> ProgramOperation {
    ProgramOperation(
      id: id, method: method, path: path, about: about, parameters: parameters + [.idempotencyKey],
      body: schema.map { Body(schema: $0, limit: limit) }, outcome: Outcome(schema: outcome),
      work: .write(permission, work), isSlow: isSlow)
  }
}
