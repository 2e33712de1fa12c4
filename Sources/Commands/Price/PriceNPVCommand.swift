import ArgumentParser
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price npv`: what projects are worth with carbon paid.
struct PriceNPVCommand: ReportingCommand {
  /// Which drawing.
  enum Drawing: String, CaseIterable, ExpressibleByArgument {
    case threshold, tornado
  }

  static let configuration = CommandConfiguration(
    commandName: "npv",
    abstract: "La valeur d'un projet, carbone compté. / The value of a project, carbon counted.",
    discussion: """
      Pour chaque variante : VAN sans et avec carbone, TRI, taux économique, retour sur
      investissement, prix implicite ; puis ce que change chaque hypothèse et quelle
      variante l'emporte à quel prix.
      For each variant: NPV without and with carbon, IRR, economic rate, payback,
      implicit price; then what each hypothesis changes and which variant wins at
      which price.

        sillage price npv projet.yaml
        sillage price npv projet.yaml --price 266 --svg seuil.svg
        sillage price npv projet.yaml --plot tornado --svg tornade.svg
        sillage price npv projet.yaml --pdf decision.pdf
      """)

  @Argument(help: "Un ou plusieurs projets, YAML ou CSV. / One or several projects.", completion: .file())
  var files: [String]
  @OptionGroup var price: PriceOptions
  @OptionGroup var project: ProjectOptions
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @Flag(help: "D'où vient chaque chiffre. / Where each figure comes from.") var explain = false
  @Option(name: .customLong("plot"), help: "Le dessin : threshold, tornado. / The drawing.")
  var drawing = Drawing.threshold
  @OptionGroup var plot: PlotOptions
  @OptionGroup var sheet: SheetOptions
  @OptionGroup var options: CommonOptions

  func validate() throws { try ProjectRun.check(files, plot, sheet) }

  func run(in session: Session) throws(Refusal) {
    let results = try ProjectRun.read(files, price, project, needsPrice: true, session)
    if let first = results.first {
      try plot.write(drawn(first, session.speaker), apartFrom: files, session)
      try sheet.write(apartFrom: files, replacing: plot.force, session) { made in
        AppraisalSheet.html(first.appraisal, first.sensitivity, session.speaker, made: made)
      }
    }
    if json { return session.say(ProjectRun.json(results)) }
    let page = AppraisalText(speaker: session.speaker)
    for (place, result) in results.enumerated() {
      if place > 0 { session.say("") }
      session.say(page.npv(result))
      guard explain else { continue }
      for comparison in result.appraisal.comparisons {
        session.say("\n" + session.speaker.text(comparison.advantageDerivation).joined(separator: "\n"))
      }
    }
  }

  private func drawn(_ result: AppraiseProject.Result, _ speaker: Speaker) -> HTML {
    let charts = PricingCharts(speaker)
    switch drawing {
    case .threshold: return charts.threshold(result.threshold, result.appraisal).svg
    case .tornado:
      // The variant worth most, where there are several: the one a decision is about.
      let best = result.appraisal.comparisons.enumerated().max { $0.element.npvWithCarbon < $1.element.npvWithCarbon }
      guard let best else { return .empty }
      return charts.tornado(
        result.sensitivity.results[best.offset], base: best.element.npvWithCarbon, swing: result.sensitivity.swing
      ).svg
    }
  }
}
