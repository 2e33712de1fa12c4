import ArgumentParser
import Databases
import Quantities
import Storage
import UseCases
import Wording

/// `sillage backup`: a copy of the whole database.
struct BackupCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Sauvegarde toute la base. / Backs up the whole database.",
    discussion: """
      Les autres continuent de travailler. À côté du fichier, FICHIER.manifest.json
      dit ce qu'il contient : restore compare. Un fichier existant n'est jamais
      remplacé.
      Others go on working. Beside the file, FILE.manifest.json says what is in it:
      restore compares. A file that exists is never replaced.
      """)

  @Argument(help: "Le fichier à écrire. / The file to write.", completion: .file()) var file: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let manifest = try BackUpStore.run(store, to: file)
      session.tell(
        .backedUp,
        [
          "file": .text(file), "rows": .integer(manifest.rows.values.reduce(0, +)), "seals": .integer(manifest.seals),
        ])
    }
  }
}

/// `sillage restore`: a backup into an empty place.
struct RestoreCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Restaure une sauvegarde dans une base vide. / Restores a backup into an empty database.",
    discussion: """
      Le nombre de lignes et les sceaux sont comparés au manifeste, puis tout est
      vérifié. De SQLite à PostgreSQL : sillage export | sillage import -.
      The number of rows and the seals are compared with the manifest, then
      everything is verified. From SQLite to PostgreSQL:
      sillage export | sillage import -.

        sillage restore 2026-11-22.backup --database neuve.db
      """)

  @Argument(help: "La sauvegarde. / The backup.", completion: .file()) var file: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let location = try session.location(database)
    let manifest = try BackUpStore.restore(file, into: location)
    session.tell(
      .restored,
      [
        "rows": .integer(manifest.rows.values.reduce(0, +)), "seals": .integer(manifest.seals),
        "place": .text(location.address.shown),
      ])
    try session.withStore(database) { (store) throws(Refusal) in try VerifyStore.run(store, session) }
  }
}

/// `sillage migrate`: brings a database to this program's schema.
struct MigrateCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Met la base au schéma de ce programme. / Brings the database to this program's schema.",
    discussion: """
      Une base vide est mise en place d'elle-même ; une base plus ancienne attend
      cette commande. Chaque étape est faite entière ou pas du tout. Sauvegardez
      avant : sillage backup.
      An empty database is made ready by itself; an older one waits for this command.
      Each step is done whole or not at all. Back up first: sillage backup.
      """)

  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let location = try session.location(database)
    let steps = try location.migrate(at: session.now)
    if steps.isEmpty {
      session.tell(.migratedAlready, ["place": .text(location.address.shown)])
    } else {
      session.tell(
        .migrated, ["place": .text(location.address.shown), "steps": .text(steps.joined(separator: ", "))])
    }
  }
}

/// `sillage export`: a whole instance as text, or the sealed accounts of a year.
struct ExportCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Écrit l'instance, ou le compte scellé d'un exercice. / Writes the instance, or a year's sealed account.",
    discussion: """
      Sans --organisation : toute l'instance, en texte, sur la sortie standard.
      Avec : le fichier scellé de l'exercice, que sillage verify contrôle sans la
      base.
      Without --organisation: the whole instance, as text, on standard output.
      With it: the sealed file of the year, which sillage verify checks without the
      database.

        sillage export --database a.db | sillage import - --database postgres://…
        sillage export --organisation 732829320 --year 2024 > 2024.json
      """)

  @OptionGroup var which: YearOptions
  @Option(help: "Une version antérieure du compte clos. / An earlier version of the closed account.") var version: Int?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      guard which.organisation != nil || which.year != nil else {
        let rows = try store.export { session.console.out(String(decoding: $0, as: UTF8.self)) }
        session.console.err(session.speaker.say(StoreMessage.exported, ["rows": .integer(rows)]) + "\n")
        return
      }
      let firm = try FindOrganisation.run(which.organisation, in: store)
      session.console.out(try ExportSealed.text(of: firm, year: which.year, version: version))
    }
  }
}
