import Foundation
import Quantities
import Testing

@testable import Identity

@Suite struct SecretTokenTests {
  @Test func `A token has 256 bits and is kept as its hash`() throws {
    var generator = SeededGenerator(seed: 1)
    let token = SecretToken(using: &generator)
    #expect(token.text.count == 43)
    #expect(SecretToken(token.text)?.text == token.text)
    #expect(token.sha256.count == 64)
    #expect(SecretToken(using: &generator).text != token.text)
  }

  @Test func `What cannot be a token is none`() {
    var generator = SeededGenerator(seed: 1)
    let text = SecretToken(using: &generator).text
    // The last character carries four bits: another spelling of the same bytes is refused.
    for wrong in ["", text + "A", String(text.dropLast()), "=" + text.dropFirst(), "é" + text.dropFirst(2)] {
      #expect(SecretToken(wrong) == nil, "\(wrong)")
    }
    let spellings = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".filter {
      SecretToken(text.dropLast() + String($0)) != nil
    }
    #expect(spellings.count == 16)
  }

  @Test func `A form token is right for its session alone`() {
    var generator = SeededGenerator(seed: 2)
    let (mine, other) = (SecretToken(using: &generator), SecretToken(using: &generator))
    let token = FormToken(session: mine)
    #expect(FormToken.isRight(token.text, session: mine))
    #expect(!FormToken.isRight(token.text, session: other))
    #expect(!FormToken.isRight("", session: mine))
    #expect(!FormToken.isRight(token.text.dropLast() + "", session: mine))
  }
}

@Suite struct PasswordHashTests {
  private let light = PasswordHash.Effort(cost: 10, blocks: 8, lanes: 1)

  @Test func `A hash matches its password, and survives being kept`() throws {
    var generator = SeededGenerator(seed: 3)
    let hash = try PasswordHash("quatre mots sans rapport", effort: light, using: &generator)
    let kept = try #require(PasswordHash(kept: hash.text))
    #expect(try kept.matches("quatre mots sans rapport"))
    #expect(try !kept.matches("quatre mots sans rapports"))
    #expect(kept.isDated)
    #expect(try PasswordHash("quatre mots sans rapport", effort: light, using: &generator).text != hash.text)
  }

  @Test func `An accent typed in two ways is the same password`() throws {
    var generator = SeededGenerator(seed: 4)
    let hash = try PasswordHash("été à la plage", effort: light, using: &generator)
    #expect(try hash.matches("e\u{301}te\u{301} a\u{300} la plage"))
  }

  @Test func `The usual effort is what ASVS asks`() throws {
    var generator = SeededGenerator(seed: 5)
    let hash = try PasswordHash("x", using: &generator)
    #expect(hash.text.hasPrefix("scrypt$17$8$1$"))
    #expect(!hash.isDated)
  }

  @Test func `A hash agrees with that of another implementation`() throws {
    // hashlib.scrypt(b"pleaseletmein", salt=b"SodiumChlorideXX", n=16384, r=8, p=1, dklen=32) of Python.
    let kept = "scrypt$14$8$1$U29kaXVtQ2hsb3JpZGVYWA==$qoO5uPmn1ZlMEv/5LVYAy23giCraB+wz6S8naTjrRmU="
    #expect(try #require(PasswordHash(kept: kept)).matches("pleaseletmein"))
  }

  @Test func `A text that asks too much, or is no hash, is refused`() {
    let key = Data(repeating: 1, count: 32).base64EncodedString()
    let salt = Data(repeating: 2, count: 16).base64EncodedString()
    #expect(PasswordHash(kept: "scrypt$17$8$1$\(salt)$\(key)") != nil)
    for wrong in [
      "", "scrypt$30$8$1$\(salt)$\(key)", "scrypt$17$800$1$\(salt)$\(key)", "bcrypt$17$8$1$\(salt)$\(key)",
      "scrypt$17$8$1$\(salt)$AAAA", "scrypt$17$8$1$AAAA$\(key)", "scrypt$-1$8$1$\(salt)$\(key)",
    ] {
      #expect(PasswordHash(kept: wrong) == nil, "\(wrong)")
    }
  }
}
