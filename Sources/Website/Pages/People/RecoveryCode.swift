// Codes kept on paper, each of which opens the account once when the telephone is lost.

/// Sixteen letters and digits: 80 random bits. The store keeps their SHA-256 only.
struct RecoveryCode {
  /// As they are hashed: capitals, without what separates them.
  let letters: String

  /// How many a person is given.
  static let count = 10
  private static let length = 16
  /// Crockford's: without I, L, O and U, which are taken for others.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// A new one.
  init(using generator: inout some RandomNumberGenerator) {
    letters = String(
      (0..<RecoveryCode.length).map { _ in
        RecoveryCode.alphabet[Int.random(in: 0..<RecoveryCode.alphabet.count, using: &generator)]
      })
  }

  /// What somebody typed; nil when it cannot be one.
  init?(typed text: String) {
    let read = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }
      .map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 }
    guard read.count == RecoveryCode.length, read.allSatisfy(RecoveryCode.alphabet.contains) else { return nil }
    letters = String(read)
  }

  /// As it is shown: in groups of four.
  var text: String {
    stride(from: 0, to: letters.count, by: 4).map { String(letters.dropFirst($0).prefix(4)) }.joined(separator: "-")
  }
}
