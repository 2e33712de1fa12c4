// What a firm is asked about a year.

import CanonicalJSON
import CarbonAccounting
import Quantities
import UseCases
import Wording

enum QuestionDocument {
  static let most = 10_000

  static let schema = Schema.all([
    "id": .words("energy-quantity_60611_energy.electricity"),
    "subject": .choice(MissingItem.Kind.allCases.map(\.rawValue) + ["supplier-content"]),
    "state": .choice(["open", "measured", "acknowledged"]), "account": .words("60611"),
    "account_name": .words("Électricité"), "factor": .words("energy.electricity"),
    "supplier": .optional(PurchaseDocument.supplier), "activity": .words("menuiserie"), "spend_eur": .euros,
    "carbon_g": .grams, "share": .decimal, "units": .list(.words("kWh"), most: 20), "proposal": .optional(quantity),
    "proposal_is_whole": .flag, "proposed_carbon_g": .optional(.grams), "measured": .optional(quantity),
    "last_year": .optional(quantity), "question": .named(.words), "unknown": .named(.words),
  ])

  private static let quantity = Schema.all(["quantity": .decimal, "unit": .words("kWh")])

  static func json(_ question: Question, _ site: Site) -> JSONValue {
    let subject = if case .missing(let kind) = question.subject { kind.rawValue } else { "supplier-content" }
    var measured: Measure?
    let state: String
    switch question.state {
    case .open: state = "open"
    case .acknowledged: state = "acknowledged"
    case .measured(let measure): (state, measured) = ("measured", measure)
    }
    return [
      "id": .string(question.id), "subject": .string(subject), "state": .string(state),
      "account": .string(question.account), "account_name": .string(question.accountName),
      "factor": .string(question.factor), "supplier": .optional(question.supplier, PurchaseDocument.json),
      "activity": .string(question.activity), "spend_eur": .euros(question.spend), "carbon_g": .grams(question.carbon),
      "share": .string(question.share.decimalText(places: 6)),
      "units": .array(question.units.map { .string($0.symbol) }), "proposal": .optional(question.proposal, json),
      "proposal_is_whole": .bool(question.isProposalWhole), "proposed_carbon_g": .grams(question.proposedCarbon),
      "measured": .optional(measured?.quantity, json), "last_year": .optional(question.lastYear?.quantity, json),
      "question": ProgramWords.json(question.message, site), "unknown": ProgramWords.json(question.unknown, site),
    ]
  }

  private static func json(_ quantity: Quantity) -> JSONValue {
    ["quantity": .string(quantity.value.decimalText(places: 6)), "unit": .string(quantity.unit.symbol)]
  }
}
