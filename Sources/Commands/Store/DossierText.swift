// What the check of a dossier found, on screen.

import Disclosure
import Quantities
import UseCases
import Wording

/// Checks a dossier and says, point by point, what holds.
enum VerifyDossier {
  static func run(_ bytes: [UInt8], file: String, _ session: Session) throws(Refusal) {
    let check = DossierCheck(bytes, words: session.library.dossierWords)
    let speaker = session.speaker
    if let subject = check.subject {
      session.say(
        speaker.say(
          InterfaceMessage.dossierOf,
          [
            "file": .text(file), "firm": .text(subject.firmName ?? subject.siren ?? "–"),
            "year": .text(subject.year.label),
            "date": .date(subject.madeOn),
          ]))
    }
    for finding in check.findings {
      let mark = finding.outcome == .passed ? "✓" : finding.outcome == .open ? "?" : "✗"
      session.say("  \(mark) " + speaker.say(finding.point))
      // Errors are told at the end, with their remedies.
      for reason in finding.reasons where reason.severity != .error {
        session.say(("      " + speaker.say(reason.message)).wrapped(indent: "      "))
      }
    }
    session.say("  SHA-256 \(check.sha256)")
    guard check.isPassed else { throw Refusal(check.failures.map { $0.inFile(file) }) }
    let covered = check.subject?.signedBy.map {
      speaker.say(InterfaceMessage.dossierSigned, ["fingerprint": .text($0)])
    }
    session.say(speaker.say(InterfaceMessage.dossierHolds).wrapped())
    session.say((covered ?? speaker.say(InterfaceMessage.dossierUnsigned)).wrapped())
  }
}
