import ArgumentParser
import CanonicalJSON
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price implicit`: from which carbon price a project is worth it.
struct PriceImplicitCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "implicit",
    abstract: "Le prix du carbone qui rend un projet rentable. / The carbon price that makes a project worth it.",
    discussion: """
      Compare chaque variante à la référence : surcoût, émissions évitées, prix
      implicite, coût d'abattement. Avec --price, ce que valent les émissions évitées.
      Compares each variant with the reference: extra cost, emissions avoided,
      implicit price, abatement cost. With --price, what the emissions avoided are worth.

        sillage price template project > projet.yaml
        sillage price implicit projet.yaml
        sillage price implicit projet.yaml --explain
        sillage price implicit projet.yaml --pdf decision.pdf
      """)

  @Argument(help: "Un ou plusieurs projets, YAML ou CSV. / One or several projects.", completion: .file())
  var files: [String]
  @OptionGroup var price: PriceOptions
  @OptionGroup var project: ProjectOptions
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @Flag(help: "D'où vient chaque chiffre. / Where each figure comes from.") var explain = false
  @OptionGroup var plot: PlotOptions
  @OptionGroup var sheet: SheetOptions
  @OptionGroup var options: CommonOptions

  func validate() throws { try ProjectRun.check(files, plot, sheet) }

  func run(in session: Session) throws(Refusal) {
    let results = try ProjectRun.read(files, price, project, needsPrice: false, session)
    if let first = results.first {
      try plot.write(
        PricingCharts(session.speaker).threshold(first.threshold, first.appraisal).svg, apartFrom: files, session)
      try sheet.write(apartFrom: files, replacing: plot.force, session) { made in
        ImplicitPriceSheet.html(first.appraisal, published: first.published, session.speaker, made: made)
      }
    }
    if json { return session.say(ProjectRun.json(results)) }
    let page = AppraisalText(speaker: session.speaker)
    for (place, result) in results.enumerated() {
      if place > 0 { session.say("") }
      session.say(page.implicit(result.appraisal))
      guard explain else { continue }
      for derivation in result.appraisal.comparisons.compactMap(\.implicitPriceDerivation) {
        session.say("\n" + session.speaker.text(derivation).joined(separator: "\n"))
      }
    }
  }
}

/// What both commands over projects do.
enum ProjectRun {
  static func check(_ files: [String], _ plot: PlotOptions, _ sheet: SheetOptions) throws {
    guard files.count > 1 else { return }
    if plot.svg != nil { throw ValidationError("--svg : un seul projet / one project.") }
    if sheet.pdf != nil { throw ValidationError("--pdf : un seul projet / one project.") }
  }

  static func read(
    _ files: [String], _ price: PriceOptions, _ project: ProjectOptions, needsPrice: Bool, _ session: Session
  ) throws(Refusal) -> [AppraiseProject.Result] {
    let job = AppraiseProject(session.library)
    var results: [AppraiseProject.Result] = []
    for file in files {
      results.append(try job.run(file, choice: price.choice, frame: project.frame, needsPrice: needsPrice))
    }
    return results
  }

  /// One document, or a list of them for several projects.
  static func json(_ results: [AppraiseProject.Result]) -> String {
    let documents = results.map(AppraisalDocument.json)
    return documents.count == 1 ? documents[0].prettyText : JSONValue.array(documents).prettyText
  }
}
