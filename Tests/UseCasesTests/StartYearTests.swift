import CarbonAccounting
import Demonstration
import Quantities
import Storage
import TestSupport
import Testing

@testable import UseCases

@Suite("Next year starts from this year")
struct StartYearTests {
  @Test func `What lasts is kept, what was true of one year is asked again`() throws {
    var random = RandomSettings(seed: 7)
    let last = random.file()
    let next = StartYear.settings(from: last)
    #expect(next.name == last.name && next.siren == last.siren)
    let ids = last.settings.activities.map(\.id)
    #expect(next.settings.activities.map(\.id) == ids)
    #expect(next.settings.activities.allSatisfy { $0.output == nil })
    #expect(next.settings.keys == last.settings.keys && next.settings.rules == last.settings.rules)
    #expect(next.settings.vintages == last.settings.vintages)
    #expect(next.settings.acceptsLabels == last.settings.acceptsLabels)
    var bare = next.settings
    (bare.keys, bare.rules, bare.vintages, bare.acceptsLabels, bare.siren) = ([], [], [:], false, nil)
    #expect(bare.showsSuppliers == last.settings.showsSuppliers)
    bare.showsSuppliers = false
    #expect(bare == FirmSettings(activities: next.settings.activities))
    #expect(next.contentFiles == [])
  }

  @Test func `The second year begins with the first year's answers beside its questions`() throws {
    try Desk.open(years: 2023...2024) { desk in
      let first = try desk.year("2023")
      let answers = try Desk.settings(.joinery, 2023)
      try desk.change.run(year: first) { $0 = answers }
      let second = try desk.year("2024")
      let start = try SettingsInForce(desk.firm, second)
      #expect(start.version == 0)
      #expect(start.startedFrom?.id == first.id)
      let result = try #require(try StartYear.run(desk.library, desk.firm, year: second, at: Desk.dawn))
      let started = start.file.settings.activities.map(\.id)
      #expect(result.books.books.accounts.map(\.activity.id) == started)
      #expect(try SettingsInForce(desk.firm, second).version == 1)
      #expect(try SettingsInForce(desk.firm, second).startedFrom == nil)
      let again = try StartYear.run(desk.library, desk.firm, year: second, at: Desk.dawn)
      #expect(again == nil)
      let measured = answers.settings.measures
      let hinted = try desk.questions(result).main.compactMap(\.lastYear)
      #expect(!hinted.isEmpty)
      #expect(hinted.allSatisfy(measured.contains))
      // Without a first year there is nothing to start from.
      #expect(try LastYear(desk.firm, before: first) == nil)
    }
  }

  @Test func `An account kept per unit asks for the new year's quantity`() throws {
    try Desk.open(years: 2023...2024) { desk in
      let output = PhysicalOutput(quantity: Quantity(Rational(900), .cubicMetre))
      let activity = Activity(id: "main", label: "Menuiserie", naf: "16.23Z", output: output)
      try desk.change.run(year: try desk.year("2023"), [.activities([activity])])
      let second = try desk.year("2024")
      #expect(StartYear.outputsToAsk(after: try SettingsInForce(desk.firm, desk.year("2023")).file) == [activity])
      let refusal = #expect(throws: Refusal.self) {
        _ = try StartYear.run(desk.library, desk.firm, year: second, at: Desk.dawn)
      }
      #expect(refusal?.diagnostics.map(\.message.key) == ["settings.output-missing"])
      let result = try StartYear.run(desk.library, desk.firm, year: second, outputs: ["main": output], at: Desk.dawn)
      #expect(result?.books.books.accounts.first?.factorUnit == "m3")
    }
  }
}
