import Storage
import Testing

@testable import Website

/// What a firm is called, the way back in, and what a customer sees of a code that leads nowhere.
@Suite struct FirmProfileTests {
  @Test func `An owner gives the firm another name; a number that is none is refused and changes nothing`() async throws
  {
    try await SiteHarness.open { harness in
      let owner = try harness.person("Odile")
      let firm = try harness.firm("Entreprise 999000110", of: owner)
      let home = "/firms/\(firm.id.number)"
      try await owner.open(home)
      let refused = try await owner.send("\(home)/profile", [("name", "Chez Odile"), ("siren", "123456789")])
      #expect(refused.status == 422 && refused.shows("123456789"))
      #expect(try firm.profile().name == "Entreprise 999000110")
      let page = try await owner.send("\(home)/profile", [("name", "Chez Odile"), ("siren", "552 100 554")])
      #expect(page.status == 200 && page.shows("Chez Odile"))
      #expect(try firm.profile().siren == "552100554")
      let reader = try harness.member(.verifier, of: firm, "Vera")
      #expect(try await !reader.open(home).text.contains("\(home)/profile"))
    }
  }

  @Test func `An operator makes a link to a new password, once, for somebody who is there`() async throws {
    try await SiteHarness.open { harness in
      let keeper = try harness.person("Kim")
      _ = try harness.person("Odile")
      if let person = keeper.person {
        try harness.site.store.instance(as: .console).appoint(operator: person, at: SiteHarness.now)
      }
      try await keeper.open("/operator")
      let missing = try await keeper.send("/operator/reset", [("email", "nobody@example.fr")])
      #expect(missing.status == 422)
      let made = try await keeper.send("/operator/reset", [("email", "odile@example.fr")])
      let link = try #require(made.text.firstMatch(of: /\/password\/[A-Za-z0-9_-]{43}/))
      #expect(try await Browser(client: harness.client).open(String(link.0)).status == 200)
    }
  }

  @Test func `A code that leads nowhere is said to, with a way to try again`() async throws {
    try await SiteHarness.open { harness in
      let browser = Browser(client: harness.client)
      let page = try await browser.open("/a/zzzzzzzzzzzz")
      #expect(page.status == 404 && page.shows("ne mène à aucun compte") && page.text.contains("action=\"/check\""))
      let pasted = try await browser.open("/check?siren=https%3A%2F%2Fcarbone.example.fr%2Fa%2Fzzzz")
      #expect(pasted.status == 200 && pasted.shows("Aucun compte publié"))
    }
  }
}
