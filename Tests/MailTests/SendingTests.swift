import Foundation
import Quantities
import TestPeers
import Testing

@testable import Mail

@Suite struct SendingTests {
  private let noon = Timestamp(milliseconds: 1_795_348_800_000)
  private let secret = "s3cret pâss"

  private func server(
    _ port: Int, user: String? = nil, startTLS: MailServer.StartTLS = .none, scheme: String = "smtp"
  ) throws -> MailServer {
    try MailServer(
      url: "\(scheme)://127.0.0.1:\(port)", user: user, password: user.map { _ in Secret(secret) },
      from: MailAddress("compte@sillage.example", name: "Sillage"), startTLS: startTLS)
  }

  private func letter(_ text: String = "Bonjour", html: String? = nil) throws -> Letter {
    try Letter(
      to: MailAddress("jean@menuiserie.fr"), subject: "Votre compte est prêt", text: text, html: html, language: "fr")
  }

  /// Sends where waiting harms nobody.
  private func send(_ letter: Letter, _ server: MailServer, timeout: Int = 10) async throws -> Diagnostic? {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { [noon] in
        do throws(Refusal) {
          try server.send(letter, id: "a1", date: noon, timeout: timeout)
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: error.diagnostics[0])
        }
      }
    }
  }

  @Test func `A letter arrives as it was written, to the byte`() async throws {
    let taker = try LetterServer()
    defer { taker.stop() }
    let text = """
      Été comme hiver, à l'œuvre — 12 kgCO₂e
      .
      .. deux points
      .fin
      \(String(repeating: "une très longue ligne ", count: 200))

      From: personne
      """
    let letter = try letter(text, html: "<p>Été</p>")
    #expect(try await send(letter, try server(taker.port)) == nil)
    let from = try MailAddress("compte@sillage.example", name: "Sillage")
    #expect(taker.messages == [try letter.message(from: from, id: "a1", date: noon)])
    let received = try #require(taker.messages.first)
    #expect(String(decoding: decoded(received), as: UTF8.self).contains(text.replacing("\n", with: "\r\n")))
    #expect(
      taker.commands.prefix(3).map { $0.prefix(40) } == [
        "EHLO sillage.example", "MAIL FROM:<compte@sillage.example>", "RCPT TO:<jean@menuiserie.fr>",
      ])
  }

  @Test func `A megabyte arrives whole`() async throws {
    let taker = try LetterServer()
    defer { taker.stop() }
    let letter = try letter(String(repeating: "0123456789abcdé\n", count: 60_000))
    #expect(try await send(letter, try server(taker.port)) == nil)
    #expect(taker.messages == [try letter.message(from: try server(1).from, id: "a1", date: noon)])
  }

  @Test func `The login is spoken in PLAIN`() async throws {
    let taker = try LetterServer()
    defer { taker.stop() }
    #expect(try await send(letter(), try server(taker.port, user: "compte")) == nil)
    let plain = Data("\0compte\0\(secret)".utf8).base64EncodedString()
    let spoken = taker.commands.filter { $0.hasPrefix("AUTH") || $0 == plain }.joined(separator: " ")
    #expect(spoken == "AUTH PLAIN \(plain)")
  }

  @Test(arguments: [
    ("AUTH", "535 5.7.8 no", "mail.login-refused"), ("MAIL", "553 not you", "mail.sender-refused"),
    ("RCPT", "550 5.1.1 unknown", "mail.recipient-refused"), ("DATA", "451 later", "mail.letter-refused"),
    (".", "554 spam", "mail.letter-refused"), ("EHLO", "421 closing", "mail.unreachable"),
  ])
  func `Each refusal has its name and no secret`(command: String, answer: String, key: String) async throws {
    var manners = LetterServer.Manners()
    manners.answers = [command: answer]
    // With HELO instead of EHLO no login is possible: both are refused.
    if command == "EHLO" { manners.answers["HELO"] = answer }
    let taker = try LetterServer(manners)
    defer { taker.stop() }
    let fault = try #require(try await send(letter(), try server(taker.port, user: "compte")))
    #expect(fault.message.key == key)
    #expect(!"\(fault.message)".contains(secret))
    if key == "mail.recipient-refused" {
      #expect(fault.message.values["to"] == "jean@menuiserie.fr")
      #expect(fault.message.values["code"] == 550)
    }
  }

  @Test func `A server that never answers is given up`() async throws {
    var manners = LetterServer.Manners()
    manners.isSilent = true
    let taker = try LetterServer(manners)
    defer { taker.stop() }
    let fault = try await send(letter(), try server(taker.port), timeout: 1)
    #expect(fault?.message.key == "mail.timeout")
  }

  @Test func `Where nobody listens, that is said`() async throws {
    let taker = try LetterServer()
    taker.stop()
    #expect(try await send(letter(), try server(taker.port), timeout: 2)?.message.key == "mail.unreachable")
  }

  @Test func `No letter leaves in clear where the line must be secret`() async throws {
    let taker = try LetterServer()
    defer { taker.stop() }
    let fault = try await send(letter(), try server(taker.port, user: "compte", startTLS: .required))
    #expect(fault?.message.key == "mail.not-secure")
    #expect(taker.messages.isEmpty)
    #expect(!taker.commands.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
  }

  @Test func `A server that speaks in clear is no secret line`() async throws {
    let taker = try LetterServer()
    defer { taker.stop() }
    let fault = try await send(letter(), try server(taker.port, scheme: "smtps"), timeout: 2)
    #expect(["mail.not-secure", "mail.timeout"].contains(fault?.message.key))
    #expect(taker.messages.isEmpty)
  }
}

