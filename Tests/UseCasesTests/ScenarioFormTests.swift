import CanonicalJSON
import CarbonPricing
import Foundation
import Quantities
import Storage
import TestSupport
import Testing
import Wording

@testable import PricingUseCases
@testable import UseCases

/// Forms of scenarios say the same as the files they stand for.
@Suite struct ScenarioFormTests {
  private static let shipped = Result { try Library.shipped() }
  private static let directory = DataDirectory.checkout(Checkout.root)

  private func template(_ kind: ScenarioEntry.Kind, _ language: Language = .fr, asTable: Bool = false) throws -> String
  {
    try PriceTemplate.text(kind.rawValue, in: language, asTable: asTable, Self.directory)
  }

  /// What a text comes to, as JSON.
  private func result(_ kind: ScenarioEntry.Kind, _ text: String) throws -> String {
    let job = AppraiseScenario(try Self.shipped.get())
    return try job.json(try job.run(kind, text, policy: nil, year: 2026), year: 2026).canonicalText
  }

  @Test(arguments: ScenarioEntry.Kind.allCases, Language.allCases)
  func `An example shown in a form comes back as a file that says the same`(
    kind: ScenarioEntry.Kind, language: Language
  ) throws {
    let text = try template(kind, language)
    let form = try #require(ScenarioForm(kind, yaml: text))
    let written = form.yaml
    #expect(ScenarioForm(kind, yaml: written) == form)
    #expect(try result(kind, written) == result(kind, text))
  }

  @Test(arguments: [
    "a: b", "{", "- x", "#", "\"", "'", "yes", "null", "1;2", ";", "a, b", "é — 日本", "]", "& *", "%", "|", "x: {y: [",
  ])
  func `Whatever is typed comes back as it was typed`(typed: String) throws {
    let form = ScenarioForm(.project) { path in
      ["project", "reference.name", "variants.1.name", "variants.1.lines.1.label"].contains(path) ? typed : nil
    }
    let read = try #require(ScenarioForm(.project, yaml: form.yaml), "\(form.yaml)")
    // Several values are kept apart by `; `, whatever blanks were typed around.
    let plain = typed.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "; ")
    #expect(read["variants.1.lines.1.label"] == (typed.contains(";") ? plain : typed))
    #expect(read["reference.name"] == read["project"])
  }

  @Test func `A file that says more than the form shows is not shown in a form`() throws {
    let text = try template(.project)
    for more in ["emissions_at_start: 1 t", "pollutants: []"] {
      #expect(
        ScenarioForm(.project, yaml: text.replacing("  life: 15", with: "  life: 15\n  \(more)")) == nil, "\(more)")
    }
    #expect(ScenarioForm(.project, yaml: "price: {follows: epa-2.0, euros_of: 2024}") == nil)
    #expect(ScenarioForm(.project, yaml: ": [") == nil && ScenarioForm(.project, yaml: "text") == nil)
  }

  @Test func `Rows are added up to a limit and taken out in their place`() throws {
    var form = try #require(ScenarioForm(.actions, yaml: try template(.actions)))
    let before = form.count("actions")
    form = form.adding(to: "actions")
    #expect(form.count("actions") == before + 1)
    // An empty row is not written.
    #expect(ScenarioForm(.actions, yaml: form.yaml)?.count("actions") == before)
    let second = form["actions.2.name"]
    form = form.removing(1, of: "actions")
    #expect(form["actions.1.name"] == second && form.count("actions") == before)
    #expect(form.removing(99, of: "actions") == form && form.removing(1, of: "name") == form)
    #expect(form.adding(to: "nothing") == form && form.adding(to: "name") == form)
    for _ in 0..<200 { form = form.adding(to: "actions") }
    #expect(form.count("actions") == 100)
  }

  @Test func `A price is one, some by year, or one that is followed`() throws {
    func price(_ typed: String, _ follows: String = "") -> String {
      ScenarioForm(.actions) { ["price": typed, "price.follows": follows][$0] }.yaml
    }
    #expect(price("150") == "price: 150\n")
    #expect(price("2026: 100; 2030: 200") == "price: {2026: 100, 2030: 200}\n")
    #expect(price("", "quinet-2025") == "price: {follows: quinet-2025}\n")
    #expect(price("150", "quinet-2025") == "price: 150\n")
    #expect(ScenarioForm(.actions, yaml: price("2026: 100; 2030: 200"))?["price"] == "2026: 100; 2030: 200")
  }

  @Test func `A table of actions comes to the same as the file made of it`() throws {
    let table = try template(.actions, asTable: true)
    let file = try #require(try ScenarioTable.file(table, .actions))
    let library = try Self.shipped.get()
    let (a, b) = (try ActionFile(csv: Array(table.utf8)), try ActionFile(yaml: file, library.prices))
    #expect(a.actions == b.actions)
    #expect(try ScenarioTable.file("actions: []", .actions) == nil)
    #expect(try ScenarioTable.file(table, .policy) == nil)
  }

  @Test func `A table of a project comes to the same as the file made of it`() throws {
    let table = try template(.project, asTable: true) + "Chaudière à granulés,opex,Ramonage,3,150\n"
    let file = try #require(try ScenarioTable.file(table, .project))
    let frame = "project: p\nfirst_year: 2026\nyears: 15\nrate: 6 %\nprice: 100\n"
    let library = try Self.shipped.get()
    try withFolder { folder in
      let path = folder.appending(path: "p.csv")
      try Data(table.utf8).write(to: path)
      var given = AppraiseProject.Frame()
      (given.rate, given.years, given.firstYear) = ("6 %", 15, 2026)
      let a = try AppraiseProject(library).run(
        path.path, choice: PriceChoice(price: "100"), frame: given, needsPrice: true)
      let b = try AppraiseProject(library).run(try ProjectFile(yaml: frame + file, library), needsPrice: true)
      #expect(a.appraisal.variants.map(\.npvWithCarbon) == b.appraisal.variants.map(\.npvWithCarbon))
      #expect(a.appraisal.comparisons.map(\.implicitPrice) == b.appraisal.comparisons.map(\.implicitPrice))
    }
  }
}

