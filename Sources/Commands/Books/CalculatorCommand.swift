import ArgumentParser
import CalculatorUseCases
import CanonicalJSON
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import Wording

/// `sillage calculator`: a year in a few dozen figures, without a ledger.
struct CalculatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calculator",
    abstract: "Le calculateur en classeur, sans comptabilité. / The calculator as a workbook, without a ledger.",
    discussion: """
        sillage calculator template --to calcul.xlsx
        sillage calculator read calcul.xlsx --json reponses.json
      """,
    subcommands: [CalculatorTemplateCommand.self, CalculatorReadCommand.self])
}

/// `sillage calculator template`: writes the empty workbook.
struct CalculatorTemplateCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Écrit le classeur vide. / Writes the empty workbook.")

  @Option(help: "Le classeur à écrire. / The workbook to write.", completion: .file()) var to: String
  @Option(help: "Un FEC dont prendre les montants. / A FEC to take the amounts from.", completion: .file())
  var ledger: String?
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let output = OutputFile(path: to)
    if let ledger { try output.checkApart(from: [ledger]) }
    var answers = CalculatorAnswers()
    if let ledger {
      answers = try CalculatorAnswers(filledFrom: try LedgerFile(path: ledger).ledger, session.library)
    }
    let book = CalculatorWorkbook(session.library, session.speaker)
    try output.write(try book.xlsx(answers, year: session.now.day.year - 1), replacing: force)
    session.say(session.speaker.say(CalculatorMessage.templateWritten, ["file": .text(to)]))
  }
}

/// `sillage calculator read`: the account of a filled workbook or of a file of answers.
struct CalculatorReadCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Calcule un classeur rempli. / Computes a filled workbook.")

  @Argument(help: "Le classeur ou le fichier JSON. / The workbook or the JSON file.", completion: .file())
  var file: String
  @Option(help: "Écrit les réponses dans ce fichier JSON. / Writes the answers into this JSON file.")
  var json: String?
  @Option(help: "Ouvre un chiffre : catégorie, total. / Opens a figure: category, total.") var explain: String?
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    if let json { try OutputFile(path: json).checkApart(from: [file]) }
    let entries: CalculatorEntries
    do throws(Refusal) { entries = try read(session.library) } catch {
      throw error.inFile(InputFile(path: file).name)
    }
    let books = try entries.books(session.library, in: session.speaker.language)
    if let explain {
      session.say(session.speaker.text(try ExplainFigure.explain(explain, in: books, limit: 50)))
    } else {
      let page = AccountText(speaker: session.speaker, closing: "sillage account --close") { category in
        session.library.categoryName(category, session.speaker)
      }
      session.say(page.text(books, title: entries.firm.isEmpty ? InputFile(path: file).name : entries.firm))
    }
    guard let json else { return }
    try OutputFile(path: json).write(entries.json.prettyText.utf8, replacing: force)
    session.console.err(session.speaker.say(CalculatorMessage.entriesWritten, ["file": .text(json)]) + "\n")
  }

  private func read(_ library: Library) throws(Refusal) -> CalculatorEntries {
    let bytes = try InputFile(path: file).bytes(limit: 16_000_000)
    return bytes.starts(with: Array("PK".utf8))
      ? try CalculatorWorkbook.entries(xlsx: bytes, library) : try CalculatorEntries(parsing: bytes, library)
  }
}
