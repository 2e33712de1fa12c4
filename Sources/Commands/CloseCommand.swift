import ArgumentParser
import CarbonAccounting
import Quantities
import Storage
import UseCases
import Wording

/// `sillage close`: seals the accounts of a year of a store.
struct CloseCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Clôt et scelle un exercice de la base. / Closes and seals a year of the database.",
    discussion: """
      Le compte clos ouvre l'exercice suivant. --to écrit aussi le fichier scellé,
      vérifiable par n'importe qui : sillage verify FICHIER.
      The closed account opens the next year. --to also writes the sealed file, which
      anybody can check: sillage verify FILE.
      """)

  @OptionGroup var which: YearOptions
  @Option(name: .customLong("on"), help: "Jour de clôture, AAAA-MM-JJ (aujourd'hui). / Closing day (today).")
  var closingDay: String?
  @Option(help: "Clé Ed25519 qui signe, créée si absente. / Ed25519 key to sign with, made if absent.")
  var signKey: String?
  @Option(help: "Écrit aussi le fichier scellé. / Also writes the sealed file.", completion: .file()) var to: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if let closingDay, CalendarDate(closingDay) == nil {
      throw ValidationError("--on \(closingDay) : AAAA-MM-JJ / YYYY-MM-DD.")
    }
  }

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(which.organisation, in: store)
      if let to { try OutputFile(path: to).checkFree() }
      let closing = try CloseStoredYear.run(
        which.year, of: firm, on: closingDay.flatMap { CalendarDate($0) } ?? session.today, keyPath: signKey,
        library: session.library, at: session.now)
      session.warn(closing.result.books.books.warnings + closing.result.notices)
      let seal = closing.sealed.accounts.first?.seal.sha256.prefix(16) ?? ""
      session.tell(
        .closed,
        [
          "year": .text(closing.result.year.period.label), "version": .integer(closing.version),
          "seal": .text(String(seal)),
        ])
      if let to { try OutputFile(path: to).write(closing.sealed.fileText.utf8, replacing: false) }
      session.tell(.closedNext)
    }
  }
}

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
