// Answers to requests that may come again: the same key gets the same answer.

import Databases
import Quantities

/// The answer to a request, as it is given again.
public struct KeptAnswer: Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The media type of the body.
  public let contentType: String
  /// The body, 256 KiB at most.
  public let body: [UInt8]

  /// An answer.
  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

extension KeptAnswer {
  /// Stands in for the answer of a request that is being answered: of two at once, only one is done.
  public static let underWay = KeptAnswer(status: 102, contentType: "", body: [])
  /// Stands in for an answer that is not worth keeping: the request may come again.
  public static let abandoned = KeptAnswer(status: 0, contentType: "", body: [])

  /// Whether it is an answer, and does not stand in for one.
  public var isAnswer: Bool { status >= 200 }

  /// Whether it holds the key at `now`: whoever was answering may be no more.
  fileprivate func holds(since made: Timestamp, at now: Timestamp) -> Bool {
    isAnswer || (status == KeptAnswer.underWay.status && now < made.adding(seconds: OrganisationStore.answerPatience))
  }
}

extension OrganisationStore {
  /// How long a request may take to be answered, in seconds; then it may be made again.
  static let answerPatience: Int64 = 120

  /// The longest body of an answer that is kept, in bytes.
  public static let longestAnswer = 256 << 10

  /// What was answered to whoever asks, when the key came before; nil when it did not, or too long ago. It may stand in for
  /// an answer that is under way.
  ///
  /// - Parameters:
  ///   - key: the idempotency key.
  ///   - requestSHA256: SHA-256 of the request.
  ///   - lifetime: how long answers are kept, in seconds.
  /// - Throws: `storage.key-reused` when the key came with another request.
  public func answer(
    forKey key: String, requestSHA256: String, lifetime: Int64, at now: Timestamp
  ) throws(Refusal) -> KeptAnswer? {
    try read { transaction in
      let row = try transaction.row(
        """
        SELECT request_sha256, status, content_type, body, created_at FROM idempotency_key
        WHERE organisation_id = $1 AND actor = $2 AND key = $3 AND created_at > $4
        """, [.text(principal.actor), .text(key), .integer(now.adding(seconds: -lifetime).milliseconds)])
      guard let row else { return nil }
      guard try row.text(0) == requestSHA256 else { throw Refusal(.keyReused) }
      let kept = try KeptAnswer(status: row.int(1), contentType: row.text(2), body: row.blob(3))
      return try kept.holds(since: Timestamp(milliseconds: row.integer(4)), at: now) ? kept : nil
    }
  }

  /// Keeps what is answered to whoever asks, in place of what stands in for it. Answers older than `lifetime` seconds go.
  ///
  /// - Returns: whether it is the first answer to that key; of two requests at once, the other one's answer is kept.
  /// - Throws: `storage.too-long` for a key of more than 255 bytes or a body of more than 256 KiB.
  @discardableResult
  public func keepAnswer(
    _ answer: KeptAnswer, forKey key: String, requestSHA256: String, lifetime: Int64, at now: Timestamp
  ) throws(Refusal) -> Bool {
    try InputCheck.text(key, most: 255)
    guard answer.body.count <= OrganisationStore.longestAnswer else {
      throw Refusal(.tooLong, ["limit": .integer(OrganisationStore.longestAnswer)])
    }
    return try write(.read) { transaction in
      try transaction.execute(
        "DELETE FROM idempotency_key WHERE organisation_id = $1 AND created_at <= $2",
        [.integer(now.adding(seconds: -lifetime).milliseconds)])
      let known = try transaction.row(
        "SELECT status, created_at FROM idempotency_key WHERE organisation_id = $1 AND actor = $2 AND key = $3",
        [.text(principal.actor), .text(key)])
      if let known {
        let kept = try KeptAnswer(status: known.int(0), contentType: "", body: [])
        let isHeld = kept.holds(since: Timestamp(milliseconds: try known.integer(1)), at: now)
        guard !kept.isAnswer, !(answer == .underWay && isHeld) else { return false }
        try transaction.execute(
          """
          UPDATE idempotency_key SET request_sha256 = $4, status = $5, content_type = $6, body = $7, created_at = $8
          WHERE organisation_id = $1 AND actor = $2 AND key = $3
          """,
          [
            .text(principal.actor), .text(key), .text(requestSHA256), SQLValue(answer.status),
            .text(answer.contentType), .blob(answer.body), .integer(now.milliseconds),
          ])
        return true
      }
      try transaction.insert(
        into: "idempotency_key",
        [
          "actor": .text(principal.actor), "key": .text(key), "request_sha256": .text(requestSHA256),
          "status": SQLValue(answer.status), "content_type": .text(answer.contentType), "body": .blob(answer.body),
          "created_at": .integer(now.milliseconds),
        ])
      return true
    }
  }
}
