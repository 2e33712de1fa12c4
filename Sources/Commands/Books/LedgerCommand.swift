import Accounting
import ArgumentParser
import CanonicalJSON
import Quantities
import UseCases
import Wording

/// `sillage ledger`: what concerns the ledger alone.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Le grand livre (FEC). / The general ledger (FEC).",
    subcommands: [LedgerCheckCommand.self, LedgerSurveyCommand.self])
}

/// `sillage ledger check`: validates a FEC and prints the main balances.
struct LedgerCheckCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Contrôle un FEC, montre SIG et bilan. / Checks a FEC, shows intermediate balances and balance sheet.",
    discussion: """
      Structure, dates, équilibre de chaque écriture et du total, numérotation,
      comptes inconnus du plan comptable. Un fichier dont une écriture n'est pas
      équilibrée est refusé (code de sortie 1).
      Structure, dates, balance of each entry and of the total, numbering,
      accounts unknown to the chart of accounts.
      A file with an unbalanced entry is refused (exit code 1).
      """)

  @Argument(help: "Le FEC. / The FEC.", completion: .file()) var file: String
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let check = try CheckLedger(path: file, library: session.library)
    session.say(json ? LedgerDocument.json(check).prettyText : LedgerText(speaker: session.speaker).text(check))
  }
}
