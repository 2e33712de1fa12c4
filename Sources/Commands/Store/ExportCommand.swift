import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage export`: a whole instance as text, or the sealed accounts of a year.
struct ExportCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Écrit l'instance, un compte scellé, des réglages. / Writes the instance, a sealed account, settings.",
    discussion: """
      Sans --organisation : toute l'instance, en texte, sur la sortie standard.
      Avec : le fichier scellé de l'exercice, que sillage verify contrôle sans la
      base.
      Without --organisation: the whole instance, as text, on standard output.
      With it: the sealed file of the year, which sillage verify checks without the
      database.

        sillage export --database a.db | sillage import - --database postgres://…
        sillage export --organisation 732829320 --year 2024 > 2024.json
        sillage export --organisation 732829320 --year 2024 --settings > firm.yaml
        sillage export --organisation 732829320 --year 2024 --dossier dossier.zip
      """)

  @OptionGroup var which: YearOptions
  @Option(help: "Une version antérieure du compte clos. / An earlier version of the closed account.") var version: Int?
  @Flag(help: "Les réglages de l'exercice (firm.yaml). / The settings of the year (firm.yaml).") var settings = false
  @Option(help: "Écrit le dossier de vérification. / Writes the verification dossier.", completion: .file())
  var dossier: String?
  @Option(
    help: "Clé Ed25519 qui signe le dossier (celle du site). / Ed25519 key to sign the dossier with (the site's).",
    completion: .file())
  var signKey: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if dossier != nil, settings || version != nil {
      throw ValidationError("--dossier va seul. / --dossier goes alone.")
    }
    if signKey != nil, dossier == nil {
      throw ValidationError("--sign-key va avec --dossier. / --sign-key goes with --dossier.")
    }
  }

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      guard which.organisation != nil || which.year != nil || version != nil || settings || dossier != nil else {
        let rows = try store.export { session.console.out(String(decoding: $0, as: UTF8.self)) }
        session.console.err(session.speaker.say(StoreMessage.exported, ["rows": .integer(rows)]) + "\n")
        return
      }
      let firm = try FindOrganisation.run(which.organisation, in: store)
      if let dossier { return try write(dossier, firm, session) }
      session.console.out(
        settings
          ? try ExportSettings.text(of: firm, year: which.year)
          : try ExportSealed.text(of: firm, year: which.year, version: version))
    }
  }

  private func write(_ path: String, _ firm: OrganisationStore, _ session: Session) throws(Refusal) {
    let file = OutputFile(path: path)
    try file.checkFree()
    let key = if let signKey { signKey } else { try session.location(database).existingKeyPath }
    let bytes = try MakeDossier.bytes(
      of: firm, year: which.year, keyPath: key, library: session.library, on: session.today, at: session.now)
    try file.write(bytes, replacing: false)
    session.tell(.dossierWritten, ["file": .text(InputFile(path: path).name)])
  }
}
