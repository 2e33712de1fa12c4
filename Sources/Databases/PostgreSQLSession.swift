import CPQ

/// One link to a PostgreSQL server: statements, and what the server remembers for this link.
///
/// The pool gives a session to one thread at a time, under its lock.
final class PostgreSQLSession {
  private let link: OpaquePointer
  private var prepared: [String: [(name: String, types: [Oid])]] = [:]
  private var preparedCount = 0
  private var statementNumber = 0
  private var rows: PostgreSQLRows?
  /// The first error since the transaction began. PostgreSQL accepts no statement after it.
  private(set) var failure: SQLError?
  /// Whether a transaction was begun: from then on a broken link loses what the caller did.
  private(set) var hasBegun = false
  /// Whether the application's role has been seen; it is looked for until it is there.
  private var hasApplicationRole = false

  /// How many statements a link remembers.
  private static let preparedLimit = 200

  /// Opens a link. A lock is waited for as long as SQLite waits.
  init(uri: String) throws {
    link = try PostgreSQLLink.open(uri)
    try run("SET lock_timeout = '20s'; SET standard_conforming_strings = on")
  }

  deinit { PQfinish(link) }

  /// Whether another transaction may have it: the link stands, no transaction is left open on it, and the last one failed for
  /// no reason that may lie with the link itself, such as statements remembered from before a migration.
  var isReusable: Bool {
    PQstatus(link) == CONNECTION_OK && PQtransactionStatus(link) == PQTRANS_IDLE && failure?.kind != .other
  }

  /// Whether the link is broken.
  var isLost: Bool { PQstatus(link) != CONNECTION_OK }

  /// Runs statements without parameters, as one message.
  func run(_ script: String) throws {
    freeLink()
    try finish(PQexec(link, script))
  }

  /// Starts a transaction, in one message to the server.
  ///
  /// - Parameter asApplication: whether the owner's rights are left behind. They are kept as long as the role is not there:
  ///   the schema was not made then.
  func begin(_ mode: String, asApplication: Bool = false, _ statements: [String]) throws {
    failure = nil
    hasBegun = false
    if asApplication && !hasApplicationRole { try lookForRole() }
    let role = asApplication && hasApplicationRole ? ["SET LOCAL ROLE \(PostgreSQLRole.application)"] : []
    try run(([mode] + role + statements).joined(separator: "; "))
    hasBegun = true
  }

  /// Temporary tables that were made as the owner are not the role's: they go.
  private func lookForRole() throws {
    hasApplicationRole = try execute(PostgreSQLRole.isThere, []) > 0
    if hasApplicationRole { try run("DISCARD TEMP") }
  }

  /// Ends the transaction for good. A caller that went on after an error would otherwise believe that its changes are kept:
  /// PostgreSQL answers COMMIT by undoing, without an error.
  func commit() throws {
    freeLink()
    if PQtransactionStatus(link) == PQTRANS_INERROR {
      throw failure ?? SQLError(.other, "a statement of the transaction failed")
    }
    try run("COMMIT")
  }

  /// Undoes the transaction if one is open. What fails here shows when the pool looks at the link.
  func rollback() {
    freeLink()
    if PQtransactionStatus(link) != PQTRANS_IDLE { PQclear(PQexec(link, "ROLLBACK")) }
  }

  /// Runs a statement and returns how many rows it changed.
  ///
  /// - Parameter types: the types of the parameters, where nulls among them leave them open.
  func execute(_ sql: String, _ arguments: [SQLValue], types: [Oid]? = nil) throws -> Int {
    let parameters = PostgreSQLParameters(arguments)
    let name = try prepare(sql, types ?? parameters.types)
    let result = parameters.pass { count, values, lengths, formats in
      PQexecPrepared(link, name, count, values, lengths, formats, 1)
    }
    return try finish(result)
  }

  /// Sends a statement; its rows are read from the object returned.
  func stream(_ sql: String, _ arguments: [SQLValue]) throws -> PostgreSQLRows {
    let parameters = PostgreSQLParameters(arguments)
    let name = try prepare(sql, parameters.types)
    let sent = parameters.pass { count, values, lengths, formats in
      PQsendQueryPrepared(link, name, count, values, lengths, formats, 1)
    }
    guard sent == 1, PQsetSingleRowMode(link) == 1 else { throw noted(PostgreSQLError.lost(link)) }
    let rows = PostgreSQLRows(link)
    self.rows = rows
    return rows
  }

  /// Notes what reading rows threw, if it came from the server.
  func note(_ error: any Error) { if let error = error as? SQLError { _ = noted(error) } }

  /// Sends rows with COPY.
  ///
  /// - Parameter fill: calls its argument with one piece of text after the other.
  func copy(_ sql: String, _ fill: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    freeLink()
    let start = PQexec(link, sql)
    defer { PQclear(start) }
    guard PQresultStatus(start) == PGRES_COPY_IN else { throw noted(PostgreSQLError.error(of: start, on: link)) }
    try fill { bytes in
      let sent = PQputCopyData(link, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
      guard sent == 1 else { throw noted(PostgreSQLError.lost(link)) }
    }
    guard PQputCopyEnd(link, nil) == 1 else { throw noted(PostgreSQLError.lost(link)) }
    var refusal: SQLError?
    while let result = PQgetResult(link) {
      if PQresultStatus(result) != PGRES_COMMAND_OK { refusal = refusal ?? PostgreSQLError.error(of: result, on: link) }
      PQclear(result)
    }
    if let refusal { throw noted(refusal) }
  }

  /// A text as a literal of a statement.
  func literal(_ text: String) throws -> String {
    guard let quoted = PQescapeLiteral(link, text, text.utf8.count) else {
      throw SQLError(.other, "a setting cannot be quoted")
    }
    defer { PQfreemem(quoted) }
    return String(cString: quoted)
  }

  /// The name of the statement on the server. One that was prepared with a null where there is a value now is prepared
  /// again, with what is known by then: so each settles after few attempts.
  private func prepare(_ sql: String, _ types: [Oid]) throws -> String {
    freeLink()
    let known = prepared[sql] ?? []
    if let fit = known.first(where: { zip($0.types, types).allSatisfy { $1 == 0 || $0 == $1 } }) { return fit.name }
    if preparedCount == PostgreSQLSession.preparedLimit {
      try run("DEALLOCATE ALL")
      prepared.removeAll()
      preparedCount = 0
    }
    let earlier = known.last { zip($0.types, types).allSatisfy { $0 == 0 || $1 == 0 || $0 == $1 } }
    let merged = earlier.map { zip($0.types, types).map { max($0, $1) } } ?? types
    statementNumber += 1
    let name = "s\(statementNumber)"
    try finish(PQprepare(link, name, sql, Int32(merged.count), merged))
    prepared[sql, default: []].append((name, merged))
    preparedCount += 1
    return name
  }

  /// Reads the rest of an answer that is still arriving: the library would drop it at the next statement.
  private func freeLink() {
    rows?.keepRest()
    rows = nil
  }

  @discardableResult
  private func finish(_ result: OpaquePointer?) throws -> Int {
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      return Int(String(cString: PQcmdTuples(result))) ?? 0
    default: throw noted(PostgreSQLError.error(of: result, on: link))
    }
  }

  private func noted(_ error: SQLError) -> SQLError {
    failure = failure ?? error
    return error
  }
}
