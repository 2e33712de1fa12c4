import Accounting
import Demonstration
import Foundation
import Quantities
import Storage
import Testing
import Wording

@testable import Website

@Suite("Step 2: what was read")
struct ReadingPageTests {
  @Test func `Statements, suppliers and counts are those of the ledger`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      let page = try await joinery.owner.open(joinery.path("/reading"))
      let ledger = JoineryYear.demo.ledger(year: 2023, seed: JoineryYear.seed)
      let speaker = harness.site.speaker(.fr)
      #expect(page.shows(speaker.numbers.integer(Int64(ledger.lines.count))))
      #expect(page.shows("Excédent brut d'exploitation") && page.shows("Vos plus gros fournisseurs"))
    }
  }

  @Test func `Words that several branches answer become a choice, and the choice an activity`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.owner.open(joinery.path("/reading"))
      let asked = try await joinery.owner.send(joinery.path("/reading"), [("words", "fabrication bois")])
      #expect(asked.status == 200 && asked.text.contains("type=\"radio\" name=\"code\""))
      #expect(asked.text.contains("value=\"fabrication bois\""))
      let code = try #require(asked.text.firstMatch(of: /name="code" value="([^"]+)"/)?.1)
      let next = try await joinery.owner.send(
        joinery.path("/reading"), [("code", String(code)), ("words", "fabrication bois")])
      #expect(next.path == joinery.path("/purchases") && next.shows(String(code)))
    }
  }

  @Test func `Other words than those of the choice are searched anew`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.owner.open(joinery.path("/reading"))
      let asked = try await joinery.owner.send(joinery.path("/reading"), [("words", "fabrication bois")])
      let code = try #require(asked.text.firstMatch(of: /name="code" value="([^"]+)"/)?.1)
      let next = try await joinery.owner.send(
        joinery.path("/reading"), [("code", String(code)), ("words", "boulangerie")])
      #expect(next.path == joinery.path("/purchases") && next.shows("10.71C"))
    }
  }

  @Test(arguments: [("", "L'activité n'est pas dite."), ("zzxxqq", "Aucune branche ne répond")])
  func `Words nothing answers are told so, with help`(_ words: String, _ said: String) async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.owner.open(joinery.path("/reading"))
      let page = try await joinery.owner.send(joinery.path("/reading"), [("words", words)])
      #expect(page.status == 422 && page.shows(said) && page.text.contains("class=\"remedy\""))
    }
  }

  @Test func `What is typed is shown as text`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.owner.open(joinery.path("/reading"))
      let page = try await joinery.owner.send(joinery.path("/reading"), [("words", "<script>zq</script>")])
      #expect(!page.text.contains("<script>zq") && page.shows("&lt;script&gt;zq"))
    }
  }
}
