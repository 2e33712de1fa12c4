// Showing a sealed account to anybody: the code that leads to it.

import Quantities
import Storage

/// Publishes the sealed accounts of a year under a short code.
public enum PublishYear {
  /// Letters and digits that nobody mistakes for each other (Crockford's base 32).
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
  /// 60 bits: nobody finds a code by trying.
  private static let length = 12

  /// Publishes the year's closing in force; the same closing keeps its code.
  public static func run(
    _ year: StoredYear, of firm: OrganisationStore, using generator: inout some RandomNumberGenerator, at now: Timestamp
  ) throws(Refusal) -> Publication {
    try firm.publish(year.id, code: code(using: &generator), at: now)
  }

  /// What is shown of the closing of a year that is in force; nil while the year is open, or nothing of it is shown.
  public static func shown(_ year: StoredYear, of firm: OrganisationStore) throws(Refusal) -> Publication? {
    guard year.isClosed, let last = try firm.publication(of: year.id), last.withdrawnAt == nil,
      last.version == year.closings
    else { return nil }
    return last
  }

  /// A new code.
  static func code(using generator: inout some RandomNumberGenerator) -> String {
    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
  }

  /// A code as it is kept, from one that a person typed: case, blanks and dashes do not matter; o is 0, i and l are 1.
  public static func code(typed text: String) -> String {
    String(
      text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
        .map { $0 == "o" ? "0" : $0 == "i" || $0 == "l" ? "1" : $0 })
  }
}
