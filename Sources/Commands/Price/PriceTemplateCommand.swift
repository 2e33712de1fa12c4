import ArgumentParser
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price template`: a commented file to fill in.
struct PriceTemplateCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Un fichier commenté à remplir. / A commented file to fill in.",
    discussion: """
      project (implicit, npv), margin, actions (macc), policy (trajectory, fund). Tel
      quel, chaque modèle se calcule.
      project (implicit, npv), margin, actions (macc), policy (trajectory, fund). Each
      template computes as it stands.

        sillage price template project > projet.yaml
        sillage price template actions --csv > actions.csv
      """)

  @Argument(help: "project, margin, actions, policy.") var name: String
  @Flag(help: "Un tableau plutôt que du YAML. / A table rather than YAML.") var csv = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    session.say(try PriceTemplate.text(name, in: session.speaker.language, asTable: csv, session.directory))
  }
}
