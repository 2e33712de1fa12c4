import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage organisation`: the firms of a store.
struct OrganisationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisation", abstract: "Les entreprises d'une base. / The firms of a database.",
    subcommands: [
      OrganisationAddCommand.self, OrganisationListCommand.self, OrganisationSetCommand.self,
      OrganisationLogCommand.self,
    ])
}

/// `sillage organisation add`.
struct OrganisationAddCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Ajoute une entreprise. / Adds a firm.",
    discussion: """
      La base est créée si elle n'existe pas. Le SIREN permet d'importer un FEC sans
      dire de qui il est : son nom le porte.
      The database is made if it is not there. With its SIREN, a FEC can be imported
      without saying whose it is: its name bears it.

        sillage organisation add "Menuiserie Martin" --siren 732829320
      """)

  @Argument(help: "Le nom. / The name.") var name: String
  @Option(help: "Le SIREN, 9 chiffres. / The SIREN, 9 digits.") var siren: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database, creating: true) { (store) throws(Refusal) in
      let id = try store.instance(as: .console).addOrganisation(
        name: name, siren: siren?.filter { !$0.isWhitespace }, at: session.now)
      session.tell(.organisationAdded, ["number": .integer(Int(id.number)), "name": .text(name)])
    }
  }
}

/// `sillage organisation list`.
struct OrganisationListCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Montre les entreprises et leurs exercices. / Shows the firms and their years.")

  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firms = try store.instance(as: .console).organisations()
      guard !firms.isEmpty else { return session.tell(.organisationNone) }
      let speaker = session.speaker
      var table = Table(.right, .left, .left, .left)
      table.add(
        speaker.say(StoreMessage.headNumber), speaker.say(StoreMessage.headSIREN), speaker.say(StoreMessage.headName),
        speaker.say(StoreMessage.headYears))
      table.rule()
      for firm in firms {
        let years = try store.organisation(firm.id, as: .console).years().map { year in
          speaker.say(year.isClosed ? StoreMessage.yearClosed : .yearOpen, ["year": .text(year.period.label)])
        }
        table.add("#\(firm.id.number)", firm.siren ?? "", firm.name, years.joined(separator: ", "))
      }
      session.say(table.lines().joined(separator: "\n"))
    }
  }
}
