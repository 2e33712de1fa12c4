import Foundation
import HTTPTypes
import Identity
import Markup
import Quantities
import Storage
import Testing

@testable import Website

/// Signing in and staying in: sessions, cookies, limits, and what a stranger learns.
@Suite struct PeopleSignInTests {
  private let session = "sillage-session"

  @Test func `The session is new at sign-in, whatever the browser carried, and what it carried ends`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      let planted = place.site.secret().text
      browser.cookies[session] = planted
      let page = try await place.signIn("Jeanne", browser)
      #expect(page.path == "/me" && page.status == 200)
      let first = try #require(browser.cookies[session])
      #expect(first != planted && first.count == 43)
      try await place.signIn("Jeanne", browser)
      let second = try #require(browser.cookies[session])
      #expect(second != first)
      browser.cookies[session] = first
      #expect(try await browser.open("/me").path == "/login")
    }
  }

  @Test func `A session ends without use, and in any case`() async throws {
    try await PeopleHarness.open {
      $0.idleSeconds = 3600
      $0.sessionSeconds = 3 * 3600
    } _: { place in
      let (idle, _) = try await place.signedIn("Jeanne")
      let (busy, _) = try await place.signedIn("Paul")
      for _ in 1...5 {
        place.clock.move(seconds: 1800)
        #expect(try await busy.open("/me").path == "/me")
      }
      #expect(try await idle.open("/me").path == "/login")
      place.clock.move(seconds: 1801)
      #expect(try await busy.open("/me").path == "/login")
    }
  }

  @Test(arguments: [
    ("http://127.0.0.1:8080", "sillage-session", false), ("https://carbone.exemple.fr", "__Host-sillage-session", true),
  ])
  func `Cookies are bound to the site as tightly as browsers allow`(
    url: String, name: String, isSecure: Bool
  ) async throws {
    try await PeopleHarness.open {
      $0.publicURL = url
    } _: { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      let page = try await browser.open("/login")
      let lines = page.headers[values: .setCookie]
      try await browser.submit(
        "/login", [("email", PeopleHarness.address("Jeanne")), ("password", PeopleHarness.password)])
      let all = lines + browser.page.headers[values: .setCookie]
      #expect(all.contains { $0.hasPrefix("\(name)=") })
      for line in all {
        #expect(line.contains("; Path=/;") && line.contains("; HttpOnly") && line.contains("; SameSite=Lax"), "\(line)")
        #expect(!line.contains("Domain="), "\(line)")
        #expect(line.contains("; Secure") == isSecure && line.hasPrefix("__Host-") == isSecure, "\(line)")
      }
      #expect((browser.page.headers[.strictTransportSecurity] != nil) == isSecure)
    }
  }

  @Test func `Signing out ends the session, not only the cookie`() async throws {
    try await PeopleHarness.open { place in
      let (browser, _) = try await place.signedIn("Jeanne")
      let token = try #require(browser.cookies[session])
      #expect(try await browser.send("/logout").path == "/")
      #expect(browser.cookies[session] == nil)
      browser.cookies[session] = token
      #expect(try await browser.open("/me").path == "/login")
    }
  }

  @Test func `An unknown address is refused in the same words as a wrong password`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      var texts: [String] = []
      for name in ["Jeanne", "Personne"] {
        let page = try await place.signIn(name, browser, password: "pas le bon mot de passe")
        #expect(page.status == 422)
        texts.append(page.text.replacing(PeopleHarness.address(name), with: "x"))
      }
      #expect(texts[0] == texts[1])
      #expect(browser.cookies[session] == nil)
    }
  }

  @Test func `An unknown address takes the same work to refuse: a password is hashed either way`() async throws {
    try await PeopleHarness.open { place async throws in
      #expect(place.site.decoy.text.hasPrefix("scrypt$10$1$1$"))
      #expect(PasswordWork.same(place.site.decoy.text, try Door.hash("x", place.site).text))
    }
  }

  @Test func `An address of the network is held to twenty sign-ins`() async throws {
    try await PeopleHarness.open { place async throws in
      let browser = place.browser()
      for count in 1...20 {
        #expect(try await place.signIn("Inconnu\(count)", browser).status == 422)
      }
      #expect(try await place.signIn("Encore", browser).status == 429)
    }
  }

  @Test(arguments: [
    "https://ailleurs.exemple/", "//ailleurs.exemple", "/\\ailleurs.exemple", "javascript:alert(1)", "me", "/a b", "",
  ])
  func `Nobody is sent to another site after signing in`(destination: String) async throws {
    #expect(Door.destination(destination).text == "/firms")
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      try await browser.open("/login?to=\(Browser.escaped(destination))")
      let page = try await browser.submit(
        "/login", [("email", PeopleHarness.address("Jeanne")), ("password", PeopleHarness.password)])
      #expect(page.location == "/firms")
    }
  }

  @Test func `Whoever came to a page first is led there`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      #expect(try await browser.open("/me/factor").path == "/login")
      let page = try await browser.send(
        "/login", [("email", PeopleHarness.address("Jeanne")), ("password", PeopleHarness.password)])
      #expect(page.path == "/me/factor")
    }
  }

  @Test func `What is refused is logged without address, password or token`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      let browser = place.browser()
      try await place.signIn("Jeanne", browser, password: "pas le bon mot de passe")
      try await browser.open("/invitation/\(place.site.secret().text)")
      try await browser.request(.post, "/login", [:], Array("token=x&email=a@b.fr".utf8))
      try await place.signIn("Jeanne", browser)
      let token = try #require(browser.cookies[session])
      for line in ["sign-in refused", "link refused", "form refused", "signed in person=\(person.number)"] {
        #expect(place.log.has(line), "\(line)")
      }
      let text = place.log.lines.joined(separator: "\n")
      for secret in ["exemple.fr", "a@b.fr", "mot de passe", PeopleHarness.password, token, "Jeanne"] {
        #expect(!text.contains(secret), "\(secret)")
      }
    }
  }

  @Test func `Passwords are long and not everybody's, of any characters`() async throws {
    try await PeopleHarness.open { place async throws in
      let browser = place.browser()
      func answer(_ password: String, _ address: String) async throws -> Page {
        try await browser.open("/signup")
        return try await browser.submit(
          "/signup",
          [("name", "Jeanne"), ("firm", "Menuiserie Garnier"), ("email", address), ("password", password)])
      }
      for password in [
        "court", "motdepasse123", "aaaaaaaaaaaaaaa", "menuiserie garnier", String(repeating: "ab c", count: 40),
      ] {
        #expect(try await answer(password, "j@exemple.fr").status == 422, "\(password)")
      }
      #expect(try await answer(String(repeating: "un orage, ", count: 7), "k@exemple.fr").status == 303)
      #expect(try await answer("ça tombe à pic ☔", "l@exemple.fr").status == 303)
    }
  }

  @Test func `Where sign-up is closed nobody signs up`() async throws {
    try await PeopleHarness.open {
      $0.isOpen = false
    } _: { place in
      let browser = place.browser()
      #expect(try await browser.open("/signup").status == 403)
      try await browser.open("/login")
      let token = try #require(browser.page.hidden("/login").first { $0.0 == "token" })
      try await browser.submit(
        "/signup",
        [token, ("name", "J"), ("firm", "F"), ("email", "j@exemple.fr"), ("password", PeopleHarness.password)])
      #expect(browser.page.status == 403)
      #expect(try place.site.store.people.person(email: "j@exemple.fr") == nil)
    }
  }

  @Test func `A firm's name that will not do leaves nobody behind`() async throws {
    try await PeopleHarness.open { place in
      let browser = place.browser()
      try await browser.open("/signup")
      let fields = [("name", "Jeanne"), ("email", "j@exemple.fr"), ("password", PeopleHarness.password)]
      #expect(try await browser.submit("/signup", fields + [("firm", " ")]).status == 422)
      #expect(try await browser.submit("/signup", fields + [("firm", "Menuiserie")]).status == 303)
    }
  }
}

/// Whether two hashes take the same work to check.
private enum PasswordWork {
  static func same(_ one: String, _ other: String) -> Bool {
    one.split(separator: "$").prefix(4) == other.split(separator: "$").prefix(4)
  }
}