/// The prices offered for the years that are looked at.
@Suite struct PriceMenuTests {
  private static let shipped = Result { try Library.shipped() }

  @Test func `A published price that does not speak of all years is held, one that does is followed`() throws {
    let library = try Self.shipped.get().prices
    let past = PriceMenu(library, policy: nil, years: [2023, 2024])
    let usual = try #require(past.usual)
    let trajectory = try library.trajectory("quinet-2025")
    #expect(usual.basis == .held(trajectory, year: trajectory.firstYear) && usual.schedule.isFlat)
    let later = try #require(PriceMenu(library, policy: nil, years: [2025, 2026]).usual)
    #expect(later.basis == .trajectory(trajectory))
    #expect(past.choices.contains { $0.id == "quinet-2019" && !$0.schedule.isFlat })
  }

  @Test func `The firm's own price comes first, and a typed one before all`() throws {
    let library = try Self.shipped.get().prices
    let policy = PricePolicy(
      name: "p", kind: .shadow, perimeter: .scopes1To3,
      prices: [.all: PriceSchedule(flat: Rational(77)), .capex: PriceSchedule(flat: Rational(99))])
    let menu = PriceMenu(library, policy: policy, years: [2024])
    #expect(try menu.choice(typed: "", id: "").id == "policy-all")
    #expect(try menu.choice(typed: "", id: "policy-capex").schedule == PriceSchedule(flat: Rational(99)))
    #expect(try menu.choice(typed: "12,5", id: "policy-capex").basis == .typed)
    for (typed, id) in [("cher", ""), ("", "policy-purchasing"), ("-1", "")] {
      #expect(throws: Refusal.self) { try menu.choice(typed: typed, id: id) }
    }
  }

  @Test func `Dollars are brought to euros of a year whose prices are known`() throws {
    let library = try Self.shipped.get().prices
    let choice = try #require(PriceMenu(library, policy: nil, years: [2026]).choices.first { $0.id == "epa-2.0" })
    #expect(choice.eurosOf.map { library.conversion.years.contains($0) } == true)
  }
}
