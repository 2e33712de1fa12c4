import Foundation
import Identity
import Quantities
import Storage

/// Sessions of people, as if they had signed in at different moments.
struct Sessions {
  let store: Store
  let people: [(OrganisationID, PersonID)]

  /// Opens one for each, last used at some moment of the minute before: as on a site that people are busy on, a part of
  /// them is due to be noted as used at any time. Writes `firm token` lines.
  func open(writing file: URL) throws {
    var secrets = SystemRandomNumberGenerator()
    var generator = SeededGenerator(seed: 11)
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    var text = ""
    for (firm, person) in people {
      let token = SecretToken(using: &secrets)
      let seen = now.adding(seconds: -Int64.random(in: 0..<60, using: &generator))
      try store.sessions.open(
        SessionStore.Session(
          tokenSHA256: token.sha256, person: person, agent: "benchmark", openedAt: seen, seenAt: seen,
          expiresAt: now.adding(seconds: 86_400)))
      text += "\(firm.number) \(token.text)\n"
    }
    try Data(text.utf8).write(to: file)
  }
}
