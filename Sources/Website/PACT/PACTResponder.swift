// Requests by customers' programs: a token for each, JSON in and out.

import CanonicalJSON
import Footprints
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import Quantities
import Storage
import UseCases
import Wording

/// Answers the requests of one operation.
struct PACTResponder {
  let site: Site
  let operation: PACTOperation

  func answer(_ request: Request, _ facts: RequestFacts) async -> Answer {
    do {
      let visit = VisitMaker(site: site).stranger(facts, Fields())
      let client = try await site.pools.run(.pages) { try admit(visit) }
      let body = try await body(of: request)
      return try await site.pools.run(.pages) { try work(visit, client, body) }
    } catch let refusal as Refusal {
      return operation == .token ? tokenRefused(refusal) : PACTProblem(site: site).answer(refusal)
    } catch {
      site.logger.error("request failed", metadata: ["request": "\(facts.id)", "reason": "\(error)"])
      return PACTProblem(site: site).answer(Refusal(Diagnostic(.error, RequestMessage.failed)))
    }
  }

  private func work(_ visit: Visit, _ client: PACTDoor.Client?, _ body: [UInt8]) throws(Refusal) -> Answer {
    switch operation {
    case .discovery: return PACTToken.discovery(site)
    case .document: return .json(PACTDocument(site: site).json)
    case .token: return try PACTToken.give(visit, body)
    case .list, .get, .events:
      guard let client else { throw Refusal(Diagnostic(.error, PACTRefusal.tokenWrong)) }
      let desk = PACTDesk(visit: visit, client: client)
      return switch operation {
      case .list: try desk.list()
      case .get: try desk.one()
      default: try desk.receive(body)
      }
    }
  }

  /// Whose token it is, once the limit is checked.
  private func admit(_ visit: Visit) throws(Refusal) -> PACTDoor.Client? {
    guard operation.needsToken else {
      try operation.limit.count("address:\(visit.facts.network)", visit)
      return nil
    }
    guard let token = visit.facts.bearerToken,
      let access = try site.store.pactDoor.access(tokenSHA256: token.sha256, at: visit.now)
    else {
      // Somebody who tries tokens is slowed down like somebody who tries secrets.
      try operation.limit.count("address:\(visit.facts.network)", visit)
      throw Refusal(Diagnostic(.error, PACTRefusal.tokenWrong))
    }
    guard case .current(let client) = access else { throw Refusal(Diagnostic(.error, PACTRefusal.tokenExpired)) }
    try operation.limit.count("client:\(client.organisation.number).\(client.number)", visit)
    return client
  }

  private func body(of request: Request) async throws -> [UInt8] {
    do { return Array(buffer: try await request.body.collect(upTo: operation.bodyLimit)) } catch is NIOTooManyBytesError
    {
      throw Refusal(Diagnostic(.error, RequestMessage.formTooLarge))
    }
  }

  /// RFC 6749, section 5.2.
  private func tokenRefused(_ refusal: Refusal) -> Answer {
    let status = refusal.status
    let words = refusal.diagnostics.first.map { site.speaker(.en).say($0.message) } ?? ""
    var answer = PACTToken.refusal("invalid_request", words, status == .unprocessableContent ? .badRequest : status)
    if status == .tooManyRequests { answer.headers[.retryAfter] = "60" }
    return answer
  }
}
