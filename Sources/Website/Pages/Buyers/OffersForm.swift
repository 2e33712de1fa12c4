// What is typed about offers, and how it is read.

import CalculatorUseCases
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

enum OffersForm {
  /// Offers asked for at first; one more than is filled in afterwards.
  private static let least = 3

  /// The form, with what was typed.
  static func html(_ visit: FirmVisit, _ choices: [PurchaseChoices.Choice]) -> HTML {
    let filled = (1...OfferComparison.limit).last { !visit.query["n\($0)"].isEmpty || !visit.query["p\($0)"].isEmpty }
    let count = min(max(least, (filled ?? 0) + 1), OfferComparison.limit)
    let offers = (1...count).map { row($0, visit) }
    let what = optional(
      Field("q", visit.say(OffersMessage.what), value: visit.query["q"], hint: visit.say(OffersMessage.whatHint)))
    let factor: HTML =
      choices.isEmpty
      ? .empty
      : Field.list(
        "f", visit.say(OffersMessage.factor),
        choices.map { ($0.selector, "\(visit.speaker.say($0.name)) (\($0.vintage))") },
        chosen: chosen(visit, choices)?.selector ?? "")
    let price = optional(
      Field(
        "t", visit.say(OffersMessage.carbonPrice), value: visit.query["t"],
        hint: visit.say(OffersMessage.carbonPriceHint)
      ).with {
        $0.inputMode = "decimal"
        $0.unit = "€/t CO2e"
      })
    return """
      <form method="get" action="\(visit.path("/offers"))">\(offers)\(what)\(factor)\(price)
      <p class="actions">\(Field.submit(visit.say(OffersMessage.button)))</p>
      <p class="muted small">\(visit.say(OffersMessage.shared))</p></form>
      """
  }

  private static func row(_ number: Int, _ visit: FirmVisit) -> HTML {
    let fields: [HTML] = [
      optional(Field("n\(number)", visit.say(OffersMessage.name), value: visit.query["n\(number)"])),
      optional(
        Field("p\(number)", visit.say(OffersMessage.price), value: visit.query["p\(number)"]).with {
          $0.inputMode = "decimal"
          $0.unit = "€"
        }),
      optional(
        Field("k\(number)", visit.say(OffersMessage.content), value: visit.query["k\(number)"]).with {
          $0.inputMode = "decimal"
          $0.unit = "kg CO2e"
        }),
    ]
    return """
      <fieldset class="offer"><legend>\(visit.say(OffersMessage.offer, ["number": .integer(number)]))</legend>\
      <div class="row three">\(fields)</div></fieldset>
      """
  }

  private static func optional(_ field: Field) -> HTML {
    field.with {
      $0.isRequired = false
      $0.most = 100
    }.html
  }

  /// The offers that were typed; a row left empty is none.
  static func offers(_ visit: FirmVisit) throws(Refusal) -> [OfferComparison.Offer] {
    var offers: [OfferComparison.Offer] = []
    var problems: [Diagnostic] = []
    for number in 1...OfferComparison.limit {
      let (name, price, content) = (
        visit.query["n\(number)"], visit.query["p\(number)"], visit.query["k\(number)"]
      )
      guard !name.isEmpty || !price.isEmpty || !content.isEmpty else { continue }
      let label = name.isEmpty ? visit.say(OffersMessage.offer, ["number": .integer(number)]) : String(name.prefix(100))
      guard let amount = TypedNumber.money(price) else {
        problems.append(
          Diagnostic(
            .error, price.isEmpty ? BuyerRefusal.offerIncomplete : .offerPrice,
            ["name": .text(label), "value": .text(price)]))
        continue
      }
      let mass = content.isEmpty ? nil : TypedNumber.kilograms(content)
      if !content.isEmpty, mass == nil {
        problems.append(Diagnostic(.error, BuyerRefusal.numberWrong, ["value": .text(content)]))
        continue
      }
      offers.append(OfferComparison.Offer(name: label, price: amount, content: mass))
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    return offers
  }

  /// What the words find, among factors per euro.
  static func choices(_ visit: FirmVisit) throws(Refusal) -> [PurchaseChoices.Choice] {
    try monetary(visit.query["q"], visit)
  }

  /// The factors per euro that words find.
  ///
  /// - Throws: `buyers.words-nothing` when there are words and they find none.
  static func monetary(_ words: String, _ visit: FirmVisit) throws(Refusal) -> [PurchaseChoices.Choice] {
    guard !words.isEmpty else { return [] }
    let found = try PurchaseChoices(visit.library).search(words).filter { $0.unitText.hasSuffix("/EUR") }
    guard !found.isEmpty else {
      throw Refusal(Diagnostic(.error, BuyerRefusal.wordsNothing, ["words": .text(String(words.prefix(80)))]))
    }
    return Array(found.prefix(8))
  }

  /// The factor picked, else the first.
  static func chosen(_ visit: FirmVisit, _ choices: [PurchaseChoices.Choice]) -> PurchaseChoices.Choice? {
    choices.first { $0.selector == visit.query["f"] } ?? choices.first
  }

  /// The factor of a choice, among those shipped.
  static func factor(_ choice: PurchaseChoices.Choice, _ visit: FirmVisit) -> EmissionFactor? {
    let id = choice.selector.hasPrefix("id:") ? String(choice.selector.dropFirst(3)) : choice.selector
    return visit.library.reference.factors.factor(id)
  }
}
