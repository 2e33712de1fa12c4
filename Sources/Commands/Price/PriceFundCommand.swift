import ArgumentParser
import CanonicalJSON
import CarbonPricing
import Disclosure
import PricingUseCases
import Quantities
import UseCases
import Wording

/// `sillage price fund`: the account of the fund an internal fee fills.
struct PriceFundCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund",
    abstract: "Le compte du fonds d'une redevance interne. / The account of an internal fee's fund.",
    discussion: """
      Ce que chacun paie pour ses émissions, ce que le fonds paie, ce qui reste. Un
      projet que le fonds ne peut payer est refusé.
      What each pays for its emissions, what the fund pays, what is left. A project
      the fund cannot pay is refused.

        sillage price template policy > politique.yaml
        sillage price fund politique.yaml
      """)

  @Argument(help: "La politique de l'entreprise. / The firm's policy.", completion: .file()) var file: String
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let read = try PolicyFile(path: file, session.library.prices)
    guard let fund = read.fund else { return session.say(session.speaker.say(PricingWord.fundNone)) }
    if json { return session.say(FundDocument.json(fund, read.policy).prettyText) }
    let speaker = session.speaker
    var table = Table(.left, .left, .right, .left, .right)
    table.add(
      speaker.say(PricingWord.headYear), "", speaker.say(PricingWord.headMovement), "",
      speaker.say(PricingWord.headBalance))
    for movement in fund.movements {
      let fee = movement.fee.map { fee in
        speaker.say(
          PricingWord.fundFee,
          ["emissions": .carbon(fee.emissions), "price": .text(speaker.pricePerTonne(fee.price.approximate))])
      }
      table.add(
        String(movement.year), movement.label, speaker.numbers.euros(movement.amount), fee ?? "",
        speaker.numbers.euros(movement.balance))
    }
    session.say(
      speaker.say(PricingWord.fund, ["name": .text(read.policy.name), "opening": .money(fund.opening)]))
    session.say(table.lines().joined(separator: "\n"))
    session.say(
      speaker.say(
        PricingWord.fundTotals,
        ["collected": .money(fund.collected), "spent": .money(fund.spent), "balance": .money(fund.balance)]))
  }
}
