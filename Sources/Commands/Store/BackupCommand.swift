import ArgumentParser
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
      let manifest = try BackUpStore.run(store, to: file, at: session.now)
      session.tell(
        .backedUp,
        [
          "file": .text(file), "rows": .integer(manifest.rows.values.reduce(0, +)), "seals": .integer(manifest.seals),
        ])
    }
  }
}
