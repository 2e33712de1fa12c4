// Which passwords are accepted: long ones that nobody would try first. No rule on kinds of characters (ASVS 5, 6.2).

import Foundation
import Quantities

/// The rules, with the words no password may consist of.
public struct PasswordRules: Sendable {
  /// The fewest characters.
  public static let shortest = 12
  /// The most: beyond, hashing would serve to tire the server.
  public static let longest = 128

  private let common: Set<String>

  /// Rules with a list of common passwords, one per line.
  public init(common text: String) {
    common = Set(text.split(whereSeparator: \.isNewline).map { $0.lowercased() })
  }

  /// Why a password is refused; nil when it is accepted.
  ///
  /// - Parameter known: what anybody may know of the person: address, name, firm.
  public func fault(of password: String, known: [String] = []) -> Diagnostic? {
    guard password.count >= PasswordRules.shortest else {
      return Diagnostic(.error, IdentityMessage.passwordShort, ["shortest": .integer(PasswordRules.shortest)])
    }
    guard password.count <= PasswordRules.longest else {
      return Diagnostic(.error, IdentityMessage.passwordLong, ["longest": .integer(PasswordRules.longest)])
    }
    let core = password.folded.filter { $0.isLetter || $0.isNumber }
    let letters = core.filter(\.isLetter)
    if common.contains(core) || common.contains(letters) || Set(core).count < 5 || isRun(core) {
      return Diagnostic(.error, IdentityMessage.passwordCommon)
    }
    let words = known.flatMap { $0.folded.split { !$0.isLetter && !$0.isNumber } }.filter { $0.count >= 4 }
    let rest = words.reduce(core) { $0.replacing($1, with: "") }
    if rest.count < 6, !words.isEmpty { return Diagnostic(.error, IdentityMessage.passwordGuessable) }
    return nil
  }

  /// Whether the characters follow each other in the alphabet, among the digits or on the keyboard.
  private func isRun(_ text: String) -> Bool {
    let rows = [
      "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm",
    ]
    return rows.contains { $0.contains(text) || String($0.reversed()).contains(text) }
  }
}
