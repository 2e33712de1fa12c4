import Quantities

/// What the name of a FEC says: `732829320FEC20241231.txt` is firm 732829320, year closed on 31 December 2024.
///
/// Source: livre des procédures fiscales, article A47 A-1, X. The name is a claim: the content decides.
public struct LedgerFileName: Sendable, Hashable {
  /// The name without its folders, as given.
  public let text: String
  /// The nine digits of the firm's SIREN; nil when the name does not follow the rule.
  public let siren: String?
  /// The last day of the fiscal year; nil when the name does not follow the rule.
  public let closing: CalendarDate?

  /// Reads a name, with or without folders before it.
  public init(_ path: String) {
    let name =
      path.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      .map { String(path[path.utf8.index(after: $0)...]) } ?? path
    text = name
    let bytes = Array(name.utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard bytes.count >= 20, bytes[..<9].allSatisfy(digits.contains),
      String(decoding: bytes[9..<12], as: UTF8.self).lowercased() == "fec",
      let date = CalendarDate(String(decoding: bytes[12..<20], as: UTF8.self)),
      bytes.count == 20 || !digits.contains(bytes[20])
    else {
      siren = nil
      closing = nil
      return
    }
    siren = String(decoding: bytes[..<9], as: UTF8.self)
    closing = date
  }

  /// Whether the SIREN's last digit agrees with the others (Luhn's formula); true when there is no SIREN to check.
  public var sirenIsPlausible: Bool {
    siren.map { SIREN.isValid($0) } ?? true
  }
}
