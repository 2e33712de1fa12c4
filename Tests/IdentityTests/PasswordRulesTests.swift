import Foundation
import Quantities
import TestSupport
import Testing

@testable import Identity

@Suite struct PasswordRulesTests {
  private let rules: PasswordRules

  init() throws {
    rules = PasswordRules(
      common: String(decoding: try Checkout.bytes("Sources/Identity/Data/common-passwords.txt"), as: UTF8.self))
  }

  private func fault(_ password: String, _ known: String...) -> String? {
    rules.fault(of: password, known: known)?.message.key
  }

  @Test(arguments: [
    "cheval batterie agrafe correct", "Tx9!kkw02-Zq1", "l'eau de la rivière monte", "日本語のパスワードを使います",
    String(repeating: "ab3d9", count: 25),
  ])
  func `Long and unlikely passwords are accepted, of whatever characters`(password: String) {
    #expect(fault(password, "jean@menuiserie.fr") == nil)
  }

  @Test(arguments: [
    ("court", "identity.password-short"), (String(repeating: "ab3d9", count: 26), "identity.password-long"),
    ("motdepasse123!", "identity.password-common"), ("Password-Password", "identity.password-common"),
    ("aaaaaaaaaaaa1", "identity.password-common"), ("abcdefghijklmnop", "identity.password-common"),
    ("9876543210987", "identity.password-common"), ("Marseille-1313!", "identity.password-common"),
  ])
  func `What anybody would try is refused`(password: String, key: String) {
    #expect(fault(password) == key)
  }

  @Test func `What anybody knows of the person is no secret`() {
    #expect(fault("Menuiserie2024", "contact@menuiserie.fr", "Jean Garnier") == "identity.password-guessable")
    #expect(fault("garnier-jean-12", "Jean Garnier") == "identity.password-guessable")
    #expect(fault("garnier et sept marteaux", "Jean Garnier") == nil)
  }
}

@Suite struct OneTimeCodeTests {
  /// RFC 6238, appendix B (SHA-1): the last six of the eight digits.
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `Codes are those of RFC 6238`(seconds: Int64, code: String) {
    let secret = OneTimeSecret(kept: Array("12345678901234567890".utf8))
    #expect(secret.code(at: Timestamp(milliseconds: seconds * 1000)) == code)
  }

  @Test func `A code is accepted once, with half a minute's tolerance`() throws {
    var generator = SeededGenerator(seed: 1)
    let secret = OneTimeSecret(using: &generator)
    let now = Timestamp(milliseconds: 1_767_225_600_000)
    let code = secret.code(at: now)
    let step = try #require(secret.accept(" \(code.prefix(3)) \(code.suffix(3))", after: nil, at: now))
    #expect(secret.accept(code, after: step, at: now) == nil)
    #expect(secret.accept(code, after: nil, at: now.adding(seconds: 30)) == step)
    #expect(secret.accept(code, after: nil, at: now.adding(seconds: -30)) == step)
    #expect(secret.accept(code, after: nil, at: now.adding(seconds: 90)) == nil)
    for wrong in ["", "12345", "abcdef", code + "0"] { #expect(secret.accept(wrong, after: nil, at: now) == nil) }
  }

  @Test func `The secret is shown as applications expect it`() {
    let secret = OneTimeSecret(kept: Array("12345678901234567890".utf8))
    #expect(secret.typedText == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    #expect(
      secret.address(account: "jean@exemple.fr", issuer: "Sillage été")
        == "otpauth://totp/Sillage%20%C3%A9t%C3%A9:jean@exemple.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Sillage%20%C3%A9t%C3%A9")
  }
}
