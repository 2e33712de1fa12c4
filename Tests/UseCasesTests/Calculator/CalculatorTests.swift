import Accounting
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import ReferenceData
import TestSupport
import Testing
import Wording

@testable import CalculatorUseCases
@testable import UseCases

@Suite("The calculator")
struct CalculatorTests {
  private let library: Library

  init() throws { library = try Library.shipped() }

  private func answers(_ pairs: KeyValuePairs<String, String>) -> CalculatorAnswers {
    var answers = CalculatorAnswers()
    answers["year"] = "2024"
    answers["branch"] = "16.23Z"
    answers["revenue"] = "100 000"
    for (name, text) in pairs { answers[name] = text }
    return answers
  }

  private func account(_ answers: CalculatorAnswers) throws -> ProductAccount {
    let books = try answers.entries(library).books(library, in: .fr)
    return try #require(books.accounts.first)
  }

  private func refusal(_ answers: CalculatorAnswers) -> [String] {
    do throws(Refusal) {
      _ = try answers.entries(library).books(library, in: .fr)
      return []
    } catch { return error.diagnostics.map(\.message.key) }
  }

  /// The grams of a branch's euro.
  private func grams(_ id: String) throws -> Rational {
    try #require(library.reference.factors.factor(id)).gramsPerUnit
  }

  @Test
  func `Every question leads to a factor, in units that convert to it, on an account of its own`() throws {
    let questions = library.questionnaire.questions
    for question in questions {
      for selector in [question.factor, question.fallback] where !selector.isEmpty {
        let id = selector.hasPrefix("id:") ? String(selector.dropFirst(3)) : selector
        let factor = try #require(library.reference.factors.factor(id), "\(question.id)")
        guard selector.hasPrefix("id:") else { continue }
        #expect(!question.units.isEmpty)
        for unit in question.units { #expect(Quantity(.one, unit).converted(to: factor.unit) != nil, "\(question.id)") }
      }
      let others = questions.filter { $0.id != question.id }
      #expect(!others.contains { $0.account.hasPrefix(question.account) }, "\(question.id)")
    }
    let asked = Set(questions.map(\.category))
    let known = library.reference.classification.categories.map(\.id)
    #expect(Set(known).subtracting(asked) == ["energy.unknown", "resale.goods"])
  }

  @Test
  func `Quantities, amounts and allowances are counted as the method says, to the gram`() throws {
    let account = try account(
      answers([
        "energy.gas.quantity": "10", "energy.gas.unit": "MWh_pcs", "other.amount": "20 000",
        "asset.machines.amount": "5 000", "transport.car.quantity": "1 000",
      ]))
    let prudence = try Rational(12, over: 10)
    func rounded(_ factors: [Rational]) throws -> Int64 {
      try factors.reduce(prudence) { (product, factor) in try product.times(factor) }.rounded()
    }
    let ratio = try library.reference.priceIndex.ratio(from: 2024, to: 2022)
    let expected = [
      "energy.gas": try rounded([Rational(10_000), grams("energy.natural-gas.pcs")]),
      "other": try rounded([Rational(20_000), ratio, grams("naf:16.23Z:intermediate")]),
      "asset.machines": try rounded([Rational(5_000), grams("naf:28.99B:production")]),
      "transport.car": try rounded([Rational(1_000), grams("transport.car.km")]),
    ]
    let found = Dictionary(uniqueKeysWithValues: account.byCategory.map { ($0.key, $0.carbon.grams) })
    #expect(found == expected)
    #expect(account.production.grams == expected.values.reduce(0, +))
    #expect(try account.closingFactor() == CarbonIntensity(of: account.production, per: Money(cents: 10_000_000)))
    #expect(account.balance == .zero)
  }

  @Test
  func `What suppliers state is taken as it stands, beside what is estimated`() throws {
    let account = try account(
      answers([
        "energy.diesel.quantity": "100", "energy.diesel.with": "500", "energy.diesel.content": "812.345",
        "asset.vehicles.with": "1 000", "asset.vehicles.content": "200", "other.with": "10", "other.content": "7",
      ]))
    let stated = account.entries.filter { $0.quality == .supplier }
    #expect(stated.map(\.carbon.grams).sorted() == [7_000, 200_000, 812_345])
    #expect(stated.allSatisfy { $0.prudence == nil })
    let diesel = try grams("energy.diesel").times(Rational(120)).rounded()
    #expect(account.production.grams == 1_019_345 + diesel)
  }

  @Test
  func `An energy without its quantity is counted at the reference price, and marked provisional`() throws {
    let entries = try answers(["energy.electricity.amount": "1 000", "transport.train.amount": "300"]).entries(library)
    let books = try entries.books(library, in: .fr)
    #expect(CalculatorLine.isProvisional("energy.electricity", in: books))
    #expect(!CalculatorLine.isProvisional("transport.train", in: books))
    #expect(books.accounts[0].entries.allSatisfy { $0.carbon > .zero })
  }

  @Test
  func `A purchase specific to the trade is counted at the branch that makes it`() throws {
    let account = try account(
      answers(["specific.1.label": "Bois", "specific.1.branch": "16.10A", "specific.1.amount": "9 000"]))
    let ratio = try library.reference.priceIndex.ratio(from: 2024, to: 2022)
    let expected = try grams("naf:16.10A:production").times(ratio).times(Rational(10_800)).rounded()
    #expect(account.byCategory.map(\.key) == ["specific.1"] && account.production.grams == expected)
  }

  @Test
  func `Last year's balance is carried over, except by a budget`() throws {
    var typed = answers(["other.amount": "10 000", "previous.balance": "-12.5", "previous.factor": "100"])
    let carried = try account(typed)
    #expect(carried.opening == CarbonMass(grams: -12_500))
    #expect(carried.sales == CarbonMass(grams: 10_000_000))
    #expect(carried.balance == carried.production - carried.sales)
    typed["budget"] = "1"
    let budget = try account(typed)
    #expect(
      budget.opening == nil && budget.balance == nil
        && budget.production == carried.production - CarbonMass(grams: -12_500))
  }

