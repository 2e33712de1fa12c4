import Quantities
import Storage
import Testing

@testable import Website

/// How many passwords may be tried, by whom; who is counted as one asker, and what the log says of them.
@Suite struct PeopleTriesTests {
  private let session = "sillage-session"

  @Test func `A network is held to ten passwords on an account in a quarter of an hour, and locks nobody else out`()
    async throws
  {
    try await behindProxy { place async throws in
      _ = try place.person("Jeanne")
      let (stranger, owner) = (from("203.0.113.7", place), from("198.51.100.1", place))
      for _ in 1...10 {
        #expect(try await place.signIn("Jeanne", stranger, password: "pas le bon mot de passe").status == 422)
      }
      #expect(try await place.signIn("Jeanne", stranger).status == 429)
      #expect(stranger.cookies[session] == nil)
      #expect(place.log.has("limit reached limit=sign-in-account"))
      // The account's own person, elsewhere, is not asked to wait.
      #expect(try await place.signIn("Jeanne", owner).path == "/me")
      place.clock.move(seconds: 900)
      #expect(try await place.signIn("Jeanne", stranger).status == 200)
    }
  }

  @Test func `Guessing from many networks leaves each of them fewer tries, and never the owner none`() async throws {
    try await behindProxy { place async throws in
      _ = try place.person("Jeanne")
      var wrong = 0
      var refused = 0
      // Everybody tries as often as they may.
      for network in 1...60 {
        let browser = from("203.0.113.\(network)", place)
        for _ in 1...11 {
          guard try await place.signIn("Jeanne", browser, password: "pas le bon mot de passe").status == 422 else {
            refused += 1
            break
          }
          wrong += 1
        }
      }
      // Three networks with ten tries, twenty-three with three, the others with one: not sixty times ten.
      #expect(refused == 60 && wrong == 30 + 69 + 34)
      #expect(place.log.has("many wrong passwords on one account count=30"))
      #expect(place.log.has("many wrong passwords on one account count=100"))
      #expect(try await place.signIn("Jeanne", from("198.51.100.1", place)).path == "/me")
      // Whoever has no access here is met by the same answers.
      let probe = from("203.0.113.200", place)
      for _ in 1...10 { #expect(try await place.signIn("Personne", probe).status == 422) }
      #expect(try await place.signIn("Personne", probe).status == 429)
    }
  }

  @Test func `All addresses of an IPv6 line are one asker`() async throws {
    try await behindProxy { place async throws in
      for count in 1...20 {
        let browser = from("2001:db8:1:2::\(String(count, radix: 16))", place)
        #expect(try await place.signIn("Inconnu\(count)", browser).status == 422)
      }
      #expect(try await place.signIn("Encore", from("2001:db8:1:2:ffff::1", place)).status == 429)
      #expect(try await place.signIn("Encore", from("2001:db8:1:3::1", place)).status == 422)
      #expect(place.log.has("who=2001:db8:1:2::/64"))
    }
  }

  @Test func `Who asks too often is noted by number once signed in, never by address or name`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      for _ in 1...11 {
        try await browser.open("/me")
        try await browser.submit("/me/password", [("password", "pas le bon"), ("new", "pas le bon")])
      }
      #expect(browser.page.status == 429)
      #expect(place.log.has("limit reached limit=password") && place.log.has("who=person:\(person.number)"))
      for line in place.log.lines { #expect(!line.contains("@") && !line.contains("Jeanne"), "\(line)") }
    }
  }

  private func behindProxy(_ body: @Sendable (PeopleHarness) async throws -> Void) async throws {
    try await PeopleHarness.open({ $0.isBehindProxy = true }, body)
  }

  private func from(_ address: String, _ place: PeopleHarness) -> Browser {
    let browser = place.browser()
    browser.forwardedFor = address
    return browser
  }
}
