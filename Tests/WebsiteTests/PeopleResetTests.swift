import Foundation
import Identity
import Mail
import Quantities
import Storage
import TestPeers
import Testing

@testable import Website

/// Forgotten passwords and letters.
@Suite struct PeopleResetTests {
  @Test func `A forgotten password is chosen anew by a link that a letter brings, once`() async throws {
    try await withLetters { place, server in
      let (old, person) = try await place.signedIn("Jeanne")
      let secret = try place.secondFactor(of: person)
      let browser = place.browser()
      try await browser.open("/password")
      #expect(try await browser.send("/password", [("email", PeopleHarness.address("Jeanne"))]).status == 200)
      let path = try await link(in: server)
      try await browser.open(path)
      #expect(try await browser.send(path, [("password", "motdepasse123")]).status == 422)
      let new = "la pluie après le vent"
      let page = try await browser.send(path, [("password", new)])
      #expect(page.path == "/login" && page.shows("Votre nouveau mot de passe est en place."))
      #expect(try await place.browser().open(path).status == 410)
      // The other sessions end, and the second factor stays.
      #expect(try await old.open("/me").path == "/login")
      #expect(try await place.signIn("Jeanne", browser).status == 422)
      #expect(try await place.signIn("Jeanne", browser, password: new).path == "/login/code")
      #expect(try await browser.send("/login/code", [("code", secret.code(at: place.clock.now))]).path == "/me")
      let text = place.log.lines.joined(separator: "\n")
      #expect(text.contains("letter sent") && !text.contains("exemple.fr") && !text.contains(path.suffix(43)))
    }
  }

  @Test func `What is answered does not tell whether the address is somebody's`() async throws {
    try await withLetters { place, server in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      var pages: [String] = []
      for name in ["Jeanne", "Personne"] {
        try await browser.open("/password")
        pages.append(try await browser.send("/password", [("email", PeopleHarness.address(name))]).text)
      }
      #expect(pages[0] == pages[1])
      _ = try await link(in: server)
      try await Task.sleep(for: .milliseconds(200))
      #expect(server.messages.count == 1)
      // Beyond three letters an hour nothing changes in the answer, and nothing is sent.
      for _ in 1...3 {
        try await browser.open("/password")
        pages.append(try await browser.send("/password", [("email", PeopleHarness.address("Jeanne"))]).text)
      }
      #expect(Set(pages).count == 1)
      for _ in 1...50 where server.messages.count < 3 { try await Task.sleep(for: .milliseconds(100)) }
      try await Task.sleep(for: .milliseconds(200))
      #expect(server.messages.count == 3)
    }
  }

  @Test func `A link is of use for an hour`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      let address = try PasswordReset.link(for: person, place.site, at: place.clock.now)
      let path = String(address.dropFirst("http://127.0.0.1:8080".count))
      let browser = place.browser()
      #expect(try await browser.open(path).status == 200)
      place.clock.move(seconds: 3600)
      let ended = try await browser.send(path, [("password", "la pluie après le vent")])
      #expect(ended.status == 410 && ended.shows("Il est trop ancien."))
      #expect(
        ended.text.contains("href=\"/password\"") && ended.text.contains("class=\"button quiet\" href=\"/login\""))
    }
  }

  @Test func `A link that leads nowhere says why and where to go`() async throws {
    try await PeopleHarness.open { place in
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie", of: person)
      try await owner.open("/firms/\(firm.id.number)/people")
      let made = try await owner.send(
        "/firms/\(firm.id.number)/people/invite", [("email", ""), ("role", "contributor")])
      let path = try #require(made.secretPath)
      let (guest, guestID) = try await place.signedIn("Paul")
      try await guest.open(path)
      try await guest.send(path)
      #expect(try firm.members().contains { $0.person == guestID })
      // Followed again, by who took it up and by somebody else.
      let again = try await guest.open(path)
      #expect(
        again.status == 410 && again.shows("Il a déjà servi")
          && again.text.contains("class=\"button \" href=\"/firms\""))
      let other = try await place.browser().open(path)
      #expect(other.shows("demandez une nouvelle invitation") && other.text.contains("href=\"/login\""))
      let unknown = try await place.browser().open("/invitation/abc")
      #expect(unknown.status == 410 && unknown.shows("n'a pas été copiée en entier"))
    }
  }

  @Test func `Where no letters are sent the page says whom to ask`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let browser = place.browser()
      let page = try await browser.open("/password")
      #expect(page.shows("Cette instance n'envoie pas de courrier.") && page.forms("/password").isEmpty)
    }
  }

  @Test func `An invitation goes by letter too`() async throws {
    try await withLetters { place, server in
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let path = "/firms/\(firm.id.number)/people"
      try await owner.open(path)
      #expect(
        try await owner.send("\(path)/invite", [("role", "adviser"), ("email", "pas une adresse")]).status == 422)
      #expect(try firm.invitations(at: place.clock.now).isEmpty)
      let made = try await owner.send("\(path)/invite", [("role", "adviser"), ("email", "paul@exemple.fr")])
      let shown = try #require(made.secretPath)
      #expect(try await link(in: server) == shown)
    }
  }

  private func withLetters(_ body: @Sendable (PeopleHarness, LetterServer) async throws -> Void) async throws {
    let server = try LetterServer()
    defer { server.stop() }
    try await PeopleHarness.open {
      $0.mailServer = try MailServer(
        url: "smtp://127.0.0.1:\(server.port)", from: MailAddress("sillage@exemple.fr"), startTLS: .none)
    } _: { place in
      try await body(place, server)
    }
  }

  /// The path of the link in the letter that comes.
  private func link(in server: LetterServer) async throws -> String {
    for _ in 1...100 where server.messages.isEmpty { try await Task.sleep(for: .milliseconds(100)) }
    let bytes = try #require(server.messages.last)
    // Quoted-printable: soft line ends go, `=3D` is `=`.
    let text = String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "").replacing("=3D", with: "=")
    let match = try #require(text.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/[a-z]+\/[A-Za-z0-9_-]{43})/))
    return String(match.1)
  }
}
