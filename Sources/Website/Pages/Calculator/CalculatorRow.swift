// What each answer carries, the largest first: the table of the result, on the page and in a letter.

import CalculatorUseCases
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import Wording

/// A row of the result. Its name is the questionnaire's, never what somebody typed.
struct CalculatorRow {
  let name: String
  /// The amount; nil where the row is none of purchases.
  var amount: Money?
  let carbon: CarbonMass
  /// Whether a quantity was estimated from the price.
  var isProvisional = false
  var isTotal = false

  static func all(of account: ProductAccount, _ books: CarbonBooks, _ visit: Visit) -> [CalculatorRow] {
    let totals = account.entries.totals { entry in CalculatorLine.question(of: entry).map { ($0, "") } }
    var rows = totals.map { total -> CalculatorRow in
      let label = visit.library.questionnaire[total.key]?.label
      return CalculatorRow(
        name: label.map(visit.speaker.say) ?? total.key, amount: total.amount, carbon: total.carbon,
        isProvisional: CalculatorLine.isProvisional(total.key, in: books))
    }
    func add(_ key: CalculatorMessage, _ carbon: CarbonMass, isTotal: Bool = false) {
      rows.append(CalculatorRow(name: visit.say(key), carbon: carbon, isTotal: isTotal))
    }
    if account.direct != .zero { add(.directTotal, account.direct) }
    if let opening = account.opening { add(.carriedOver, opening) }
    add(.total, account.production, isTotal: true)
    return rows
  }
}
