import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage organisation log`: what was done with a firm, and by whom.
struct OrganisationLogCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Montre tout ce qui a été fait. / Shows everything that was done.",
    discussion: """
      Le journal ne s'efface pas. Il tient des codes et des numéros : ni nom, ni
      chiffre. Les réouvertures y sont avec leur raison.
      The log cannot be erased. It holds codes and numbers: no name, no figure.
      Reopenings stand there with their reason.
      """)

  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(organisation, in: store)
      let speaker = session.speaker
      var table = Table(.right, .left, .left, .left, .left)
      table.add(
        speaker.say(StoreMessage.headNumber), speaker.say(StoreMessage.headWhen), speaker.say(StoreMessage.headWho),
        speaker.say(StoreMessage.headWhat), speaker.say(StoreMessage.headDetail))
      table.rule()
      for event in try firm.auditEvents() {
        table.add("\(event.number)", event.at.iso, event.actor, event.action.rawValue, event.detail)
      }
      session.say(table.lines().joined(separator: "\n"))
      for year in try firm.years() {
        for reopening in try firm.reopenings(of: year.id) {
          session.tell(
            .logReopened,
            [
              "year": .text(year.period.label), "version": .integer(reopening.version),
              "day": .date(reopening.at.day), "reason": .text(reopening.reason),
            ])
        }
      }
    }
  }
}
