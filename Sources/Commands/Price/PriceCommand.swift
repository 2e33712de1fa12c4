import ArgumentParser
import CarbonPricing
import Disclosure
import Foundation
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price`: the internal carbon price.
struct PriceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "price",
    abstract: "Le prix interne du carbone. / The internal carbon price.",
    discussion: """
      Quel prix donner au carbone, à partir de quel prix un projet l'emporte, ce qu'il
      vaut avec le carbone, ce qui reste du résultat une fois le carbone payé.
      What price to give carbon, from which price a project wins, what it is worth with
      carbon, what is left of the result once carbon is paid.

        sillage price trajectory --euros-of 2025 --svg prix.svg
        sillage price template project > projet.yaml
        sillage price implicit projet.yaml
        sillage price npv projet.yaml --svg seuil.svg --pdf decision.pdf
        sillage price margin FEC.txt --firm firm.yaml --price 150
        sillage price cases
      """,
    subcommands: [
      PriceTrajectoryCommand.self, PriceImplicitCommand.self, PriceNPVCommand.self, PriceMarginCommand.self,
      PriceMACCCommand.self, PriceFundCommand.self, PriceTemplateCommand.self, PriceCasesCommand.self,
    ])
}

/// A carbon price on the command line.
struct PriceOptions: ParsableArguments {
  @Option(help: "Un prix, en €/t. / A price, in EUR/t.") var price: String?
  @Option(help: "Une trajectoire publiée : quinet-2025… / A published trajectory.") var follows: String?
  @Option(help: "L'année des euros de la trajectoire. / The year of the trajectory's euros.") var eurosOf: Int?
  @Option(help: "L'année dont le prix vaut pour toutes. / The year whose price stands for all.") var priceOf: Int?

  @Option(help: "La politique de l'entreprise. / The firm's policy.", completion: .file()) var policy: String?
  @Option(help: "Le prix de la politique : all, capex, r-and-d, purchasing. / The policy's price.")
  var use: PriceUse?

  func validate() throws {
    if [price, follows, policy].compactMap(\.self).count > 1 {
      throw ValidationError("--price, --follows, --policy : un seul / only one.")
    }
    if eurosOf != nil, follows == nil { throw ValidationError("--euros-of : avec --follows / with --follows.") }
    if priceOf != nil, follows == nil { throw ValidationError("--price-of : avec --follows / with --follows.") }
    if use != nil, policy == nil { throw ValidationError("--use : avec --policy / with --policy.") }
  }

  /// Whether a price was named.
  var isGiven: Bool { price != nil || follows != nil || policy != nil }

  var choice: PriceChoice {
    PriceChoice(price: price, follows: follows, eurosOf: eurosOf, priceOf: priceOf, policy: policy, use: use ?? .all)
  }
}

extension PriceUse: ExpressibleByArgument {}

/// Where a plot goes.
struct PlotOptions: ParsableArguments {
  @Option(help: "Dessine dans ce fichier SVG. / Draws into this SVG file.", completion: .file()) var svg: String?
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false

  /// Writes the drawing where it was asked for.
  func write(_ drawing: HTML, apartFrom inputs: [String], _ session: Session) throws(Refusal) {
    guard let svg else { return }
    let file = OutputFile(path: svg)
    try file.checkApart(from: inputs)
    try file.write(PlotFile.text(drawing).utf8, replacing: force)
    session.console.err(session.speaker.say(PricingWord.drawn, ["file": .text(svg)]) + "\n")
  }
}

/// Where a sheet for those who decide goes.
struct SheetOptions: ParsableArguments {
  @Option(help: "Écrit deux pages dans ce PDF. / Writes two pages into this PDF.", completion: .file())
  var pdf: String?

  /// Prints the sheet where it was asked for.
  ///
  /// - Parameters:
  ///   - inputs: the files read, which are not written over.
  ///   - replacing: whether an existing file may be replaced.
  ///   - sheet: the sheet, made on a day by this program.
  func write(
    apartFrom inputs: [String], replacing: Bool, _ session: Session, _ sheet: (SheetMaking) -> HTML
  ) throws(Refusal) {
    guard let pdf else { return }
    let file = OutputFile(path: pdf)
    try file.checkApart(from: inputs)
    if !replacing { try file.checkFree() }
    try file.write(try PrintPDF.bytes(sheet(SheetMaking(on: session.today)).text), replacing: replacing)
    session.console.err(session.speaker.say(PricingSheetWord.written, ["file": .text(pdf)]) + "\n")
  }
}

/// What a table of separated values cannot say of a project.
struct ProjectOptions: ParsableArguments {
  @Option(help: "Le taux d'actualisation : 6 %. / The discount rate.") var rate: String?
  @Option(help: "Flux en début ou fin d'année : start, end. / Flows at the start or end of years.")
  var timing: Discounting.Timing?
  @Option(help: "Années de travaux. / Years of works.") var lag: Int?
  @Option(help: "Années d'exploitation, pour un CSV. / Years of operation, for a CSV.") var years: Int?
  @Option(help: "L'année de départ. / The first year.") var firstYear: Int?

  func validate() throws {
    let span = 0...CarbonProject.yearLimit
    if let lag, !span.contains(lag) { throw ValidationError("--lag : 0…\(CarbonProject.yearLimit)") }
    if let years, !span.contains(years) || years == 0 {
      throw ValidationError("--years : 1…\(CarbonProject.yearLimit)")
    }
    if let firstYear, !(1990...2200).contains(firstYear) { throw ValidationError("--first-year : 1990…2200") }
  }

  var frame: AppraiseProject.Frame {
    var frame = AppraiseProject.Frame()
    (frame.rate, frame.timing, frame.lag, frame.years, frame.firstYear) = (rate, timing, lag, years, firstYear)
    return frame
  }
}

extension Discounting.Timing: ExpressibleByArgument {}
