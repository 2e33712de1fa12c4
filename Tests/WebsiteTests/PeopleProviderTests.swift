import Foundation
import FoundationNetworking
import HTTPTypes
import Identity
import OpenIDConnect
import Quantities
import Storage
import TestPeers
import Testing

@testable import Website

/// Signing in by a provider that runs, through the site's own addresses.
@Suite struct PeopleProviderTests {
  private let email = "jean@menuiserie.example"

  @Test func `Somebody new signs up by the provider, and is known the next time`() async throws {
    try await withProvider { place, issuer in
      let browser = place.browser()
      #expect(try await browser.open("/login").shows("Continuer avec ProConnect"))
      #expect(try await go(browser, place).path == "/me")
      let person = try #require(try place.site.store.people.person(email: email))
      #expect(try place.site.store.person(person).identity()?.name == "Jean Noël Garnier")
      #expect(browser.cookies["sillage-attempt"] == nil)
      // The address changes at the provider; who it is does not.
      await issuer.memory.change { $0.person = { ($0.email, $0.email_verified) = ("autre@exemple.fr", false) } }
      #expect(try await go(place.browser(), place).path == "/me")
      #expect(try place.site.store.people.person(email: "autre@exemple.fr") == nil)
    }
  }

  @Test func `An address the provider answers for opens the access without password that has it`() async throws {
    try await withProvider { place, _ in
      let person = try place.site.store.instance(as: .console).addPerson(
        email: email, name: "Jean", at: place.clock.now)
      let browser = place.browser()
      #expect(try await go(browser, place).shows("Jean"))
      let sessions = try place.site.store.sessions.sessions(of: person, at: place.clock.now)
      #expect(sessions.count == 1)
    }
  }

  @Test func `An access with a password is joined by whoever knows it, and by nobody else`() async throws {
    try await withProvider { place, issuer in
      let hash = try Door.hash(PeopleHarness.password, place.site).text
      let person = try place.site.store.people.signUp(
        email: email, name: "Jean", passwordHash: hash, at: place.clock.now)
      let browser = place.browser()
      let refused = try await go(browser, place)
      #expect(refused.status == 422 && browser.cookies["sillage-session"] == nil)
      #expect(refused.shows("Cette adresse a déjà un accès ici, avec un mot de passe."))
      try await browser.open("/login?to=/me")
      try await browser.send("/login", [("email", email), ("password", PeopleHarness.password)])
      let page = try await browser.send("/me/provider")
      let address = try #require(page.text.firstMatch(of: /class="button" href="(http[^"]+)"/)?.1)
      #expect(try await come(back: String(address).replacing("&amp;", with: "&"), browser).path == "/me")
      #expect(try place.site.store.people.person(issuer: issuer.url, subject: "p-42") == person)
      #expect(try await go(place.browser(), place).path == "/me")
    }
  }

  @Test func `An address the provider does not answer for opens nothing`() async throws {
    try await withProvider { place, issuer in
      await issuer.memory.change { $0.person = { $0.email_verified = false } }
      _ = try place.site.store.instance(as: .console).addPerson(email: email, name: "Jean", at: place.clock.now)
      let browser = place.browser()
      #expect(try await go(browser, place).status == 422)
      #expect(browser.cookies["sillage-session"] == nil)
      #expect(place.log.has("provider sign-in refused reason=door.email-unverified"))
    }
  }

  @Test func `Where sign-up is closed the provider lets in whoever follows an invitation`() async throws {
    try await withProvider(isOpen: false) { place, _ in
      #expect(try await go(place.browser(), place).status == 422)
      #expect(try place.site.store.people.person(email: email) == nil)
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let path = try await place.invite("adviser", owner, firm)
      #expect(try await go(place.browser(), place, to: "/invitation/\(place.site.secret().text)").status == 422)
      let guest = place.browser()
      #expect(try await guest.open(path).shows("Continuer avec ProConnect"))
      #expect(try await go(guest, place, to: path).path == path)
      #expect(try await guest.submit(path).location == "/firms/\(firm.id.number)")
    }
  }

