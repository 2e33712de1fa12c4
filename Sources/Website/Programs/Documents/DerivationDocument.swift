// Why a figure is what it is, as a tree.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Wording

enum DerivationDocument {
  /// Inputs of one figure that are given out.
  private static let most = 10_000

  static let schema = Schema.all([
    "title": .named(.words), "value": .optional(value),
    "citation": .optional(
      .all([
        "text": .words("Base Carbone, ADEME"), "reference": .words("26765"), "url": .words("https://data.ademe.fr"),
      ])), "inputs": .list(.named(.derivation), most: most),
  ])

  private static let value = Schema.all([
    "kind": .choice([
      "text", "count", "eur", "carbon_g", "intensity_g", "share", "decimal", "quantity", "date", "words",
    ]), "exact": .words("412000"), "fr": .words("412 kg CO2e"), "en": .words("412 kg CO2e"),
  ])

  static func json(_ derivation: Derivation, _ site: Site) -> JSONValue {
    [
      "title": ProgramWords.json(derivation.title, site), "value": .optional(derivation.value) { json($0, site) },
      "citation": .optional(derivation.citation) {
        ["text": .string($0.text), "reference": .string($0.reference), "url": .string($0.url)]
      }, "inputs": .array(derivation.inputs.prefix(most).map { json($0, site) }),
    ]
  }

  private static func json(_ value: MessageValue, _ site: Site) -> JSONValue {
    let french = site.speaker(.fr).say(value)
    let (kind, exact): (String, String) =
      switch value {
      case .text(let text): ("text", text)
      case .integer(let number): ("count", String(number))
      case .money(let amount): ("eur", amount.decimalText)
      case .carbon(let mass): ("carbon_g", String(mass.grams))
      case .intensity(let intensity, _): ("intensity_g", intensity.gramsText)
      case .factor(let value, let unit): ("text", "\(value) \(unit)")
      case .share(let share): ("share", share.decimalText(places: 6))
      case .decimal(let number, let places): ("decimal", number.decimalText(places: places))
      case .quantity(let quantity): ("quantity", "\(quantity.value.decimalText(places: 6)) \(quantity.unit.symbol)")
      case .date(let date): ("date", date.iso)
      case .localized, .message: ("words", french)
      }
    return [
      "kind": .string(kind), "exact": .string(exact), "fr": .string(french),
      "en": .string(site.speaker(.en).say(value)),
    ]
  }
}
