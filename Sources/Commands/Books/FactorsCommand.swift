import ArgumentParser
import CanonicalJSON
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import Wording

/// `sillage factors`: finds, shows and imports emission factors.
struct FactorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "Cherche, montre et importe des facteurs d'émission. / Finds, shows and imports emission factors.",
    discussion: """
        sillage factors search gazole routier
        sillage factors show energy.diesel
        sillage factors import Base_Carbone_V22.0.csv
      """,
    subcommands: [FactorsSearchCommand.self, FactorsShowCommand.self, FactorsImportCommand.self])
}

/// `sillage factors search`: factors whose names or tags hold the words.
struct FactorsSearchCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Trouve un facteur par des mots ou un numéro. / Finds a factor by words or a number.")

  @Argument(help: "Des mots, tous cherchés. / Words, all looked for.") var words: [String]
  @Option(help: "Nombre de réponses. / Number of answers.") var limit = 20
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit : au moins 1 / at least 1.") }
  }

  func run(in session: Session) throws(Refusal) {
    let text = words.joined(separator: " ")
    let search = FactorSearch(session.library.reference.factors, imported: try session.library.imported.catalogues())
    let found = search.find(text, limit: limit)
    guard !found.matches.isEmpty else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.factorNotFound, ["query": .text(text)]))
    }
    if json { return session.say(JSONValue.array(found.matches.map(\.json)).prettyText) }
    session.say(session.speaker.say(InterfaceMessage.factorsFound, ["count": .integer(found.total)]))
    session.say(session.speaker.table(found.matches).joined(separator: "\n"))
  }
}

/// `sillage factors show`: one factor in all its vintages.
struct FactorsShowCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Montre un facteur, ses millésimes, sa source. / Shows a factor, its vintages, its source.")

  @Argument(help: "L'identifiant : energy.diesel, base-carbone:25775. / The id.") var id: String
  @Option(help: "Un seul millésime. / One vintage only.") var vintage: String?
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let library = session.library
    let shipped = library.reference.factors.vintages(of: id)
    let catalogues = shipped.isEmpty ? try library.imported.catalogues() : []
    // Releases come newest first; vintages are shown oldest first, the last being the default.
    let elements = catalogues.reversed().compactMap { release in release.element(id: id).map { (release, $0) } }
    let known = shipped.map(\.vintage) + elements.map(\.0.release)
    guard !known.isEmpty else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.factorNotFound, ["query": .text(id)]))
    }
    if let vintage, !known.contains(vintage) {
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.factorVintageUnknown,
          ["query": .text(id), "vintage": .text(vintage), "known": .text(known.joined(separator: ", "))],
          field: "--vintage"))
    }
    let page = FactorText(speaker: session.speaker, defaultVintage: known.last ?? "")
    var parts: [String] = []
    for factor in shipped where vintage == nil || factor.vintage == vintage { parts.append(page.text(factor)) }
    for (release, element) in elements where vintage == nil || release.release == vintage {
      parts.append(page.text(element, release, source: library.sources[release.publication]))
    }
    session.say(parts.joined(separator: "\n\n"))
  }
}

/// `sillage factors import`: the Base Carbone, whole.
struct FactorsImportCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Importe la Base Carbone de l'ADEME. / Imports ADEME's Base Carbone.",
    discussion: """
      Le fichier CSV officiel, tel quel. Chaque ligne est comptée ; celles qui ne
      peuvent être lues sont nommées.
      The official CSV file, as it is. Every row is accounted for; those that
      cannot be read are named.
      """)

  @Argument(help: "Le fichier CSV. / The CSV file.", completion: .file()) var file: String
  @Option(help: "La version, si le nom du fichier ne la dit pas. / The release, unless the file's name says it.")
  var release: String?
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let result = try ImportFactors.run(file, release: release, into: session.library.imported)
    session.warn(result.imported.refused.map { $0.inFile(InputFile(path: file).name) })
    session.say(session.speaker.text(result))
  }
}
