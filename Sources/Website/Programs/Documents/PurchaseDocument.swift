// How purchases are counted, by account and within an account by supplier.

import Accounting
import CanonicalJSON
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import Wording

enum PurchaseDocument {
  private static let most = 10_000

  static let supplier = Schema.all(["number": .words("F0012"), "name": .words("EDF")])

  static let way = Schema.all([
    "category": .optional(.words("energy.electricity")), "factor": .optional(.words("energy.electricity")),
    "vintage": .optional(.words("2024")), "value": .optional(.words("0.052")),
    "unit": .optional(.words("kgCO2e/kWh")), "source": .optional(.words("base-carbone")), "rule": .named(.words),
    "quality": .choice(EvidenceQuality.allCases.map(\.rawValue)), "spend_eur": .euros, "carbon_g": .grams,
  ])

  static let schema = Schema.all([
    "inputs_g": .grams, "accounts": .list(account, most: most),
    "outside": .list(
      .all(["account": .words("6411"), "name": .words("Salaires"), "amount_eur": .euros, "reason": .named(.words)]),
      most: most),
  ])

  private static let account = Schema.all([
    "account": .words("60611"), "name": .words("Électricité"), "spend_eur": .euros, "carbon_g": .grams,
    "share": .decimal, "ways": .list(.named(.way), most: most),
    "suppliers": .list(
      .all([
        "supplier": .optional(supplier), "spend_eur": .euros, "carbon_g": .grams,
        "ways": .list(.named(.way), most: most),
      ]), most: most), "other_suppliers": .count, "other_carbon_g": .grams,
  ])

  static func json(_ review: PurchaseReview, _ site: Site) -> JSONValue {
    [
      "inputs_g": .grams(review.inputs),
      "accounts": .array(
        review.accounts.prefix(most).map { account in
          [
            "account": .string(account.account), "name": .string(account.name), "spend_eur": .euros(account.spend),
            "carbon_g": .grams(account.carbon), "share": .string(account.share.decimalText(places: 6)),
            "ways": .array(account.parts.map { json($0, site) }),
            "suppliers": .array(account.suppliers.map { json($0, site) }),
            "other_suppliers": .count(account.otherSuppliers), "other_carbon_g": .grams(account.otherCarbon),
          ]
        }),
      "outside": .array(
        review.outside.prefix(most).map { account in
          [
            "account": .string(account.account), "name": .string(account.name), "amount_eur": .euros(account.amount),
            "reason": ProgramWords.json(account.rule.message, site),
          ]
        }),
    ]
  }

  static func json(_ supplier: LedgerSupplier) -> JSONValue {
    ["number": .string(supplier.number), "name": .string(supplier.name)]
  }

  private static func json(_ supplier: PurchaseReview.Supplier, _ site: Site) -> JSONValue {
    [
      "supplier": .optional(supplier.supplier, json), "spend_eur": .euros(supplier.spend),
      "carbon_g": .grams(supplier.carbon), "ways": .array(supplier.parts.map { json($0, site) }),
    ]
  }

  private static func json(_ part: PurchaseReview.Part, _ site: Site) -> JSONValue {
    let factor = part.way.factor
    return [
      "category": .optional(part.way.category?.id), "factor": .optional(factor?.id),
      "vintage": .optional(factor?.vintage), "value": .optional(factor?.valueText),
      "unit": .optional(factor?.unitText), "source": .optional(factor?.source),
      "rule": ProgramWords.json(part.way.rule.message, site), "quality": .string(part.way.quality.rawValue),
      "spend_eur": .euros(part.spend), "carbon_g": .grams(part.carbon),
    ]
  }
}