  @Test func `Whoever set a second factor is asked for it this way too`() async throws {
    try await withProvider { place, issuer in
      let person = try place.person("Jeanne")
      try place.site.store.people.link(issuer: issuer.url, subject: "p-42", to: person, at: place.clock.now)
      let secret = try place.secondFactor(of: person)
      let browser = place.browser()
      #expect(try await go(browser, place).path == "/login/code")
      #expect(browser.cookies["sillage-session"] == nil)
      #expect(try await browser.send("/login/code", [("code", secret.code(at: place.clock.now))]).path == "/me")
    }
  }

  @Test func `An answer serves once, in the browser that asked, with a cookie we wrote`() async throws {
    try await withProvider { place, issuer in
      let browser = place.browser()
      let answer = try await answer(of: try #require(try await start(browser)))
      let attempt = try #require(browser.cookies["sillage-attempt"])
      // Another browser brings the answer; so does one with a cookie that is not ours.
      #expect(try await place.browser().open("/login/provider/callback?\(answer)").status == 422)
      let forger = place.browser()
      forger.cookies["sillage-attempt"] = attempt.replacing("!0!", with: "!1!")
      #expect(try await forger.open("/login/provider/callback?\(answer)").status == 422)
      #expect(await issuer.memory.visits["token"] == nil)
      #expect(try await browser.open("/login/provider/callback?\(answer)").path == "/me")
      // The same again, from the start.
      browser.cookies = ["sillage-attempt": attempt]
      #expect(try await browser.open("/login/provider/callback?\(answer)").status == 422)
      #expect(browser.cookies["sillage-session"] == nil)
    }
  }

  @Test func `A provider that is wrong or gone lets nobody in, and is named`() async throws {
    try await withProvider { place, issuer in
      await issuer.memory.change { $0.signature = .strange(name: "rsa-1") }
      let browser = place.browser()
      let page = try await go(browser, place)
      #expect(page.status == 422 && page.forms("/login").count == 1)
      #expect(browser.cookies["sillage-session"] == nil)
      #expect(place.log.has("reason=signin.token-wrong"))
      #expect(try await browser.open("/login/provider/callback?error=access_denied&state=x").status == 422)
      let text = place.log.lines.joined(separator: "\n")
      #expect(!text.contains("menuiserie.example") && !text.contains("code-1"))
    }
    try await PeopleHarness.open { place async throws in
      #expect(try await place.browser().open("/login/provider").status == 404)
      #expect(try await place.browser().open("/login/provider/callback?code=x&state=y").status == 404)
    }
  }

  private func withProvider(
    isOpen: Bool = true, _ body: @escaping @Sendable (PeopleHarness, TestIssuer) async throws -> Void
  ) async throws {
    var manners = IssuerManners()
    manners.person = { $0.email_verified = true }
    try await TestIssuer.run(manners, at: SiteHarness.now) { issuer in
      try await PeopleHarness.open {
        $0.isOpen = isOpen
        $0.openID = OpenIDLogin(
          try Provider(
            issuer: issuer.url, clientID: TestIssuer.clientID, clientSecret: Secret(TestIssuer.clientSecret),
            redirectURI: "http://127.0.0.1:8080/login/provider/callback"), name: "ProConnect")
      } _: { place in
        try await body(place, issuer)
      }
    }
  }

  /// Where the site sends the browser.
  private func start(_ browser: Browser, to destination: String = "/me") async throws -> String? {
    try await browser.request(.get, "/login/provider?to=\(Browser.escaped(destination))").location
  }

  /// What the provider sends back with.
  private func answer(of address: String) async throws -> String {
    let url = try #require(URL(string: address))
    return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
  }

  private func come(back address: String, _ browser: Browser) async throws -> Page {
    try await browser.open("/login/provider/callback?\(try await answer(of: address))")
  }

  /// The whole way: there, and back.
  private func go(_ browser: Browser, _ place: PeopleHarness, to destination: String = "/me") async throws -> Page {
    try await come(back: try #require(try await start(browser, to: destination)), browser)
  }
}
