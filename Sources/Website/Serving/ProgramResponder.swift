// Requests by programs: a token instead of a session, JSON instead of pages.

import CanonicalJSON
import CarbonAccounting
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Quantities
import Storage
import UseCases

/// Answers the requests of an operation of the API.
struct ProgramResponder {
  let site: Site
  let operation: ProgramOperation

  func answer(_ request: Request, _ facts: RequestFacts) async throws -> Answer {
    do {
      let door = ProgramDoor(site: site, operation: operation)
      let caller = try await site.pools.run(.pages) { try door.open(facts) }
      if case .ledger = operation.work, case .firm(let visit) = caller { return try await receive(request, visit) }
      let body = try await body(of: request)
      let answer = try await site.pools.run(operation.isSlow ? .slow : .pages) { try work(caller, body) }
      return operation.method == .get ? answer.tagged(facts) : answer
    } catch let refusal as Refusal {
      return Problem(site: site).answer(refusal)
    } catch {
      site.logger.error("request failed", metadata: ["request": "\(facts.id)", "reason": "\(error)"])
      return Problem(site: site).answer(Refusal(Diagnostic(.error, RequestMessage.failed)))
    }
  }

  private func work(_ caller: ProgramCaller, _ bytes: [UInt8]) throws(Refusal) -> Answer {
    switch (operation.work, caller) {
    case (.anyone(let work), _): return try work(caller.call)
    case (.read(let work), .firm(let visit)): return try work(visit)
    case (.bytes(let work), .firm(let visit)): return try work(visit, bytes)
    case (.write(_, let work), .firm(var visit)):
      visit.call.content = try content(bytes)
      let call = visit
      return try Idempotency(visit, bodySHA256: Fingerprint.sha256(bytes)).run { () throws(Refusal) in try work(call) }
    case (.read, .anyone), (.bytes, .anyone), (.write, .anyone), (.ledger, _):
      preconditionFailure("the door asked for a token")
    }
  }

  /// What was sent, of the shape that the table says.
  private func content(_ bytes: [UInt8]) throws(Refusal) -> JSONValue {
    guard let schema = operation.body?.schema else { return .null }
    guard let value = try? JSONValue(parsing: bytes) else {
      throw Refusal(Diagnostic(.error, ProgramProblem.bodyUnreadable))
    }
    if let place = schema.fault(in: value) {
      throw Refusal(
        Diagnostic(
          .error, ProgramProblem.bodyWrong, ["place": .text(place.isEmpty ? "/" : String(place.prefix(120)))],
          field: place))
    }
    return value
  }

  private func body(of request: Request) async throws -> [UInt8] {
    let limit = operation.body?.limit ?? 1 << 16
    do { return Array(buffer: try await request.body.collect(upTo: limit)) } catch is NIOTooManyBytesError {
      throw Refusal(Diagnostic(.error, RequestMessage.formTooLarge))
    }
  }

  private func receive(_ request: Request, _ visit: ProgramVisit) async throws -> Answer {
    let intake = try await site.pools.run(.pages) { try LedgerIntake(visit) }
    do {
      for try await part in request.body {
        try await site.pools.run(.pages) { try intake.add(Array(buffer: part)) }
      }
      return try await site.pools.run(.pages) { try intake.finish() }
    } catch {
      try? await site.pools.run(.pages) { intake.abandon() }
      throw error
    }
  }
}

extension Answer {
  /// The same with an ETag, or nothing but that when the asker has it already.
  fileprivate func tagged(_ facts: RequestFacts) -> Answer {
    guard status == .ok else { return self }
    var answer = self
    let tag = headers[.eTag] ?? "\"\(Fingerprint.sha256(Array(buffer: body)).prefix(32))\""
    answer.headers[.eTag] = tag
    let known = facts.headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",").map { known in
      known.trimmingCharacters(in: .whitespaces).replacing("W/", with: "")
    }
    guard known.contains(tag) || known.contains("*") else { return answer }
    answer.status = .notModified
    answer.type = nil
    answer.body = ByteBuffer()
    return answer
  }
}
