import Foundation
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// What people change about themselves.
@Suite struct PeopleMeTests {
  @Test func `Name and language are kept, and the pages speak it from the next sign-in on`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      try await browser.open("/me")
      let page = try await browser.send("/me", [("name", "Jeanne d'Arc"), ("language", "en")])
      #expect(page.shows("My access") && page.shows("Jeanne d'Arc"))
      #expect(try place.site.store.people.language(of: person) == "en")
      let other = place.browser()
      #expect(try await place.signIn("Jeanne", other).shows("My access"))
      try await browser.open("/me")
      #expect(try await browser.send("/me", [("name", " "), ("language", "en")]).status == 422)
    }
  }

  @Test func `A new password asks for the present one and ends the other sessions`() async throws {
    try await PeopleHarness.open { place in
      let (browser, _) = try await place.signedIn("Jeanne")
      let other = place.browser()
      try await place.signIn("Jeanne", other)
      try await browser.open("/me")
      let new = "la pluie après le vent"
      let wrong = try await browser.send("/me/password", [("password", "pas le bon"), ("new-password", new)])
      #expect(wrong.status == 422)
      let weak = try await browser.send(
        "/me/password", [("password", PeopleHarness.password), ("new-password", "motdepasse123")])
      #expect(weak.status == 422)
      #expect(try await other.open("/me").path == "/me")
      try await browser.send("/me/password", [("password", PeopleHarness.password), ("new-password", new)])
      #expect(try await browser.open("/me").path == "/me")
      #expect(try await other.open("/me").path == "/login")
      #expect(try await place.signIn("Jeanne", other).status == 422)
      #expect(try await place.signIn("Jeanne", other, password: new).path == "/me")
    }
  }

  @Test func `Sessions are listed in plain words and ended one by one or all but this`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      let firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
      try await place.open(sessionOf: person, firefox)
      let other = place.browser()
      try await place.signIn("Jeanne", other)
      let page = try await browser.open("/me")
      #expect(page.shows("Firefox, Windows") && page.shows("celle-ci"))
      #expect(!page.text.contains("Mozilla"))
      #expect(page.forms("/me/sessions").count == 3)
      // Somebody else's session is none of theirs.
      let (stranger, paul) = try await place.signedIn("Paul")
      let strangers = try place.site.store.sessions.sessions(of: paul, at: place.clock.now)
      try await browser.send("/me/sessions", [("session", MeSessions.name(strangers[0]))])
      #expect(try await stranger.open("/me").path == "/me")
      try await browser.open("/me")
      try await browser.send("/me/sessions")
      #expect(try place.site.store.sessions.sessions(of: person, at: place.clock.now).count == 2)
      try await browser.send("/me/sessions", [("session", "others")])
      #expect(try place.site.store.sessions.sessions(of: person, at: place.clock.now).count == 1)
      #expect(try await browser.open("/me").path == "/me")
      #expect(try await other.open("/me").path == "/login")
    }
  }

  @Test(arguments: [
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari, iPhone"
    ),
    (
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      "Chrome, Linux"
    ),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
    ("curl/8.5.0", "un programme"), ("", "navigateur inconnu"),
  ])
  func `A browser is named as people name it`(agent: String, words: String) async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      try await place.open(sessionOf: person, agent)
      #expect(try await browser.open("/me").shows(words))
    }
  }

  @Test func `Erasing one's access asks for the password and a tick, and leaves nothing that lets in`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      try await browser.open("/me/erase")
      #expect(try await browser.send("/me/erase", [("password", PeopleHarness.password)]).status == 422)
      #expect(try await browser.send("/me/erase", [("password", "pas le bon"), ("sure", "1")]).status == 422)
      #expect(try place.site.store.person(person).identity() != nil)
      try await browser.send("/me/erase", [("password", PeopleHarness.password), ("sure", "1")])
      #expect(try place.site.store.person(person).identity() == nil)
      #expect(try await browser.open("/me").path == "/login")
      #expect(try await place.signIn("Jeanne", browser).status == 422)
    }
  }

  @Test func `The last owner of a firm is told where to name another`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      try await browser.open("/me/erase")
      let page = try await browser.send("/me/erase", [("password", PeopleHarness.password), ("sure", "1")])
      #expect(page.status == 422)
      #expect(page.text.contains("<a href=\"/firms/\(firm.id.number)/people\">Menuiserie Garnier</a>"))
      #expect(try place.site.store.person(person).identity() != nil)
    }
  }

  @Test func `Guessing the password of somebody who left the room is held back`() async throws {
    try await PeopleHarness.open { place in
      let (browser, _) = try await place.signedIn("Jeanne")
      try await browser.open("/me/erase")
      for _ in 1...10 {
        #expect(try await browser.send("/me/erase", [("password", "pas le bon"), ("sure", "1")]).status == 422)
      }
      #expect(
        try await browser.submit("/me/erase", [("password", PeopleHarness.password), ("sure", "1")]).status == 429)
    }
  }
}

extension PeopleHarness {
  /// A session in another browser.
  func open(sessionOf person: PersonID, _ agent: String) async throws {
    try site.store.sessions.open(
      SessionStore.Session(
        tokenSHA256: site.secret().sha256, person: person, agent: agent, openedAt: clock.now, seenAt: clock.now,
        expiresAt: clock.now.adding(seconds: 3600)))
  }
}
