import Foundation

/// A few sessions that transactions share.
// Unchecked because threads wait for a session on `condition`, which the compiler does not know for a lock: everything that
// changes is touched under it alone, and a session is out of `idle` while a thread has it.
final class PostgreSQLPool: @unchecked Sendable {
  private let uri: String
  private let condition = NSCondition()
  private var idle: [PostgreSQLSession] = []
  private var takenCount = 0
  private var isClosed = false
  /// Sessions taken before the last `renew` are not taken back.
  private var generation = 0

  /// The most sessions at a time, and how long a transaction waits for one of them, in seconds.
  private static let limit = 8
  private static let patience: TimeInterval = 20

  /// A pool with one session, so that a wrong address shows at once.
  init(uri: String) throws {
    self.uri = uri
    idle = [try PostgreSQLSession(uri: uri)]
  }

  /// Runs `body` with a session on which `begin` has run. A session that lay idle may have lost its server meanwhile: that
  /// shows in `begin`, before anything was done, and then a new session is tried, once.
  func withSession<T>(
    begin: (PostgreSQLSession) throws -> Void, _ body: (PostgreSQLSession) throws -> T
  ) throws -> T {
    let generation = try reserve()
    var session = takeIdle()
    defer { giveBack(session, generation) }
    if let idle = session {
      do {
        try begin(idle)
        return try body(idle)
      } catch  where idle.isLost && !idle.hasBegun {
        session = nil
        dropIdle()
      }
    }
    let new = try PostgreSQLSession(uri: uri)
    session = new
    try begin(new)
    return try body(new)
  }

  /// Forgets what sessions remember of tables: their definitions changed.
  func renew() {
    condition.withLock { generation += 1 }
    dropIdle()
  }

  /// Closes idle sessions now, the others when they come back.
  func close() {
    condition.withLock { isClosed = true }
    dropIdle()
  }

  /// Waits for a place.
  private func reserve() throws -> Int {
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date(timeIntervalSinceNow: PostgreSQLPool.patience)
    while takenCount == PostgreSQLPool.limit {
      guard condition.wait(until: deadline) else { throw SQLError(.busy, "every connection is in use") }
    }
    guard !isClosed else { throw SQLError(.unreachable, "the database is closed") }
    takenCount += 1
    return generation
  }

  private func takeIdle() -> PostgreSQLSession? { condition.withLock { idle.popLast() } }

  /// What was not committed is undone.
  private func giveBack(_ session: PostgreSQLSession?, _ generation: Int) {
    session?.rollback()
    condition.withLock {
      takenCount -= 1
      if let session, session.isReusable, !isClosed, generation == self.generation { idle.append(session) }
      condition.signal()
    }
  }

  /// Lets go of idle sessions: each closes when nobody holds it.
  private func dropIdle() {
    let dropped = condition.withLock {
      defer { idle.removeAll() }
      return idle
    }
    withExtendedLifetime(dropped) {}
  }
}
