import CarbonAccounting
import Quantities
import Testing

@Suite("Every figure can be opened")
struct DerivationTests {
  @Test("An entry opens to ledger line, quantity, price, factor with vintage and source, prudence, rule and rounding")
  func entry() throws {
    var year = Sketch()
    year.buy("6061", 200, from: "EDF", label: "Électricité janvier", accountName: "Énergie")
    year.sell("701", 10_000)
    let derivation = try CarbonBooks.keepSketch(year).entry("AC/1/1@joinery").derivation
    #expect(
      derivation.inputs.map(\.title.key) == [
        "carbon.figure-line", "carbon.figure-quantity-provisional", "carbon.figure-emission-factor",
        "carbon.figure-prudence", "carbon.figure-rule", "carbon.figure-rounding",
      ])
    let line = derivation.inputs[0].title.values
    #expect(line["line"] == "2")
    #expect(line["supplier"] == "Fournisseur EDF (EDF)")
    let factor = derivation.inputs[2]
    #expect(factor.title.values["vintage"] == "2024")
    #expect(factor.citation?.text.contains("Données d'essai") == true)
    #expect(derivation.inputs[1].inputs.first?.value == .decimal(try Rational(1, over: 5), places: 4))
    #expect(derivation.value == .carbon(CarbonMass(grams: 60_000)))
  }

  @Test("The closing factor opens to production by category, opening balance and revenue; the parts add up")
  func account() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.buy("6061", 200, label: "Électricité")
    year.sell("701", 10_000)
    let account = try CarbonBooks.keepSketch(year).account
    let production = try #require(try account.derivations().first).inputs[0]
    let categories = production.inputs[0].inputs
    let sum = categories.compactMap { step -> Int64? in
      if case .carbon(let mass) = step.value { mass.grams } else { nil }
    }.reduce(0, +)
    #expect(sum == account.inputs.grams)
    #expect(production.value == .carbon(account.production))
  }
}
