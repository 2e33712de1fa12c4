import Foundation
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// The second factor: set, asked for, recovered, removed.
@Suite struct PeopleCodeTests {
  @Test func `A code set with the application is asked for at the next sign-in`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      let page = try await browser.open("/me/factor")
      #expect(page.text.contains("<svg class=\"qr\""))
      let typed = try #require(page.hidden("/me/factor").first { $0.0 == "secret" }?.1)
      #expect(page.text.contains("class=\"code\">\(typed)<"))
      // The application reads the same secret; the site keeps it once a code shows so.
      let wrong = try await browser.send("/me/factor", [("code", "000000"), ("password", PeopleHarness.password)])
      #expect(wrong.status == 422)
      #expect(wrong.hidden("/me/factor").contains { $0.0 == "secret" && $0.1 == typed })
      let secret = OneTimeSecret(kept: try #require(Base32.bytes(typed)))
      let code = secret.code(at: place.clock.now)
      let unsure = try await browser.send("/me/factor", [("code", code), ("password", "pas le bon mot de passe")])
      #expect(unsure.status == 422)
      let done = try await browser.send("/me/factor", [("code", code), ("password", PeopleHarness.password)])
      #expect(done.status == 200)
      let codes = done.text.components(separatedBy: "<li class=\"code\">").dropFirst()
      #expect(codes.count == 10 && Set(codes).count == 10)
      #expect(try place.site.store.people.credential(of: person)?.secondFactor == secret.bytes)

      let other = place.browser()
      #expect(try await place.signIn("Jeanne", other).path == "/login/code")
      #expect(other.cookies["sillage-session"] == nil)
      #expect(try await other.open("/me").path == "/login")
      try await other.open("/login/code?to=/me")
      // The code that set the factor does not serve again.
      #expect(try await other.send("/login/code", [("code", code)]).status == 422)
      place.clock.move(seconds: 30)
      let next = secret.code(at: place.clock.now)
      #expect(try await other.send("/login/code", [("code", next)]).path == "/me")
    }
  }

  @Test func `What stands between password and code opens nothing`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      _ = try place.secondFactor(of: person)
      let browser = place.browser()
      try await place.signIn("Jeanne", browser)
      let half = try #require(browser.cookies["sillage-half"])
      browser.cookies["sillage-session"] = half
      #expect(try await browser.open("/me").path == "/login")
      let owner = try await place.signedIn("Paul")
      #expect(try await owner.browser.open("/login/code").path == "/login")
      // It is not shown among the sessions, and ends with them.
      try place.site.store.sessions.revokeAll(of: person)
      #expect(try await browser.open("/login/code").path == "/login")
    }
  }

  @Test func `A code serves once, in whichever browser`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      let secret = try place.secondFactor(of: person)
      let (one, other) = (place.browser(), place.browser())
      try await place.signIn("Jeanne", one)
      try await place.signIn("Jeanne", other)
      let code = secret.code(at: place.clock.now)
      #expect(try await one.send("/login/code", [("code", code)]).path == "/me")
      #expect(try await other.send("/login/code", [("code", code)]).status == 422)
    }
  }

  @Test func `After five wrong codes the password is asked for again`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      let secret = try place.secondFactor(of: person)
      let browser = place.browser()
      try await place.signIn("Jeanne", browser)
      let wrong = secret.code(at: place.clock.now.adding(seconds: 600))
      for _ in 1...4 {
        #expect(try await browser.send("/login/code", [("code", wrong)]).forms("/login/code").count == 1)
      }
      let last = try await browser.send("/login/code", [("code", wrong)])
      #expect(last.status == 422 && last.forms("/login").count == 1)
      #expect(browser.cookies["sillage-half"] == nil)
      #expect(try await browser.open("/login/code").path == "/login")
      #expect(place.log.has("code refused person=\(person.number)"))
      // Beginning again and again does not help: the account is held to ten codes in a quarter of an hour.
      try await place.signIn("Jeanne", browser)
      for _ in 1...4 { try await browser.send("/login/code", [("code", wrong)]) }
      try await browser.send("/login/code", [("code", wrong)])
      try await place.signIn("Jeanne", browser)
      let right = secret.code(at: place.clock.now)
      #expect(try await browser.send("/login/code", [("code", right)]).status == 429)
    }
  }

  @Test func `The code is awaited for ten minutes`() async throws {
    try await PeopleHarness.open { place in
      let person = try place.person("Jeanne")
      let secret = try place.secondFactor(of: person)
      let browser = place.browser()
      try await place.signIn("Jeanne", browser)
      place.clock.move(seconds: 601)
      let page = try await browser.send("/login/code", [("code", secret.code(at: place.clock.now))])
      #expect(page.status == 422 && page.forms("/login").count == 1)
    }
  }

  @Test func `A recovery code opens the account once`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      _ = try place.secondFactor(of: person)
      try await browser.open("/me/factor")
      let page = try await browser.send("/me/factor/codes", [("password", PeopleHarness.password)])
      let code = try #require(
        page.text.components(separatedBy: "<li class=\"code\">").dropFirst().first?.prefix { $0 != "<" })
      let other = place.browser()
      try await place.signIn("Jeanne", other)
      #expect(try await other.send("/login/code", [("code", code.lowercased())]).path == "/me")
      #expect(try place.site.store.people.credential(of: person)?.recoveryCodes == 9)
      let third = place.browser()
      try await place.signIn("Jeanne", third)
      #expect(try await third.send("/login/code", [("code", String(code))]).status == 422)
    }
  }

  @Test func `Removing the factor asks for the password, and takes the recovery codes away`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      _ = try place.secondFactor(of: person)
      try place.site.store.people.setRecoveryCodes(["a", "b"], of: person)
      try await browser.open("/me/factor")
      #expect(try await browser.send("/me/factor/remove", [("password", "pas le bon")]).status == 422)
      #expect(try place.site.store.people.credential(of: person)?.secondFactor != nil)
      try await browser.send("/me/factor/remove", [("password", PeopleHarness.password)])
      let credential = try #require(try place.site.store.people.credential(of: person))
      #expect(credential.secondFactor == nil && credential.recoveryCodes == 0)
    }
  }

  @Test func `A recovery code reads however it is typed`() {
    var generator = SystemRandomNumberGenerator()
    let code = RecoveryCode(using: &generator)
    #expect(code.text.count == 19)
    #expect(RecoveryCode(typed: code.text.lowercased().replacing("-", with: " "))?.letters == code.letters)
    #expect(RecoveryCode(typed: "OIL0-1111-2222-3333")?.letters == "0110111122223333")
    for text in ["", "123456", "ABCD-EFGH-JKMN-PQR", "ABCD-EFGH-JKMN-PQR!"] {
      #expect(RecoveryCode(typed: text) == nil)
    }
  }
}

/// What an authenticator application makes of letters that were typed.
private enum Base32 {
  static func bytes(_ text: String) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = text.filter { $0 != " " }.compactMap { alphabet.firstIndex(of: $0) }.flatMap { value in
      (0..<5).map { value >> (4 - $0) & 1 }
    }
    guard bits.count == 160 else { return nil }
    return stride(from: 0, to: 160, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
    }
  }
}
