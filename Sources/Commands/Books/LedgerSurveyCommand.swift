import Accounting
import ArgumentParser
import CanonicalJSON
import Quantities
import UseCases
import Wording

/// `sillage ledger survey`: checks and adds up a FEC of any size.
struct LedgerSurveyCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Contrôle et totalise un FEC de toute taille. / Checks and adds up a FEC of any size.",
    discussion: """
      Les mêmes contrôles que « ledger check », en une lecture, sans garder les
      lignes en mémoire : débit et crédit par compte, achats de classe 6 par
      fournisseur. Code de sortie 1 si le grand livre ne tient pas.
      The same checks as “ledger check”, in one pass, without keeping lines in
      memory: debit and credit by account, class 6 purchases by supplier. Exit
      code 1 if the ledger does not hold.
      """)

  /// What is added up.
  enum Job: String, CaseIterable, ExpressibleByArgument {
    case accounts, suppliers, all

    var scope: LedgerSurvey.Scope {
      switch self {
      case .accounts: .accounts
      case .suppliers: .suppliers
      case .all: .all
      }
    }
  }

  @Argument(help: "Le FEC. / The FEC.", completion: .file()) var file: String
  @Option(help: "Fils d'exécution ; un par processeur sinon. / Threads; else one per processor.") var threads: Int?
  @Option(help: "Ce qui est totalisé. / What is added up.") var job = Job.all
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let result = try SurveyLedger(path: file, scope: job.scope, threads: threads)
    session.say(json ? result.json.prettyText : SurveyText(speaker: session.speaker).text(result))
    let errors = result.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Refusal(errors) }
  }
}

/// Lays out a survey as text.
struct SurveyText {
  /// Suppliers shown; the others are counted.
  private static let suppliersShown = 20

  let speaker: Speaker

  /// The page: what was read, accounts, suppliers, what to look at.
  func text(_ result: SurveyLedger) -> String {
    let survey = result.survey
    var lines = [result.name]
    if let year = survey.fiscalYear {
      let values: [String: MessageValue] = [
        "lines": .integer(survey.lineCount), "entries": .integer(survey.entryCount), "start": .date(year.start),
        "end": .date(year.end),
      ]
      lines.append("  " + speaker.say(InterfaceMessage.ledgerRead, values))
    }
    // Only of a ledger without errors may it be said that it balances.
    lines.append(
      "  "
        + speaker.say(
          survey.isAccepted ? InterfaceMessage.ledgerBalanced : .surveyTotals,
          ["debit": .money(survey.debit), "credit": .money(survey.credit)]))
    if !survey.accounts.isEmpty { lines += accounts(survey) }
    if !survey.suppliers.isEmpty { lines += suppliers(survey) }
    let warnings = result.diagnostics.filter { $0.severity < .error }
    if !warnings.isEmpty {
      lines += ["", speaker.say(InterfaceMessage.ledgerFindings)] + warnings.map { "  " + speaker.text($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func accounts(_ survey: LedgerSurvey) -> [String] {
    var table = Table(.left, .right, .right)
    table.add("", speaker.say(InterfaceMessage.surveyDebit), speaker.say(InterfaceMessage.surveyCredit))
    for account in survey.accounts(digits: 3) {
      table.add(account.number, speaker.numbers.euros(account.debit), speaker.numbers.euros(account.credit))
    }
    return ["", speaker.say(InterfaceMessage.surveyAccounts)] + table.lines()
  }

  private func suppliers(_ survey: LedgerSurvey) -> [String] {
    var table = Table(.left, .left, .right)
    for supplier in survey.suppliers.prefix(SurveyText.suppliersShown) {
      table.add(supplier.number, supplier.name, speaker.numbers.euros(supplier.amount))
    }
    let others = survey.suppliers.count - SurveyText.suppliersShown
    if others > 0 { table.add("", speaker.say(InterfaceMessage.others, ["count": .integer(others)]), "") }
    table.add("", speaker.say(InterfaceMessage.surveyNoSupplier), speaker.numbers.euros(survey.amountWithoutSupplier))
    if survey.amountOfSeveralSuppliers != .zero {
      table.add(
        "", speaker.say(InterfaceMessage.surveySeveralSuppliers),
        speaker.numbers.euros(survey.amountOfSeveralSuppliers))
    }
    return ["", speaker.say(InterfaceMessage.surveySuppliers)] + table.lines()
  }
}
