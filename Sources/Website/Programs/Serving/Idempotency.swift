// A request that comes twice is done once: the same key gets the same answer.

import CarbonAccounting
import HTTPTypes
import NIOCore
import Quantities
import Storage

/// Holds a request to its idempotency key, where it has one.
struct Idempotency {
  /// How long answers are kept, in seconds.
  static let lifetime: Int64 = 24 * 3600

  private let visit: ProgramVisit
  private let key: String?
  private let fingerprint: String

  /// - Parameter bodySHA256: SHA-256 of what was sent.
  init(_ visit: ProgramVisit, bodySHA256: String) {
    self.visit = visit
    key = visit.call.text("Idempotency-Key")
    let facts = visit.visit.facts
    let query = facts.query.every.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
    fingerprint = Fingerprint.sha256(
      [facts.method.rawValue, facts.path, query, visit.call.text("If-Match") ?? "", bodySHA256]
        .joined(separator: "\u{0}"))
  }

  /// What was answered before, else what `work` answers now; kept unless it is a failure that another try may cure.
  ///
  /// - Throws: `storage.key-reused`, `api.key-busy`, or what `work` throws.
  func run(_ work: () throws(Refusal) -> Answer) throws(Refusal) -> Answer {
    guard let key else { return try work() }
    if let kept = try visit.firm.answer(
      forKey: key, requestSHA256: fingerprint, lifetime: Idempotency.lifetime, at: visit.now)
    {
      guard kept.isAnswer else { throw Refusal(Diagnostic(.error, ProgramProblem.keyBusy)) }
      return Idempotency.replayed(kept)
    }
    guard try keep(.underWay, key) else { throw Refusal(Diagnostic(.error, ProgramProblem.keyBusy)) }
    let answer: Answer
    do throws(Refusal) { answer = try work() } catch {
      let problem = Problem(site: visit.site).answer(error)
      _ = try keep(problem.isLasting ? KeptAnswer(problem) : .abandoned, key)
      throw error
    }
    _ = try keep(KeptAnswer(answer), key)
    return answer
  }

  private func keep(_ answer: KeptAnswer, _ key: String) throws(Refusal) -> Bool {
    try visit.firm.keepAnswer(
      answer, forKey: key, requestSHA256: fingerprint, lifetime: Idempotency.lifetime, at: visit.now)
  }

  private static func replayed(_ kept: KeptAnswer) -> Answer {
    var answer = Answer(.init(code: kept.status), type: kept.contentType, ByteBuffer(bytes: kept.body))
    answer.headers[.idempotencyReplayed] = "true"
    return answer
  }
}

extension Answer {
  /// Whether asking again would give the same.
  fileprivate var isLasting: Bool { status.kind != .serverError && status != .tooManyRequests }
}

extension KeptAnswer {
  fileprivate init(_ answer: Answer) {
    self.init(status: answer.status.code, contentType: answer.type ?? "", body: Array(buffer: answer.body))
  }
}
