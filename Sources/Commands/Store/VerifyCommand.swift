import Archives
import ArgumentParser
import CarbonAccounting
import Disclosure
import Quantities
import Storage
import UseCases
import Wording

/// `sillage verify`: checks that sealed accounts have not changed.
struct VerifyCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Vérifie un compte scellé, un dossier ou une base. / Checks a sealed account, a dossier or a database.",
    discussion: """
      Un octet changé dans un compte scellé ou un dossier est détecté, hors ligne.
      Sans fichier, toute la base est vérifiée : sceaux, chaînes, écritures, sommes.
      Le code de sortie est 1 si quelque chose ne tient pas.
      One byte changed in a sealed account or a dossier is detected, offline. Without
      a file, the whole database is checked: seals, chains, entries, sums. The exit
      code is 1 when something does not hold.

        sillage verify 2024.json
        sillage verify dossier-2024.zip
      """)

  @Argument(
    help: "Compte scellé ou dossier ; sinon la base. / Sealed account or dossier; else the database.",
    completion: .file())
  var file: String?
  @Option(help: "Une seule entreprise de la base. / One firm of the database.") var organisation: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if file != nil, organisation != nil || database.database != nil {
      throw ValidationError("Un fichier, ou une base : pas les deux. / A file or a database, not both.")
    }
  }

  func run(in session: Session) throws(Refusal) {
    if let file { return try verify(file, session) }
    try session.withStore(database) { (store) throws(Refusal) in
      var firm: OrganisationStore?
      if let organisation { firm = try FindOrganisation.run(organisation, in: store) }
      try VerifyStore.run(store, only: firm, session)
    }
  }

  private func verify(_ file: String, _ session: Session) throws(Refusal) {
    let input = InputFile(path: file)
    // "PK": a dossier is an archive; anything else is a sealed file.
    if try input.head(2) == Array("PK".utf8) {
      return try VerifyDossier.run(input.bytes(limit: DossierCheck.limits.archiveBytes), file: input.name, session)
    }
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

/// Verifies a store and says what was found; what does not hold is a refusal.
enum VerifyStore {
  static func run(_ store: Store, only firm: OrganisationStore? = nil, _ session: Session) throws(Refusal) {
    let check = try CheckStore(store, only: firm)
    guard check.faults.isEmpty else { throw Refusal(check.faults) }
    session.tell(
      check.seals == 0 ? .verifiedEmpty : .verified,
      [
        "organisations": .integer(check.organisations), "seals": .integer(check.seals),
        "postings": .integer(check.postings),
      ])
  }
}
