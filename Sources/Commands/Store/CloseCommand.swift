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
      session.warn(closing.result.books.books.warnings)
      let seal = closing.sealed.accounts.first?.seal.sha256.prefix(16) ?? ""
      session.tell(
        .closed,
        [
          "year": .text(closing.result.year.period.label), "version": .integer(closing.version),
          "seal": .text(String(seal)),
        ])
      let page = AccountText(speaker: session.speaker, closing: nil) { $0 }
      for account in closing.result.books.books.accounts {
        // The factor was computed when the account was sealed.
        guard let factor = try? account.closingFactor() else { continue }
        session.say(("  " + page.invoiceSentence(account, factor)).wrapped(indent: "    "))
      }
      if let to { try OutputFile(path: to).write(closing.sealed.fileText.utf8, replacing: false) }
      session.tell(.closedNext)
    }
  }
}
