// What is put where on an invoice, with the figures of one of the firm's own accounts where it has one.

import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import UseCases

struct StampExample {
  let visit: FirmVisit
  /// The account the example is of; nil for invented figures.
  let choice: InvoiceAccounts.Choice?

  /// Euros of the line in the example.
  private static let euros = 1000

  var html: HTML {
    var table = DataTable(
      visit.say(StampPageMessage.whatLead),
      [
        .text(visit.say(StampPageMessage.whatProperty)), .text(visit.say(StampPageMessage.whatMeans)),
        .text(visit.say(StampPageMessage.whatExample)),
      ])
    for (name, meaning, example) in rows {
      table.add(["<code>\(name)</code>", "\(visit.say(meaning))", "<code>\(example)</code>"])
    }
    return """
      <details><summary>\(visit.say(StampPageMessage.what))</summary>\(table.html)
      \(Piece.text(visit.say(StampPageMessage.whatNote)))</details>
      """
  }

  private var rows: [(String, StampPageMessage, String)] {
    let account = choice?.account
    let factor = account?.factor ?? CarbonIntensity(milligrams: 512_375)
    let grams = (try? factor.content(of: Rational(Int64(StampExample.euros))))?.grams ?? 0
    var rows: [(String, StampPageMessage, String)] = [
      ("CarbonContent", .propertyContent, "\(grams) gCO2e"),
      ("CarbonFactor", .propertyFactor, "\(factor.gramsText) gCO2e/EUR"),
      (
        "CarbonAccount, CarbonAccountYear", .propertyAccount,
        "\(account?.activity ?? "joinery"), \(account?.year.label ?? "2023")"
      ),
      ("CarbonAccountState", .propertyState, account?.isClosed == false ? "estimated" : "closed"),
      ("CarbonMethod", .propertyMethod, CarbonStatement.method),
    ]
    if let code = choice?.code {
      rows.append(("CarbonVerification", .propertyLink, PublicAccountPage.url(code, visit.site)))
    }
    if let seal = account?.seal { rows.append(("CarbonAccountSeal", .propertySeal, "\(seal.prefix(12))…")) }
    return rows
  }
}
