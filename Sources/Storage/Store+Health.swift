// How a store is: what watchers of an instance ask every few seconds.

import Databases
import Quantities

/// What waits and what is being done.
public struct JobOverview: Sendable, Hashable {
  /// Jobs that wait for a worker.
  public let waiting: Int
  /// Jobs a worker is at.
  public let running: Int
}

extension Store {
  /// Makes sure that the database answers and has this program's schema.
  ///
  /// - Throws: what is wrong: the database's failure, or a schema that is older or newer.
  public func checkHealth() throws(Refusal) {
    try refusing {
      switch try database.witness({ try schema.state($0, database.dialect) }) {
      case .current: break
      case .empty: throw Refusal(.older, ["database": 0, "program": .integer(steps)])
      case .older(let number): throw Refusal(.older, ["database": .integer(number), "program": .integer(steps)])
      }
    }
  }

  private var steps: Int { schema.steps(for: database.dialect).count }

  /// How large the database is, in bytes.
  public func byteCount() throws(Refusal) -> Int64 {
    // The one question that has no words in common: each engine keeps account of its pages in its own way.
    let question =
      database.dialect == "sqlite"
      ? "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
      : """
      SELECT CAST(SUM(pg_total_relation_size(c.oid)) AS BIGINT)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'
      """
    return try refusing {
      try database.read(.visitors) { try $0.row(question)?.optionalInteger(0) ?? 0 }
    }
  }
}

extension JobQueue {
  /// What waits and what is being done, in the whole instance.
  public func overview() throws(Refusal) -> JobOverview {
    try refusing {
      try database.read(.queue) { connection in
        let counts = try connection.rows(
          "SELECT state, COUNT(*) FROM job WHERE state IN ('queued', 'running') GROUP BY state")
        var found: [String: Int] = [:]
        for row in counts { found[try row.text(0)] = try row.count(1) }
        return JobOverview(waiting: found["queued"] ?? 0, running: found["running"] ?? 0)
      }
    }
  }

  /// How many imports were refused since a moment, in the whole instance.
  public func failures(since moment: Timestamp) throws(Refusal) -> Int {
    try refusing {
      try database.read(.queue) { connection in
        try connection.row(
          "SELECT COUNT(*) FROM job WHERE state = 'failed' AND finished_at >= $1", [.integer(moment.milliseconds)])?
          .count(0) ?? 0
      }
    }
  }
}

extension SessionStore {
  /// How many sessions are open.
  ///
  /// - Parameter idle: seconds without use after which a session has ended.
  public func count(idle: Int64, at now: Timestamp) throws(Refusal) -> Int {
    try refusing {
      try database.read(.door) { connection in
        try connection.row(
          "SELECT COUNT(*) FROM session WHERE expires_at > $1 AND seen_at > $2",
          [.integer(now.milliseconds), .integer(now.adding(seconds: -idle).milliseconds)])?.count(0) ?? 0
      }
    }
  }
}
