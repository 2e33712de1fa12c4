import CPQ

/// PostgreSQL's SQLSTATE codes in the terms of `SQLError`.
enum PostgreSQLError {
  /// What a failed result says. The primary message only: DETAIL and CONTEXT repeat the values of the row.
  static func error(of result: OpaquePointer?, on link: OpaquePointer?) -> SQLError {
    guard let state = field(PostgreSQLError.stateField, of: result) else { return lost(link) }
    let message = field(PostgreSQLError.messageField, of: result) ?? ""
    // Messages of class 22 (“invalid input syntax for type integer: …”) quote the value itself.
    return SQLError(kind(of: state), state.hasPrefix("22") ? "SQLSTATE \(state)" : message)
  }

  /// An error without SQLSTATE comes from the client library: the link is broken, or we used the library wrongly.
  static func lost(_ link: OpaquePointer?) -> SQLError {
    guard PQstatus(link) == CONNECTION_OK else { return SQLError(.unreachable, "the connection is lost") }
    return SQLError(.other, "the client library refused the command")
  }

  /// Why a connection was refused.
  ///
  /// - Parameter message: what the library says when it is asked for SQLSTATE codes only. It names host and port, and ends
  ///   with the code when a server answered; sentences of servers are in the server's language.
  static func refusal(_ message: String) -> SQLError {
    let lastWord = message.split { $0.isWhitespace }.last.map(String.init) ?? ""
    let isState = lastWord.utf8.count == 5 && lastWord.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
    guard isState else {
      return SQLError(.unreachable, message.split(separator: "\n").first.map(String.init) ?? "no answer")
    }
    switch lastWord {
    case "3D000": return SQLError(.missing, "the server has no such database")
    case let state where state.hasPrefix("28"): return SQLError(.unreachable, "the server refuses the login (\(state))")
    default: return SQLError(kind(of: lastWord), "the server refuses the connection (\(lastWord))")
    }
  }

  /// The kind of a code.
  static func kind(of state: String) -> SQLError.Kind {
    switch state {
    case "23505": .duplicate
    // What our triggers raise.
    case "P0001": .constraint
    case "40001", "40P01", "55P03", "57014", "55006", "53300": .busy
    case "53100": .full
    // 25006: a write in a transaction that only reads.
    case "42501", "25006": .denied
    case "3D000": .missing
    case "XX001", "XX002": .damaged
    // The server goes away, or does not take connections yet.
    case "57P01", "57P02", "57P03", "57P04", "57P05": .unreachable
    default:
      switch state.prefix(2) {
      case "23": .constraint
      case "08", "28": .unreachable
      default: .other
      }
    }
  }

  // The header gives these codes as C characters, which Swift does not import.
  private static let stateField = Int32(UInt8(ascii: "C"))
  private static let messageField = Int32(UInt8(ascii: "M"))

  private static func field(_ code: Int32, of result: OpaquePointer?) -> String? {
    PQresultErrorField(result, code).map { String(cString: $0) }
  }
}
