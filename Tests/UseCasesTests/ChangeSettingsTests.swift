import CarbonAccounting
import Quantities
import ReferenceData
import Storage
import TestSupport
import Testing

@testable import UseCases

@Suite("Settings changed answer by answer")
struct ChangeSettingsTests {
  private func keys(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch { return (error as? Refusal)?.diagnostics.map(\.message.key) ?? ["\(error)"] }
  }

  @Test func `A first answer makes the account, and each further one a new version of the settings`() throws {
    try Desk.open { desk in
      #expect(try SettingsInForce(desk.firm, try desk.year()).version == 0)
      let first = try desk.begin()
      #expect(first.books.books.accounts.map(\.activity.id) == ["main"])
      #expect(try desk.firm.account(of: first.year.id)?.settings == 1)
      let before = try desk.firm.account(of: first.year.id)
      let item = try #require(first.books.books.missing.first { $0.kind == .energyQuantity })
      let measure = Measure(
        factor: item.factor, match: LineMatch(account: item.account),
        quantity: Quantity(Rational(1000), try #require(desk.library.reference.factors.factor(item.factor)).unit),
        evidence: "factures")
      let second = try desk.change.run(year: first.year, expecting: 1, [.measure(measure)])
      #expect(!second.books.books.missing.contains { $0.factor == item.factor && $0.account == item.account })
      #expect(try desk.firm.account(of: first.year.id)?.settings == 2)
      let change = ProductionChange.all(from: before, to: second.books.books)
      #expect(
        change.map(\.difference) == [
          second.books.books.accounts[0].production - first.books.books.accounts[0].production
        ])
      #expect(change[0].difference != .zero)
    }
  }

