import ArgumentParser
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price cases`: the guide's worked cases, computed anew.
struct PriceCasesCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Les cas du guide, recalculés. / The guide's cases, computed anew.",
    discussion: """
      Chaque chiffre du guide à côté de celui du programme, avec l'écart. Le code de
      sortie est 1 si l'un d'eux s'écarte de plus que l'arrondi du guide, hors errata.
      Each figure of the guide beside the program's, with the difference. The exit
      code is 1 when one differs by more than the guide's rounding, errata apart.
      """)

  @Flag(help: "En Markdown. / As Markdown.") var markdown = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let cases = try GuideCases(session.directory, session.library).cases
    let page = GuideCasesText(speaker: session.speaker)
    session.say(markdown ? page.markdown(cases) : page.text(cases))
    let failed = cases.filter { !$0.holds }
    guard failed.isEmpty else {
      throw Refusal(
        failed.map { Diagnostic(.error, PriceFileRefusal.caseFails, ["case": .localized($0.label)], field: $0.id) })
    }
  }
}
