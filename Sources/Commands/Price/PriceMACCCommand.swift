import ArgumentParser
import CanonicalJSON
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price macc`: actions by the cost of the tonne they avoid.
struct PriceMACCCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "macc",
    abstract: "La courbe des coûts d'abattement. / The abatement cost curve.",
    discussion: """
      Les actions d'un plan, la tonne la moins chère d'abord : coût par tonne évitée,
      tonnes par an, ce que justifie le prix de l'entreprise.
      The actions of a plan, the cheapest tonne first: cost per tonne avoided, tonnes
      a year, what the firm's price justifies.

        sillage price template actions > actions.yaml
        sillage price macc actions.yaml --svg courbe.svg
        sillage price macc actions.yaml --pdf plan.pdf
      """)

  @Argument(help: "Les actions, YAML ou CSV. / The actions, YAML or CSV.", completion: .file()) var file: String
  @OptionGroup var price: PriceOptions
  @Option(help: "Le taux d'actualisation : 6 %. / The discount rate.") var rate: String?
  @Option(help: "L'année du prix (celle-ci). / The year of the price (this one).") var year: Int?
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var plot: PlotOptions
  @OptionGroup var sheet: SheetOptions
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let curve = try DrawAbatementCurve.run(
      file, rate: rate, choice: price.choice, year: year ?? session.now.day.year, session.library.prices)
    try plot.write(PricingCharts(session.speaker).abatement(curve).svg, apartFrom: [file], session)
    try sheet.write(apartFrom: [file], replacing: plot.force, session) { made in
      AbatementSheet.html(curve, session.speaker, made: made)
    }
    if json { return session.say(AbatementDocument.json(curve).prettyText) }
    session.say(AbatementText(speaker: session.speaker).text(curve))
  }
}

/// An abatement curve as a page of text.
struct AbatementText {
  let speaker: Speaker

  func text(_ curve: AbatementCurve) -> String {
    var lines = [speaker.say(PricingWord.abatement, ["rate": .text(speaker.rate(curve.rate))])]
    var table = Table(.left, .right, .right, .right)
    table.add(
      "", speaker.say(PricingWord.headCost), speaker.say(PricingWord.headTonnes),
      speaker.say(PricingWord.headCumulative))
    for step in curve.steps {
      table.add(
        step.action.name, speaker.pricePerTonne(step.costPerTonne, 0), speaker.tonnes(step.action.tonnes),
        speaker.tonnes(step.cumulativeTonnes))
    }
    lines += table.lines() + [""]
    lines.append(
      speaker.say(
        PricingWord.abatementSaving,
        [
          "count": .integer(curve.saving.count),
          "tonnes": .text(speaker.tonnes(curve.saving.last?.cumulativeTonnes ?? 0)),
          "all": .text(speaker.tonnes(curve.totalTonnes)),
        ]))
    if let price = curve.price {
      lines.append(
        speaker.say(
          PricingWord.abatementWorthwhile,
          [
            "price": .text(speaker.pricePerTonne(price.approximate, 0)), "count": .integer(curve.worthwhile.count),
            "tonnes": .text(speaker.tonnes(curve.worthwhile.last?.cumulativeTonnes ?? 0)),
          ]))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
