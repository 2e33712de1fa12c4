import Demonstration
import Foundation
import Quantities
import Storage
import Testing
import Wording

@testable import Website

@Suite("The path of a year, walked")
struct PathWalkTests {
  @Test(arguments: Language.allCases)
  func `From signing up to the account in six screens, typing only words and the activity`(
    _ language: Language
  ) async throws {
    try await SiteHarness.open { harness in
      let browser = Browser(client: harness.client)
      browser.language = language.rawValue
      var screens = 1
      try await browser.open("/signup")
      var page = try await browser.send(
        "/signup",
        [
          ("name", "Odile Garnier"), ("firm", "Menuiserie Garnier"), ("email", "odile@example.fr"),
          ("password", "un cheval vert sous la pluie"),
        ])
      #expect(page.status == 200 && page.path == "/firms/1/ledger")
      screens += 1
      page = try await browser.upload(
        "/firms/1/ledger", file: JoineryYear.file(), named: JoineryYear.demo.fileName(year: 2023))
      try harness.work()
      page = try await browser.open(page.address)
      #expect(page.path == "/firms/1/2023/reading")
      screens += 1
      page = try await browser.send("/firms/1/2023/reading", [("words", "menuiserie")])
      #expect(page.path == "/firms/1/2023/purchases" && page.shows("16.23Z"))
      screens += 1
      // Nothing is typed to go on: the button leads to the questions.
      #expect(page.text.contains("href=\"/firms/1/2023/questions\""))
      page = try await browser.open("/firms/1/2023/questions")
      screens += 1
      page = try await browser.send("/firms/1/2023/questions", [("go", "account")])
      #expect(page.status == 200 && page.path == "/firms/1/2023/account")
      screens += 1
      #expect(screens == 6)
      #expect(page.text.contains("<html lang=\"\(language.rawValue)\">"))
      #expect(page.shows(language == .fr ? "Carbone de production" : "Production carbon"))
    }
  }

  @Test(arguments: Language.allCases)
  func `Every page of the path has one first heading, no word missing, and a label for every field`(
    _ language: Language
  ) async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      joinery.owner.language = language.rawValue
      try await joinery.start()
      let home = "/firms/\(joinery.firm.id.number)"
      for path in [
        home, home + "/ledger", joinery.path("/ledger"), joinery.path("/reading"), joinery.path("/purchases"),
        joinery.path("/questions"), joinery.path("/activities"), joinery.path("/account"),
      ] {
        let page = try await joinery.owner.open(path)
        #expect(page.status == 200, "\(path)")
        #expect(page.text.components(separatedBy: "<h1").count == 2, "\(path)")
        // A key without words would be shown as it is.
        let keys = page.text.matches(
          of: /(years|ledger-page|reading|purchases|questions|activities|effect|typed)\.[a-z][a-z-]+/
        ).map { String($0.0) }.filter { !$0.hasSuffix(".txt") }
        #expect(keys == [], "\(path)")
        let ids = page.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(path): an id stands twice")
        for label in page.text.matches(of: /<label for="([^"]+)"/).map({ String($0.1) }) {
          #expect(ids.contains(label), "\(path): \(label)")
        }
      }
    }
  }

  @Test func `A step that comes too early leads to the one before`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      for step in ["/purchases", "/questions", "/activities", "/purchases/6061"] {
        #expect(try await joinery.owner.open(joinery.path(step)).path == joinery.path("/reading"))
      }
      #expect(try await joinery.owner.open(joinery.path("/reading", year: 1999)).status == 404)
    }
  }

  @Test func `Next year starts from this year, without a question`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      try harness.importLedger(
        JoineryYear.file(2024), named: JoineryYear.demo.fileName(year: 2024), into: joinery.firm)
      let page = try await joinery.owner.open(joinery.path("/reading", year: 2024))
      #expect(page.shows("Repris de l'exercice 2023") && page.shows("16.23Z"))
      #expect(!page.text.contains("name=\"words\""))
      let next = try await joinery.owner.send(joinery.path("/reading", year: 2024))
      #expect(next.path == joinery.path("/purchases", year: 2024))
    }
  }

  @Test func `A verifier sees every step and changes none`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let verifier = try harness.member(.verifier, of: joinery.firm, "Vera")
      for step in ["/ledger", "/reading", "/purchases", "/questions", "/activities"] {
        let page = try await verifier.open(joinery.path(step))
        #expect(page.status == 200, "\(step)")
        #expect(page.forms(joinery.path(step)).isEmpty, "\(step)")
      }
      for step in ["/reading", "/questions", "/activities", "/purchases/6061", "/purchases/rules/remove"] {
        #expect(try await verifier.submit(joinery.path(step), []).status == 403, "\(step)")
      }
    }
  }

  @Test func `For somebody of another firm there is nothing there`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let stranger = try harness.person("Sam")
      let home = "/firms/\(joinery.firm.id.number)"
      for path in [
        home, home + "/ledger", home + "/imports/1", home + "/imports/1/progress", joinery.path("/ledger"),
        joinery.path("/reading"), joinery.path("/purchases"), joinery.path("/questions"), joinery.path("/activities"),
      ] { #expect(try await stranger.open(path).status == 404, "\(path)") }
    }
  }
}
