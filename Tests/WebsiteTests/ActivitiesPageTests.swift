import CarbonAccounting
import Foundation
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Several activities")
struct ActivitiesPageTests {
  private func settings(_ joinery: JoineryYear) throws -> FirmSettings {
    try SettingsInForce(joinery.firm, try joinery.firm.year("2023")).file.settings
  }

  private func open(_ body: @Sendable (JoineryYear, Browser, String) async throws -> Void) async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      try await joinery.owner.open(joinery.path("/activities"))
      try await body(joinery, joinery.owner, joinery.path("/activities"))
    }
  }

  @Test func `An activity is added by words, renamed, and removed with its keys`() async throws {
    try await open { joinery, owner, address in
      let added = try await owner.send(address, [("what", "add"), ("words", "plomberie"), ("kind", "production")])
      guard added.status == 200 else {
        Issue.record("\(added.text.matches(of: /errors.*/).map { String($0.0) })")
        return
      }
      #expect(try settings(joinery).activities.map(\.id) == ["main", "plomberie"])
      let keyed = try await owner.send(
        address,
        [
          ("what", "key"), ("key-account", "606"), ("share-main", "60"), ("share-plomberie", "40"), ("basis", "other"),
          ("key-reason", "surfaces"),
        ])
      #expect(keyed.shows("surfaces"))
      #expect(try settings(joinery).keys.first?.shares == ["main": 60, "plomberie": 40])
      try await owner.send(
        address, [("what", "edit"), ("id", "main"), ("label-main", "Bois"), ("kind-main", "production")])
      #expect(try settings(joinery).activities[0].label == "Bois")
      try await owner.send(address, [("what", "edit"), ("id", "plomberie"), ("remove", "1")])
      #expect(try settings(joinery).activities.map(\.id) == ["main"])
      #expect(try settings(joinery).keys.isEmpty)
    }
  }

  @Test func `A budget, expectations and what was transmitted are kept`() async throws {
    try await open { joinery, owner, address in
      try await owner.send(
        address, [("what", "expected"), ("id", "main"), ("inputs-main", "90000"), ("revenue-main", "1600000")])
      #expect(
        try settings(joinery).expectations["main"]
          == Expectation(inputs: CarbonMass(grams: 90_000_000), revenue: Money(cents: 160_000_000)))
      try await owner.send(
        address,
        [
          ("what", "transmitted"), ("id", "main"), ("from-main", "2023-03-01"), ("factor-main", "120,5"),
          ("why-main", "devis"),
        ])
      #expect(try settings(joinery).transmissions["main"]?.factors.count == 1)
      try await owner.send(address, [("what", "transmitted"), ("id", "main"), ("drop-main-0", "1")])
      #expect(try settings(joinery).transmissions["main"] == nil)
      try await owner.send(address, [("what", "budget"), ("budget", "1")])
      #expect(try settings(joinery).isBudget)
      #expect(try await owner.open(joinery.path("/account")).shows("BUDGET"))
    }
  }

  @Test(
    arguments: [
      ([("what", "edit"), ("id", "main"), ("remove", "1")], "Il faut au moins une activité."),
      ([("what", "edit"), ("id", "nobody")], "n'est plus là"), ([("what", "nonsense")], "n'est plus là"),
      ([("what", "key")], "quelles lignes"), ([("what", "key"), ("key-account", "6")], "nombres entiers"),
      ([("what", "drop-key"), ("key", "7")], "n'est plus là"),
      ([("what", "add"), ("words", "zzxxqq")], "Aucune branche"),
      ([("what", "transmitted"), ("id", "main"), ("factor-main", "12"), ("from-main", "mardi")], "n'est pas une date"),
    ] as [([(String, String)], String)])
  func `What cannot be is refused in words, and nothing changes`(
    _ fields: [(String, String)], _ said: String
  ) async throws {
    try await open { joinery, owner, address in
      let before = try settings(joinery)
      let page = try await owner.send(address, fields)
      #expect(page.status == 422 && page.shows(said))
      #expect(try settings(joinery) == before)
    }
  }
}
