import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage reopen`: a closed year becomes open again, and says why.
struct ReopenCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Rouvre un exercice clos, en disant pourquoi. / Reopens a closed year, and says why.",
    discussion: """
      Les sceaux restent : les factures déjà envoyées les citent. La clôture suivante
      fait une nouvelle version.
      The seals stay: invoices already sent quote them. The next closing makes a new
      version.
      """)

  @OptionGroup var which: YearOptions
  @Option(help: "Pourquoi. / Why.") var reason: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(which.organisation, in: store)
      let year = try firm.year(which.year)
      try firm.reopen(year.id, because: reason, at: session.now)
      session.tell(.reopened, ["year": .text(year.period.label), "version": .integer(year.closings)])
    }
  }
}
