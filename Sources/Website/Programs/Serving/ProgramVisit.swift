// A request by a program, read and checked against the table.

import CanonicalJSON
import CarbonAccounting
import Identity
import Quantities
import Storage
import UseCases
import Wording

/// A request, whoever asks.
struct ProgramCall: Visiting {
  let visit: Visit
  /// Parameters by name, of the shapes that the table says.
  let values: [String: JSONValue]
  /// What was sent, of the shape that the table says; `null` without a body.
  var content: JSONValue = .null

  /// The language asked for.
  var language: Language { text("lang").flatMap { Language(rawValue: $0) } ?? visit.speaker.language }

  /// The text of a parameter.
  func text(_ name: String) -> String? { values[name]?.text }
  /// The number of a parameter.
  func number(_ name: String) -> Int? { values[name]?.integer.map { Int($0) } }
}

/// A request for the firm that its token is of.
struct ProgramVisit: Visiting {
  var call: ProgramCall
  let firm: OrganisationStore
  /// Whether the token may change anything.
  let mayWrite: Bool
  /// SHA-256 of the token.
  let tokenSHA256: String

  var visit: Visit { call.visit }
  var content: JSONValue { call.content }

  /// The year the path names.
  func year() throws(Refusal) -> StoredYear {
    do throws(Refusal) { return try firm.year(call.text("year")) } catch {
      // A year that is not there is an address that is not there.
      guard error.says(StorageMessage.yearUnknown) || error.says(StorageMessage.noYear) else { throw error }
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
  }

  /// The books of a year, kept again.
  func books(of year: StoredYear) throws(Refusal) -> CarbonBooks {
    try KeepStoredBooks.books(of: year, firm, library, at: now)
  }
}

/// Who asks: before the body is read.
enum ProgramCaller: Sendable {
  case anyone(ProgramCall)
  case firm(ProgramVisit)

  var call: ProgramCall {
    switch self {
    case .anyone(let call): call
    case .firm(let visit): visit.call
    }
  }
}
