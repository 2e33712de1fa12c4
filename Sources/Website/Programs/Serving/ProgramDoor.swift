// What is looked at before a body is read: token, limit, what is wanted, what is sent, parameters.

import CanonicalJSON
import CarbonAccounting
import Foundation
import HTTPTypes
import Identity
import Logging
import Quantities
import Storage

/// Lets the requests of one operation in.
struct ProgramDoor {
  let site: Site
  let operation: ProgramOperation

  func open(_ facts: RequestFacts) throws(Refusal) -> ProgramCaller {
    let visit = VisitMaker(site: site).stranger(facts, Fields())
    guard operation.needsToken else {
      try operation.limit.count("address:\(facts.network)", visit)
      return .anyone(try call(visit))
    }
    guard let token = facts.bearerToken,
      let bearer = try site.store.apiTokens.find(tokenSHA256: token.sha256, at: visit.now)
    else { throw Refusal(Diagnostic(.error, RequestMessage.tokenWrong)) }
    // The count is kept by what the token is kept by, cut short: it must tell tokens apart, not prove them.
    try operation.limit.count("token:\(token.sha256.prefix(24))", visit)
    if site.tokensSeen.isDue(token.sha256, at: visit.now) {
      try site.store.apiTokens.touch(tokenSHA256: token.sha256, at: visit.now)
    }
    let firm = try site.store.organisation(bearer.organisation, as: .person(bearer.person))
    try check(firm, mayWrite: bearer.mayWrite)
    return .firm(
      ProgramVisit(call: try call(visit), firm: firm, mayWrite: bearer.mayWrite, tokenSHA256: token.sha256))
  }

  private func check(_ firm: OrganisationStore, mayWrite: Bool) throws(Refusal) {
    let permission: Permission =
      switch operation.work {
      case .anyone, .read, .bytes: .read
      case .write(let permission, _): permission
      case .ledger: .keep
      }
    if operation.writes, !mayWrite { throw Refusal(Diagnostic(.error, ProgramProblem.readOnly)) }
    guard firm.may(permission) else {
      throw Refusal(Diagnostic(.error, StorageMessage.forbidden, ["role": .text(firm.role.rawValue)]))
    }
  }

  private func call(_ visit: Visit) throws(Refusal) -> ProgramCall {
    try checkWanted(visit.facts)
    try checkSent(visit.facts)
    return ProgramCall(visit: visit, values: try ParameterReader(operation.parameters).read(visit.facts))
  }

  /// Whether what would come back is what is wanted.
  private func checkWanted(_ facts: RequestFacts) throws(Refusal) {
    let lines = facts.headers[values: .accept]
    let kinds = operation.outcome.types
    guard !lines.isEmpty, !kinds.contains(where: { MediaType.isAccepted($0, by: lines) }) else { return }
    throw Refusal(
      Diagnostic(.error, ProgramProblem.notAcceptable, ["type": .text(kinds.joined(separator: ", "))]))
  }

  /// Whether what is sent is what the operation takes.
  private func checkSent(_ facts: RequestFacts) throws(Refusal) {
    guard let body = operation.body else { return }
    let type = MediaType.name(facts.headers[.contentType] ?? "")
    guard !body.types.contains(type) else { return }
    throw Refusal(
      Diagnostic(
        .error, ProgramProblem.typeUnsupported,
        ["type": .text(String(type.prefix(100))), "known": .text(body.types.joined(separator: ", "))]))
  }
}

/// Media types as headers name them.
enum MediaType {
  /// The name without its parameters.
  static func name(_ text: String) -> String {
    text.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// Whether the lines of an Accept header take a type. A header that nobody can read takes anything.
  static func isAccepted(_ type: String, by lines: [String]) -> Bool {
    let ranges = lines.joined(separator: ",").split(separator: ",").map(String.init)
    let kept = ranges.filter { range in
      !range.split(separator: ";").dropFirst().contains {
        let weight = $0.trimmingCharacters(in: .whitespaces).lowercased()
        return weight.hasPrefix("q=") && Double(weight.dropFirst(2)) == 0
      }
    }.map(name)
    guard ranges.contains(where: { name($0).contains("/") }) else { return true }
    let family = type.prefix { $0 != "/" } + "/*"
    return kept.contains { $0 == type || $0 == family || $0 == "*/*" }
  }
}
