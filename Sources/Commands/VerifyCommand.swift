import ArgumentParser
import CarbonAccounting
import Quantities
import UseCases
import Wording

/// `sillage verify`: checks that a sealed account has not changed.
struct VerifyCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Vérifie le sceau d'un compte clos. / Checks the seal of a closed account.",
    discussion: """
      Un octet changé dans le fichier écrit par --close est détecté. Le code de
      sortie est 1 si le sceau est rompu.
      One byte changed in the file written by --close is detected. The exit code
      is 1 when the seal is broken.
      """)

  @Argument(help: "Le fichier scellé. / The sealed file.", completion: .file()) var file: String
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let input = InputFile(path: file)
    let sealed: SealedAccounts
    let openings: [String: OpeningAccount]
    do {
      sealed = try SealedAccounts(parsing: try input.bytes(limit: 16_000_000))
      openings = try sealed.openings()
    } catch {
      throw error.inFile(input.name)
    }
    session.say(session.speaker.say(InterfaceMessage.sealHolds, ["file": .text(input.name)]))
    for account in openings.values.sorted(by: { $0.activity < $1.activity }) {
      session.say(
        "  "
          + session.speaker.say(
            InterfaceMessage.sealAccount,
            [
              "activity": .text(account.activity), "end": .date(account.year.end),
              "factor": .intensity(account.factor, per: account.factorUnit), "balance": .carbon(account.balance),
              "seal": .text(String(account.seal.prefix(16))),
            ]))
    }
    let fingerprints = Set(sealed.accounts.compactMap { $0.seal.signature?.fingerprint }).sorted()
    if fingerprints.isEmpty { session.say("  " + session.speaker.say(InterfaceMessage.sealUnsigned)) }
    for fingerprint in fingerprints {
      session.say("  " + session.speaker.say(InterfaceMessage.sealSigned, ["fingerprint": .text(fingerprint)]))
    }
  }
}
