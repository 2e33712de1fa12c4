// The result of the calculator: one figure, where it comes from, how each part was computed, and files to keep.

import CalculatorUseCases
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import UseCases
import Wording

/// The result, shown below the questionnaire in the same form: downloads send the answers again.
struct CalculatorResult {
  let visit: Visit
  let books: CarbonBooks

  private func say(_ key: CalculatorMessage) -> String { visit.say(key) }

  var html: HTML {
    guard let account = books.accounts.first, let factor = try? account.closingFactor() else { return .empty }
    return Piece.section(
      say(.resultTitle), id: "result",
      """
      \(figures(account, factor))
      <h3>\(say(.sentenceTitle))</h3><p class="quote">\(CalculatorResult.sentence(account, factor, visit))</p>
      \(table(account))
      <h3>\(say(.explainTitle))</h3>\(Piece.text(say(.explainLead), class: "hint"))
      \(HTML(derivations(account).map(CalculatorResult.folded(visit))))
      \(downloads)
      """)
  }

  private func figures(_ account: ProductAccount, _ factor: CarbonIntensity) -> HTML {
    let balance: HTML =
      account.opening == nil
      ? .empty
      : account.balance.map { Piece.figure(visit.numbers.carbon($0), say(.resultBalance)) } ?? .empty
    return """
      <div class="figures">\(Piece.figure(visit.numbers.decimal(factor.gramsText), say(.resultFactor)))\
      \(Piece.figure(visit.numbers.carbon(account.production), say(.resultProduction)))\
      \(Piece.figure(visit.numbers.wholeEuros(account.revenue), say(.resultRevenue)))\(balance)</div>
      """
  }

  /// The sentence to print on invoices.
  static func sentence(_ account: ProductAccount, _ factor: CarbonIntensity, _ visit: Visit) -> String {
    let key: CalculatorMessage = account.mode == .budget ? .sheetSentenceBudget : .sheetSentence
    return visit.say(
      key, ["factor": .text(visit.numbers.decimal(factor.gramsText)), "year": .text(account.year.label)])
  }

  private func table(_ account: ProductAccount) -> HTML {
    var table = DataTable(
      say(.resultTable),
      [.text(say(.headCategory)), .number(say(.headAmount)), .number(say(.headCarbon))])
    for row in CalculatorRow.all(of: account, books, visit) {
      let mark: HTML = row.isProvisional ? " <span class=\"tag warn\">\(say(.provisional))</span>" : .empty
      table.add(
        [
          "\(row.name)\(mark)", row.amount.map { "\(visit.numbers.wholeEuros($0))" } ?? .empty,
          "\(visit.numbers.kilograms(row.carbon))",
        ], class: row.isTotal ? "total" : "")
    }
    return table.html
  }

  /// The account's figures, then every entry, largest carbon first.
  private func derivations(_ account: ProductAccount) -> [Derivation] {
    let entries = account.entries.sorted { ($1.carbon.magnitude, $0.id) < ($0.carbon.magnitude, $1.id) }
    return ((try? account.derivations()) ?? []) + entries.map(\.derivation)
  }

  private static func folded(_ visit: Visit) -> (Derivation) -> HTML {
    { derivation in
      "<details><summary>\(title(derivation, visit))</summary>\(inputs(derivation, visit))</details>"
    }
  }

  /// A figure with its value, exact to the gram.
  private static func title(_ derivation: Derivation, _ visit: Visit) -> String {
    let title = visit.speaker.say(derivation.title)
    guard let value = derivation.value else { return title }
    let colon = visit.speaker.language == .fr ? " : " : ": "
    if case .carbon(let mass) = value { return "\(title)\(colon)\(visit.numbers.integer(mass.grams)) g CO2e" }
    return title + colon + visit.speaker.say(value)
  }

  private static func inputs(_ derivation: Derivation, _ visit: Visit) -> HTML {
    let source = derivation.citation.map { citation in
      [citation.text, citation.reference, citation.url].filter { !$0.isEmpty }.joined(separator: " — ")
    }
    let cited: HTML = source.map { $0.isEmpty ? .empty : "<p class=\"hint\">\($0)</p>" } ?? .empty
    guard !derivation.inputs.isEmpty else { return cited }
    let items = derivation.inputs.map { input -> HTML in "<li>\(title(input, visit))\(inputs(input, visit))</li>" }
    return "\(cited)<ul>\(items)</ul>"
  }

  private var downloads: HTML {
    let buttons: [(String, CalculatorMessage)] = [
      ("/calculator/entries.json", .downloadEntries), ("/calculator/results.csv", .downloadResults),
      ("/calculator/answers.xlsx", .downloadWorkbook),
    ]
    let items = buttons.map { path, key -> HTML in
      "<button class=\"button quiet\" formaction=\"\(path)\">\(say(key))</button>"
    }
    return "<h3>\(say(.downloadTitle))</h3>\(Piece.text(say(.downloadLead)))<p class=\"actions\">\(items)</p>"
  }
}
