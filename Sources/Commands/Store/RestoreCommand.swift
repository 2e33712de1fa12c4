import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

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
        "place": .text(location.shown),
      ])
    try session.withStore(database) { (store) throws(Refusal) in try VerifyStore.run(store, session) }
  }
}
