// What people give as names, addresses and numbers is checked before any row is written.

import Quantities

/// Checks of what is given.
enum InputCheck {
  /// Throws `storage.name-wrong` for what nobody and nothing may be called.
  static func name(_ name: String) throws(Refusal) {
    guard name.isName else { throw Refusal(.nameWrong, ["name": .text(name)]) }
  }

  /// The address in the form it is kept in. Throws `storage.name-wrong` when it is none.
  static func address(_ email: String) throws(Refusal) -> String {
    let address = email.lowercased()
    guard address.isEmail else { throw Refusal(.nameWrong, ["name": .text(email)]) }
    return address
  }

  /// Throws `storage.siren-wrong` when there is one and its digits do not check.
  static func siren(_ siren: String?) throws(Refusal) {
    if let siren, !SIREN.isValid(siren) { throw Refusal(.sirenWrong, ["siren": .text(siren)]) }
  }

  /// Throws `storage.too-long` for nothing at all, for more than `most` bytes, and for text that no engine keeps.
  static func text(_ text: String, most: Int) throws(Refusal) {
    let isBlank = !text.contains { !$0.isWhitespace }
    guard !isBlank, text.utf8.count <= most, !text.utf8.contains(0) else {
      throw Refusal(.tooLong, ["limit": .integer(most)])
    }
  }
}