  @Test
  func `A direct emission is the expert's figure, a capture negative`() throws {
    let account = try account(
      answers(["direct.1.label": "R449A", "direct.1.author": "Frigoriste", "direct.1.kg": "-3.25", "other.amount": "1"])
    )
    #expect(account.direct == CarbonMass(grams: -3_250))
  }

  @Test(arguments: [
    ("revenue", "", "calculator-refusal.revenue-missing"), ("revenue", "-5", "calculator-refusal.out-of-range"),
    ("revenue", "abc", "calculator-refusal.not-number"), ("revenue", "12,345", "calculator-refusal.ambiguous"),
    ("year", "1900", "calculator-refusal.year-unknown"), ("year", "99999", "calculator-refusal.year-unknown"),
    ("branch", "", "calculator-refusal.branch-missing"), ("branch", "xyzzyx", "branch.not-found"),
    ("energy.coal.amount", "100", "calculator-refusal.quantity-needed"),
    ("energy.gas.quantity", "1e99", "calculator-refusal.not-number"),
    ("other.with", "10", "calculator-refusal.content-incomplete"),
    ("other.content", "10", "calculator-refusal.content-incomplete"),
    ("specific.2.amount", "10", "calculator-refusal.specific-unsaid"),
    ("direct.1.kg", "10", "calculator-refusal.direct-incomplete"),
    ("direct.2.label", "gaz", "calculator-refusal.direct-incomplete"),
    ("previous.factor", "10", "calculator-refusal.previous-incomplete"),
    ("other.amount", "99999999999999", "calculator-refusal.out-of-range"),
  ])
  func `What cannot be computed is refused by name`(_ name: String, _ text: String, _ key: String) {
    #expect(refusal(answers([name: text])).contains(key), "\(name) \(refusal(answers([name: text])))")
  }

  @Test
  func `A unit of another thing is refused`() {
    #expect(
      refusal(answers(["energy.gas.quantity": "10", "energy.gas.unit": "L"])) == ["calculator-refusal.unit-unknown"])
  }

  @Test(arguments: 1...40)
  func `Answers written as a file are read back the same, and write the same bytes`(_ seed: UInt64) throws {
    let entries = RandomAnswers(seed: seed).entries(library)
    let bytes = Array(entries.json.canonicalText.utf8)
    let read = try CalculatorEntries(parsing: bytes, library)
    #expect(read == entries)
    #expect(Array(read.json.canonicalText.utf8) == bytes)
    #expect(try CalculatorAnswers(entries).entries(library) == entries)
  }

  @Test
  func `Files that are no answers are refused`() throws {
    let good = RandomAnswers(seed: 7).entries(library).json.canonicalText
    let bad = [
      "", "{", "[]", "null", good.replacing("calculator/1", with: "calculator/9"),
      good.replacing("\"lines\":[", with: "\"lines\":[{},"),
      good.replacing("\"revenue_eur\":\"", with: "\"revenue_eur\":\"-"),
      good.replacing("\"year\":", with: "\"year\":\"x\",\"y\":"), String(repeating: " ", count: 300_000),
    ]
    for text in bad {
      #expect(throws: Refusal.self, "\(text.prefix(60))") { try CalculatorEntries(parsing: Array(text.utf8), library) }
    }
  }

  @Test
  func `A ledger fills in the amounts and leaves the quantities to ask`() throws {
    let path = "Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt"
    let ledger = try FECReader.read(try Checkout.bytes(path)).ledger
    let filled = try CalculatorAnswers(filledFrom: ledger, library)
    #expect(filled["year"] == "2024" && filled["branch"] == "16.23Z" && filled["revenue"] == "68000.00")
    let entries = try filled.entries(library)
    #expect(entries.lines.allSatisfy { $0.quantity == nil && $0.content == .zero })
    let settings = FirmSettings(activities: [Activity(id: "main", label: "main", naf: "16.23Z")])
    let books = try CarbonBooks.keep(ledger, settings: settings, library: library.reference)
    let spent = books.journal.entries.compactMap(\.amount).total()
    #expect(entries.lines.map(\.amount).total() == spent)
    // What both count at the same factor is the same to the gram, however many lines it stood on.
    let ours = try #require(try entries.books(library, in: .fr).accounts.first)
    #expect(ours.revenue == books.accounts[0].revenue)
  }
}
