// What an account lets a firm print.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Quantities
import Wording

enum StatementDocument {
  static let schema = Schema.all([
    "activity": .words("menuiserie"), "name": .words("Menuiserie"), "factor_g": .decimal, "unit": .words("EUR"),
    "is_closed": .flag, "rule": .named(.words), "sentence": .named(.words), "footer": .optional(.named(.words)),
    "example": .optional(example),
  ])

  private static let example = Schema.all(["amount_eur": .euros, "carbon_g": .grams, "sentence": .named(.words)])

  /// - Parameter amount: what a document amounts to.
  static func json(
    _ statement: InvoiceStatement, activity: String, name: String, amount: Money, _ site: Site
  ) throws(Refusal) -> JSONValue {
    let document: InvoiceStatement.Content?
    do { document = try statement.document(of: amount) } catch {
      throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
    }
    return [
      "activity": .string(activity), "name": .string(name), "factor_g": .string(statement.factor.gramsText),
      "unit": .string(statement.unit), "is_closed": .bool(statement.isClosed),
      "rule": ProgramWords.json(statement.rule, site), "sentence": ProgramWords.json(statement.sentence, site),
      "footer": .optional(statement.footer) { ProgramWords.json($0, site) },
      "example": .optional(document) {
        [
          "amount_eur": .euros(amount), "carbon_g": .grams($0.carbon),
          "sentence": ProgramWords.json($0.sentence, site),
        ]
      },
    ]
  }
}