@Suite struct MailServerTests {
  private func key(
    _ url: String, user: String? = nil, password: String? = nil, startTLS: MailServer.StartTLS = .required
  ) throws -> String? {
    let from = try MailAddress("compte@sillage.example")
    do throws(Refusal) {
      _ = try MailServer(
        url: url, user: user, password: password.map { Secret($0) }, from: from, startTLS: startTLS)
      return nil
    } catch {
      return error.diagnostics.first?.message.key
    }
  }

  @Test(arguments: [
    "http://mail.example:25", "smtp://", "smtp://u:p@mail.example", "smtp://mail.example/x", "smtp://mail.example?x",
    "smtp://mail.example:0", "smtp://mail.example:70000", "mail.example", "", "smtp://mail example",
  ])
  func `What is no mail server is refused`(url: String) throws {
    #expect(try key(url) == "mail.server-wrong")
  }

  @Test func `Servers have their usual ports`() throws {
    let from = try MailAddress("compte@sillage.example")
    #expect(try MailServer(url: "smtps://mail.example", from: from).port == 465)
    #expect(try MailServer(url: "smtp://mail.example", from: from).port == 587)
    #expect(try MailServer(url: "smtp://mail.example:2525", from: from).port == 2525)
  }

  @Test func `Passwords travel in secret or not at all`() throws {
    #expect(try key("smtp://mail.example", user: "u", password: "p") == nil)
    #expect(
      try key("smtp://mail.example", user: "u", password: "p", startTLS: .opportunistic) == "mail.password-in-clear")
    #expect(try key("smtp://mail.example", startTLS: .opportunistic) == nil)
    #expect(try key("smtp://mail.example", startTLS: .none) == "mail.server-wrong")
    #expect(try key("smtp://localhost:25", user: "u", password: "p", startTLS: .none) == nil)
    #expect(try key("smtp://mail.example", user: "u") == "mail.server-wrong")
    #expect(try key("smtp://mail.example", user: "u", password: "p\r\nQUIT") == "mail.server-wrong")
  }

  @Test func `Whatever prints a server prints no password`() throws {
    let server = try MailServer(
      url: "smtps://mail.example", user: "u", password: Secret("s3cret"), from: MailAddress("a@b.example"))
    var dumped = ""
    dump(server, to: &dumped)
    #expect(!"\(server) \(String(reflecting: server)) \(dumped)".contains("s3cret"))
  }
}
