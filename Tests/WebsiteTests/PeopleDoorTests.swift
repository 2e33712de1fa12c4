import Quantities
import Storage
import Testing

@testable import Website

@Suite("Who is let in, where they land, and who is not told what")
struct PeopleDoorTests {
  @Test func `An address that is known is refused in words that do not say so`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      try await browser.open("/signup")
      let page = try await browser.submit(
        "/signup",
        [
          ("name", "Autre"), ("firm", "Autre"), ("email", PeopleHarness.address("Jeanne")),
          ("password", PeopleHarness.password),
        ])
      #expect(page.status == 422 && page.shows("Aucun accès n'a été créé avec cette adresse."))
      #expect(page.shows("connectez-vous") && !page.shows("déjà celle d'une personne"))
    }
  }

  @Test func `An operator without a firm lands on the operator's page, others among their firms`() async throws {
    try await PeopleHarness.open { place in
      let operatorID = try place.person("Lou")
      try place.site.store.instance(as: .console).appoint(operator: operatorID, at: place.clock.now)
      _ = try place.person("Paul")
      let browser = place.browser()
      #expect(try await place.signIn("Lou", browser, to: "").path == "/operator")
      #expect(try await place.signIn("Lou", place.browser(), to: "/me").path == "/me")
      #expect(try await place.signIn("Paul", place.browser(), to: "").path == "/firms")
      _ = try place.firm("Menuiserie", of: operatorID)
      #expect(try await place.signIn("Lou", place.browser(), to: "").path == "/firms")
    }
  }
}
