import ArgumentParser
import CanonicalJSON
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording
import WrittenFiles

/// `sillage price margin`: what is left of the result once carbon is paid.
struct PriceMarginCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "margin",
    abstract: "La marge décarbonée. / The decarbonated margin.",
    discussion: """
      Valeur ajoutée, EBE, résultat d'exploitation et résultat net, une fois les
      émissions payées au prix choisi, scope par scope ; ratios, prix qui annule le
      résultat, note de A à F.
      Value added, EBE (EBITDA), operating and net result once emissions are paid at
      the price chosen, scope by scope; ratios, price at which nothing is left, a
      score from A to F.

      D'un grand livre, les indicateurs viennent du FEC et les émissions du compte
      carbone ; plusieurs FEC font plusieurs années.
      From a ledger, indicators come from the FEC and emissions from the carbon
      account; several FEC make several years.

        sillage price margin FEC.txt --firm firm.yaml --price 150
        sillage price margin FEC2023.txt FEC2024.txt --firm f23.yaml --firm f24.yaml --price 150
        sillage price margin FEC.txt --scope-1 "85 t" --scope-2 "12 t" --scope-3 "640 t" --price 150
        sillage price template margin > marge.yaml && sillage price margin marge.yaml
        sillage price margin marge.yaml --pdf marge.pdf
      """)

  @Argument(help: "Un fichier YAML ou CSV, ou des FEC. / A YAML or CSV file, or FEC.", completion: .file())
  var files: [String]
  @OptionGroup var price: PriceOptions
  @Option(help: "Les réglages, un par FEC. / The settings, one per FEC.", completion: .file()) var firm: [String] = []
  @Option(help: "Code NAF ou mots, sans firm.yaml. / NAF code or words, without firm.yaml.") var activity: String?
  @Option(name: .customLong("scope-1"), help: "Émissions directes : 85 t. / Direct emissions.") var scope1: String?
  @Option(name: .customLong("scope-2"), help: "Énergie achetée : 12 t. / Energy bought.") var scope2: String?
  @Option(name: .customLong("scope-3"), help: "Tout le reste : 640 t. / Everything else.") var scope3: String?
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @Flag(help: "D'où vient chaque chiffre. / Where each figure comes from.") var explain = false
  @OptionGroup var plot: PlotOptions
  @OptionGroup var sheet: SheetOptions
  @OptionGroup var options: CommonOptions

  private var readsLedgers: Bool { files.contains { PricingFileKind($0) == .other } }
  private var typesScopes: Bool { [scope1, scope2, scope3].contains { $0 != nil } }

  func validate() throws {
    if !readsLedgers {
      guard files.count == 1 else { throw ValidationError("Un seul fichier YAML ou CSV. / One YAML or CSV file.") }
      guard firm.isEmpty, activity == nil, !typesScopes else {
        throw ValidationError("--firm, --activity, --scope-… : avec un FEC / with a FEC.")
      }
    }
    if !firm.isEmpty, firm.count != files.count {
      throw ValidationError("--firm : un par FEC, dans le même ordre / one per FEC, in the same order.")
    }
    if typesScopes, !firm.isEmpty || activity != nil {
      throw ValidationError("--scope-… : sans --firm ni --activity / without --firm or --activity.")
    }
    if typesScopes, files.count > 1 { throw ValidationError("--scope-… : un seul FEC / one FEC.") }
    if readsLedgers, !price.isGiven { throw ValidationError("--price, --follows, --policy ?") }
  }

  func run(in session: Session) throws(Refusal) {
    let result = try restated(session)
    if let drawing = PricingCharts(session.speaker).margin(result.report) {
      try plot.write(drawing.svg, apartFrom: files + firm, session)
    }
    try sheet.write(apartFrom: files + firm, replacing: plot.force, session) { made in
      MarginSheet.html(result.report, session.speaker, made: made)
    }
    if json { return session.say(MarginDocument.json(result.report).prettyText) }
    session.say(MarginText(speaker: session.speaker).text(result.report))
    guard explain, let year = result.report.years.last, let perimeter = year.figures.emissions.perimeters.last else {
      return
    }
    for indicator in MarginIndicator.allCases {
      let ledger = result.derivations[year.figures.year]?[indicator]
      guard let derivation = year.derivation(indicator, perimeter, from: ledger) else { continue }
      session.say("\n" + session.speaker.text(derivation).joined(separator: "\n"))
    }
  }

  private func restated(_ session: Session) throws(Refusal) -> RestateMargin.Result {
    let job = RestateMargin(session.library)
    guard readsLedgers else { return try job.run(file: files[0], choice: price.choice) }
    let requests = files.enumerated().map { place, file in
      LedgerMargin.Request(ledger: file, firm: firm.isEmpty ? nil : firm[place], activity: activity)
    }
    return try job.run(ledgers: requests, emissions: try typedScopes(), choice: price.choice)
  }

  private func typedScopes() throws(Refusal) -> ScopeEmissions? {
    guard typesScopes else { return nil }
    func mass(_ text: String?, _ field: String) throws(Refusal) -> CarbonMass? {
      try text.map { text throws(Refusal) in try TypedValue.carbon(text, field: field) }
    }
    return ScopeEmissions(
      scope1: try mass(scope1, "--scope-1"), scope2: try mass(scope2, "--scope-2"),
      scope3: try mass(scope3, "--scope-3"))
  }
}