  @Test func `What is refused leaves neither settings nor books behind`() throws {
    try Desk.open { desk in
      let year = try desk.begin().year
      let account = try desk.firm.account(of: year.id)
      let absent = Measure(
        factor: "energy.electricity", match: LineMatch(account: "999"), quantity: Quantity(.one, .kilowattHour),
        evidence: "")
      #expect(keys { try desk.change.run(year: year, [.measure(absent)]) } == ["carbon.measure-without-lines"])
      #expect(
        keys { try desk.change.run(year: year, [.removeRule(LineMatch(account: "1"))]) }
          == ["settings.nothing-to-remove"])
      #expect(
        keys {
          try desk.change.run(
            year: year, [.activities([Activity(id: "a", label: String(repeating: "x", count: 501), naf: "16.23Z")])])
        } == ["settings.too-long"])
      #expect(
        keys {
          try desk.change.run(
            year: year,
            [
              .keys(
                [AllocationKey](
                  repeating: AllocationKey(match: LineMatch(account: "6"), shares: ["main": 1], basis: .costAccounting),
                  count: 5001))
            ])
        } == ["settings.too-many"])
      #expect(try desk.firm.settings(for: year.id)?.version == 1)
      #expect(try desk.firm.account(of: year.id) == account)
    }
  }

  @Test func `Of two people who changed the same version, the second is told`() throws {
    try Desk.open { desk in
      let year = try desk.begin().year
      try desk.change.run(year: year, expecting: 1, [.budget(true)])
      #expect(
        keys { try desk.change.run(year: year, expecting: 1, [.acceptLabels(true)]) } == ["settings.changed-meanwhile"])
      // The second got through every check before the first recorded: the store itself refuses.
      #expect(
        keys { try desk.firm.record(settings: "activities: []", for: year.id, expecting: 1, at: Desk.dawn) }
          == ["storage.changed-meanwhile"])
      #expect(try SettingsInForce(desk.firm, year).file.settings.isBudget)
      #expect(try SettingsInForce(desk.firm, year).version == 2)
    }
  }

  @Test func `A verifier changes nothing`() throws {
    try Desk.open { desk in
      let year = try desk.begin().year
      let instance = try desk.all.instance(as: .console)
      let person = try instance.addPerson(email: "v@example.org", name: "V", at: Desk.dawn)
      try desk.firm.grant(.verifier, to: person, at: Desk.dawn)
      let seen = try desk.all.organisation(desk.firm.id, as: .person(person))
      #expect(
        keys { try ChangeSettings(desk.library, seen, at: Desk.dawn).run(year: year, [.budget(true)]) }
          == ["storage.forbidden"])
    }
  }

  @Test func `Keeping an estimate changes no figure and leaves the departure listed`() throws {
    try Desk.open { desk in
      let before = try desk.begin()
      let item = try #require(before.books.books.missing.first { $0.kind == .transportQuantity })
      let estimate = KeptEstimate(account: item.account, factor: item.factor)
      let after = try desk.change.run(year: before.year, [.keepEstimate(estimate)])
      #expect(after.books.books.accounts[0].production == before.books.books.accounts[0].production)
      #expect(after.books.books.departures == before.books.books.departures)
      let kept = after.books.books.missing.filter(\.isAcknowledged)
      #expect(kept.map(\.account) == [item.account])
      let again = try desk.change.run(year: before.year, [.askAgain(estimate)])
      #expect(again.books.books.missing == before.books.books.missing)
    }
  }

  @Test func `The last answer to a question is the one that counts`() throws {
    var file = FirmFile(settings: FirmSettings(activities: []))
    let estimate = KeptEstimate(account: "6251", factor: "transport.car.km")
    func measure(_ value: Int64) -> Measure {
      Measure(
        factor: "transport.car.km", match: LineMatch(account: "6251"), quantity: Quantity(Rational(value), .kilometre),
        evidence: "")
    }
    for edit: SettingsEdit in [.keepEstimate(estimate), .measure(measure(1)), .measure(measure(2))] {
      try edit.apply(to: &file)
    }
    #expect(file.settings.measures == [measure(2)])
    #expect(file.settings.keptEstimates == [])
    try SettingsEdit.keepEstimate(estimate).apply(to: &file)
    #expect(file.settings.measures == [])
    #expect(file.settings.keptEstimates == [estimate])
    let emission = DirectEmission(
      activity: "a", label: "fluide", carbon: CarbonMass(grams: 1), author: "E", evidence: "",
      date: try #require(CalendarDate("2024-01-01")))
    try SettingsEdit.direct(emission).apply(to: &file)
    try SettingsEdit.noDirectEmissions(activity: "a").apply(to: &file)
    #expect(file.settings.directEmissions == [] && file.settings.withoutDirectEmissions == ["a"])
    try SettingsEdit.direct(emission).apply(to: &file)
    #expect(file.settings.directEmissions == [emission] && file.settings.withoutDirectEmissions == [])
  }

  @Test func `A rule for one supplier stands before the rule of its account, whichever came first`() throws {
    let general = PurchaseChoices.rule(account: "606", category: "other", selector: "branch:intermediate")
    let narrow = PurchaseChoices.rule(
      account: "606", supplier: "12", category: "other", selector: "naf:25.72Z:production")
    let longer = PurchaseChoices.rule(account: "6061", category: "other", selector: "branch:production")
    for order in [[general, narrow, longer], [longer, general, narrow], [narrow, longer, general]] {
      var file = FirmFile(settings: FirmSettings(activities: []))
      for rule in order { try SettingsEdit.rule(rule).apply(to: &file) }
      #expect(file.settings.rules == [narrow, longer, general])
    }
    var file = FirmFile(settings: FirmSettings(activities: []))
    try SettingsEdit.rule(general).apply(to: &file)
    let other = PurchaseChoices.rule(account: "606", category: "specific.1", selector: "branch:production")
    try SettingsEdit.rule(other).apply(to: &file)
    #expect(file.settings.rules == [other])
  }

  @Test func `A changed rule shows its effect at once`() throws {
    try Desk.open { desk in
      let before = try desk.begin()
      let posted = try desk.firm.account(of: before.year.id)
      let review = PurchaseReview(before.books.books, desk.library.reference.classification)
      let account = try #require(review.accounts.first { $0.parts.first?.way.category?.id == "other" })
      let choice = try #require(try PurchaseChoices(desk.library).search("programmation informatique").first)
      let rule = PurchaseChoices.rule(account: account.account, category: choice.category, selector: choice.selector)
      let after = try desk.change.run(year: before.year, [.rule(rule)])
      let change = try #require(ProductionChange.all(from: posted, to: after.books.books).first?.difference)
      #expect(change < .zero)
      let now = PurchaseReview(after.books.books, desk.library.reference.classification)
      let changed = try #require(now.accounts.first { $0.account == account.account })
      #expect(changed.carbon - account.carbon == change)
      #expect(changed.parts.map(\.way.factor?.id) == [choice.selector])
      // Back to the default rule, everything is as it was.
      let back = try desk.change.run(year: before.year, [.removeRule(rule.match)])
      #expect(back.books.books.accounts[0].production == before.books.books.accounts[0].production)
    }
  }
}
