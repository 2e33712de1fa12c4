import ArgumentParser
import CanonicalJSON
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price trajectory`: published carbon prices over years, beside the firm's own.
struct PriceTrajectoryCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "trajectory",
    abstract: "Les prix publiés, année par année. / Published prices, year by year.",
    discussion: """
      Toutes les trajectoires, ou celles qui sont nommées, avec leur source, leur
      monnaie et leur règle entre deux valeurs publiées. --euros-of les ramène aux
      euros d'une année ; --policy ajoute les prix de l'entreprise.
      All trajectories, or those named, with their source, money and rule between
      published values. --euros-of brings them to the euros of a year; --policy adds
      the firm's own prices.

        sillage price trajectory
        sillage price trajectory quinet-2025 epa-2.0 --euros-of 2025
        sillage price trajectory --policy politique.yaml --svg prix.svg
      """)

  @Argument(help: "Les identifiants ; sans eux, toutes. / The ids; without them, all.") var ids: [String] = []
  @Option(help: "La première année. / The first year.") var from = 2020
  @Option(help: "La dernière année. / The last year.") var to = 2050
  @Option(help: "L'année des euros. / The year of the euros.") var eurosOf: Int?
  @Option(help: "La politique de l'entreprise. / The firm's policy.", completion: .file()) var policy: String?
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var plot: PlotOptions
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard (1990...2200).contains(from), (from...2200).contains(to) else {
      throw ValidationError("--from, --to : 1990 ≤ from ≤ to ≤ 2200")
    }
  }

  func run(in session: Session) throws(Refusal) {
    let prices = session.library.prices
    let own = try policy.map { path throws(Refusal) in try PolicyFile(path: path, prices) }
    let comparison = try TrajectoryComparison(ids, years: from...to, eurosOf: eurosOf, policy: own?.policy, prices)
    try plot.write(
      PricingCharts(session.speaker).trajectories(comparison).svg, apartFrom: [policy].compactMap(\.self), session)
    if json { return session.say(TrajectoryDocument.json(comparison).prettyText) }
    session.say(TrajectoryText(speaker: session.speaker).text(comparison))
  }
}
