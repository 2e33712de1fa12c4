import CPQ

/// The answer to a statement while it arrives, row by row.
///
/// A link carries one answer at a time. When another statement wants the link, `keepRest` reads what is still to come.
final class PostgreSQLRows {
  private let link: OpaquePointer?
  private var types: [Oid] = []
  private var kept: [SQLRow] = []
  private var nextKept = 0
  private var failure: SQLError?
  /// Whether the link is free again.
  private(set) var isOver = false

  init(_ link: OpaquePointer?) { self.link = link }

  /// The next row, or nil after the last.
  func next() throws -> SQLRow? {
    if nextKept < kept.count {
      defer { nextKept += 1 }
      return kept[nextKept]
    }
    if let row = arrive() { return row }
    if let failure { throw failure }
    return nil
  }

  /// Reads all that is still to come, to give it out later.
  func keepRest() { while let row = arrive() { kept.append(row) } }

  /// Lets go of what is still to come. It is read rather than cancelled: a cancelled statement would fail the transaction,
  /// whereas the caller may just have seen enough.
  func dropRest() {
    while !isOver {
      guard let result = PQgetResult(link) else {
        isOver = true
        return
      }
      PQclear(result)
    }
  }

  /// A row from the link; nil at the end and after a failure.
  private func arrive() -> SQLRow? {
    while !isOver {
      guard let result = PQgetResult(link) else {
        isOver = true
        return nil
      }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE:
        do { return try row(of: result) } catch {
          failure = error as? SQLError
          dropRest()
        }
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: continue
      default: failure = failure ?? PostgreSQLError.error(of: result, on: link)
      }
    }
    return nil
  }

  private func row(of result: OpaquePointer) throws -> SQLRow {
    let width = PQnfields(result)
    if types.isEmpty { types = (0..<width).map { PQftype(result, $0) } }
    var values: [SQLValue] = []
    values.reserveCapacity(Int(width))
    for column in 0..<width {
      guard PQgetisnull(result, 0, column) == 0 else {
        values.append(.null)
        continue
      }
      let bytes = UnsafeRawBufferPointer(
        start: PQgetvalue(result, 0, column), count: Int(PQgetlength(result, 0, column)))
      values.append(try PostgreSQLType.value(bytes, of: types[Int(column)], column: column))
    }
    return SQLRow(values)
  }
}
