import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

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
      session.tell(.migratedAlready, ["place": .text(location.shown)])
    } else {
      session.tell(
        .migrated, ["place": .text(location.shown), "steps": .text(steps.joined(separator: ", "))])
    }
  }
}
