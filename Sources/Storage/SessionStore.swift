// What is known of visitors: their sessions, and how often they try.

import Databases
import Quantities

/// Sessions, in the database so that any process knows them.
public struct SessionStore: Sendable {
  let database: any SQLDatabase

  /// A session.
  public struct Session: Sendable, Hashable {
    /// SHA-256 of its token, in hexadecimal.
    public let tokenSHA256: String
    /// Whose it is.
    public let person: PersonID
    /// The browser, as it calls itself.
    public let agent: String
    /// When it was opened.
    public let openedAt: Timestamp
    /// When it was last used.
    public let seenAt: Timestamp
    /// When it ends at the latest.
    public let expiresAt: Timestamp

    /// A session.
    public init(
      tokenSHA256: String, person: PersonID, agent: String, openedAt: Timestamp, seenAt: Timestamp,
      expiresAt: Timestamp
    ) {
      self.tokenSHA256 = tokenSHA256
      self.person = person
      self.agent = agent
      self.openedAt = openedAt
      self.seenAt = seenAt
      self.expiresAt = expiresAt
    }
  }

  /// Opens a session.
  ///
  /// - Throws: `storage.not-found` when there is no such person, or they are erased.
  public func open(_ session: Session) throws(Refusal) {
    try write { connection in
      let count = try connection.execute(
        """
        INSERT INTO session (token_sha256, person_id, agent, opened_at, seen_at, expires_at)
        SELECT CAST($1 AS TEXT), p.id, CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT)
        FROM person p WHERE p.id = $2 AND p.erased_at IS NULL
        """,
        [
          .text(session.tokenSHA256), .integer(session.person.number), .text(String(session.agent.prefix(200))),
          .integer(session.openedAt.milliseconds), .integer(session.seenAt.milliseconds),
          .integer(session.expiresAt.milliseconds),
        ])
      guard count == 1 else { throw Refusal(.notFound) }
    }
  }

  /// The session of a token; nil when there is none, it has ended, or its person is erased.
  ///
  /// - Parameter idle: seconds without use after which a session has ended.
  public func find(tokenSHA256: String, idle: Int64, at now: Timestamp) throws(Refusal) -> Session? {
    try refusing {
      try database.read(.door) { connection in
        try connection.row(
          """
          SELECT s.token_sha256, s.person_id, s.agent, s.opened_at, s.seen_at, s.expires_at
          FROM session s JOIN person p ON p.id = s.person_id
          WHERE s.token_sha256 = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND p.erased_at IS NULL
          """,
          [.text(tokenSHA256), .integer(now.milliseconds), .integer(now.adding(seconds: -idle).milliseconds)]
        ).map(SessionStore.session)
      }
    }
  }

  /// Notes that a session is used. Worth a write once in a while only: the caller decides.
  public func touch(tokenSHA256: String, at now: Timestamp) throws(Refusal) {
    try write { connection in
      try connection.execute(
        "UPDATE session SET seen_at = $2 WHERE token_sha256 = $1 AND seen_at < $2",
        [.text(tokenSHA256), .integer(now.milliseconds)])
    }
  }

  /// A person's sessions, latest first.
  public func sessions(of person: PersonID, at now: Timestamp) throws(Refusal) -> [Session] {
    try refusing {
      try database.read(.visitors) { connection in
        try connection.rows(
          """
          SELECT token_sha256, person_id, agent, opened_at, seen_at, expires_at FROM session
          WHERE person_id = $1 AND expires_at > $2 ORDER BY opened_at DESC, token_sha256
          """, [.integer(person.number), .integer(now.milliseconds)]
        ).map(SessionStore.session)
      }
    }
  }

  /// Ends a session of a person; nobody else's.
  public func revoke(tokenSHA256: String, of person: PersonID) throws(Refusal) {
    try write { connection in
      try connection.execute(
        "DELETE FROM session WHERE token_sha256 = $1 AND person_id = $2",
        [.text(tokenSHA256), .integer(person.number)])
    }
  }

  /// Ends the sessions of a person, all but one.
  ///
  /// - Parameter kept: SHA-256 of the token of the session that goes on, if any does.
  public func revokeAll(of person: PersonID, except kept: String? = nil) throws(Refusal) {
    try write { try SessionStore.revokeAll(of: person, except: kept, $0) }
  }

  static func revokeAll(of person: PersonID, except kept: String?, _ connection: any SQLConnection) throws {
    try connection.execute(
      "DELETE FROM session WHERE person_id = $1 AND token_sha256 <> $2",
      [.integer(person.number), .text(kept ?? "")])
  }

  /// Removes the sessions that have ended.
  public func sweep(at now: Timestamp) throws(Refusal) {
    try write { connection in
      try connection.execute("DELETE FROM session WHERE expires_at <= $1", [.integer(now.milliseconds)])
    }
  }

  private func write(_ body: (any SQLConnection) throws -> Void) throws(Refusal) {
    try refusing { try database.write(.door, body) }
  }

  private static func session(_ row: SQLRow) throws -> Session {
    try Session(
      tokenSHA256: row.text(0), person: PersonID(row.integer(1)), agent: row.text(2),
      openedAt: Timestamp(milliseconds: row.integer(3)), seenAt: Timestamp(milliseconds: row.integer(4)),
      expiresAt: Timestamp(milliseconds: row.integer(5)))
  }
}

/// How often something may be done, counted in the database so that all processes count together.
public struct RateLimits: Sendable {
  let database: any SQLDatabase

  /// Removes the counts of windows that began before a moment: they hold the addresses of visitors.
  public func sweep(before moment: Timestamp) throws(Refusal) {
    try refusing {
      try database.write(.visitors) { connection in
        _ = try connection.execute("DELETE FROM rate_limit WHERE window_start < $1", [.integer(moment.milliseconds)])
      }
    }
  }

  /// Counts one use.
  ///
  /// - Parameters:
  ///   - subject: who does what, such as `login:203.0.113.7`.
  ///   - limit: the most uses in a window.
  ///   - window: its length in seconds.
  /// - Returns: whether it is within the limit.
  public func take(_ subject: String, limit: Int, window: Int64, at now: Timestamp) throws(Refusal) -> Bool {
    try count(subject, window: window, at: now) <= limit
  }

  /// How many uses were counted in the window that runs.
  public func used(_ subject: String, window: Int64, at now: Timestamp) throws(Refusal) -> Int {
    try refusing {
      try database.read(.visitors) { connection in
        let row = try connection.row(
          "SELECT used FROM rate_limit WHERE subject = $1 AND window_start = $2",
          [.text(subject), .integer(RateLimits.start(of: window, at: now))])
        return try row.map { try $0.int(0) } ?? 0
      }
    }
  }

  private static func start(of window: Int64, at now: Timestamp) -> Int64 {
    now.milliseconds / (window * 1000) * window * 1000
  }

  /// Counts one use, and gives how many there were in the window that runs, this one included.
  @discardableResult
  public func count(_ subject: String, window: Int64, at now: Timestamp) throws(Refusal) -> Int {
    let start = RateLimits.start(of: window, at: now)
    return try refusing {
      try database.write(.visitors) { connection in
        try connection.execute(
          "DELETE FROM rate_limit WHERE subject = $1 AND window_start < $2", [.text(subject), .integer(start)])
        let row = try connection.row(
          """
          INSERT INTO rate_limit (subject, window_start, used) VALUES ($1, $2, 1)
          ON CONFLICT (subject, window_start) DO UPDATE SET used = rate_limit.used + 1 RETURNING used
          """, [.text(subject), .integer(start)])
        return try row.map { try $0.int(0) } ?? .max
      }
    }
  }
}
