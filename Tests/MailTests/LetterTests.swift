import Foundation
import Quantities
import Testing

@testable import Mail

@Suite struct LetterTests {
  private let noon = Timestamp(milliseconds: 1_795_348_800_000)

  private func message(_ subject: String = "Bonjour", _ text: String = "Texte", html: String? = nil) throws -> String {
    let letter = try Letter(
      to: MailAddress("jean@menuiserie.fr", name: "Jean Garnier"), subject: subject, text: text, html: html,
      language: "fr")
    let from = try MailAddress("compte@sillage.example", name: "Sillage, à votre service")
    return String(decoding: try letter.message(from: from, id: "a1-b2", date: noon), as: UTF8.self)
  }

  private func key(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch let refusal as Refusal {
      return refusal.diagnostics.first?.message.key
    } catch {
      return "\(error)"
    }
  }

  @Test func `The headers say who, when and in what language`() throws {
    let lines = try message().components(separatedBy: "\r\n")
    let service = Data("Sillage, à votre service".utf8).base64EncodedString()
    #expect(lines.starts(with: ["From: =?utf-8?B?\(service)?=", " <compte@sillage.example>"]))
    #expect(lines.contains("Subject: Bonjour"))
    #expect(lines.contains("Date: Sun, 22 Nov 2026 12:00:00 +0000"))
    #expect(lines.contains("Message-ID: <a1-b2@sillage.example>"))
    #expect(lines.contains("Content-Language: fr"))
    #expect(lines.contains("Auto-Submitted: auto-generated"))
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_709_251_199_000, "Thu, 29 Feb 2024 23:59:59 +0000"),
    (-1000, "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `Dates have their weekday`(milliseconds: Int64, text: String) {
    #expect(HeaderText.date(Timestamp(milliseconds: milliseconds)) == text)
  }

  @Test(arguments: [
    "Bonjour\r\nBcc: autre@exemple.fr", "Bonjour\nX: y", "Bonjour\rX: y", "a\u{0}b", "a\u{2028}b", "a\u{85}b",
  ])
  func `No text can begin a header`(text: String) throws {
    let address = try MailAddress("jean@menuiserie.fr")
    #expect(key { _ = try Letter(to: address, subject: text, text: "", language: "fr") } == "mail.text-wrong")
    #expect(key { _ = try MailAddress("jean@menuiserie.fr", name: text) } == "mail.text-wrong")
    #expect(key { _ = try MailAddress("jean@menuiserie.fr\(text)") } == "mail.address-wrong")
    #expect(key { _ = try Letter(to: address, subject: "", text: "", language: text) } == "mail.text-wrong")
    let letter = try Letter(to: address, subject: "", text: "", language: "fr")
    #expect(key { _ = try letter.message(from: address, id: text, date: noon) } == "mail.text-wrong")
  }

  @Test(arguments: [
    "jean", "@exemple.fr", "jean@", "jean@exemple", "jean@@exemple.fr", "jean garnier@exemple.fr", "jéan@exemple.fr",
    "<jean@exemple.fr>", "jean@exemple.fr>", "jean@-exemple.fr", "jean@exemple..fr", ".jean@exemple.fr",
    "\"j\"@exemple.fr",
    "jean@exemple.fr,autre@exemple.fr", String(repeating: "a", count: 65) + "@exemple.fr",
  ])
  func `What is no address is refused`(text: String) {
    #expect(key { _ = try MailAddress(text) } == "mail.address-wrong")
  }

  @Test(arguments: ["jean@exemple.fr", "jean.garnier+compte@mail.exemple-long.co", "o'neil@exemple.fr"])
  func `Usual addresses are taken`(text: String) throws {
    #expect(try MailAddress(text).address == text)
  }

  @Test func `Beyond the limits a letter is refused`() throws {
    let address = try MailAddress("jean@menuiserie.fr")
    let long = String(repeating: "a", count: (1 << 20) + 1)
    #expect(key { _ = try Letter(to: address, subject: "", text: long, language: "fr") } == "mail.too-long")
    #expect(key { _ = try Letter(to: address, subject: "", text: "", html: long, language: "fr") } == "mail.too-long")
    let subject = String(repeating: "é", count: 151)
    #expect(key { _ = try Letter(to: address, subject: subject, text: "", language: "fr") } == "mail.too-long")
  }

  @Test(arguments: [
    "Votre compte carbone de l'année est prêt : à vérifier avant la clôture, s'il vous plaît, vite — merci 🌱🌱🌱",
    "=?utf-8?B?Y29waWU=?=", String(repeating: "long ", count: 30), "",
  ])
  func `Subjects read back as they were written`(subject: String) throws {
    let lines = try message(subject).components(separatedBy: "\r\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
    let folded = [String(lines[start].dropFirst(9))] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
    let words = folded.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(words.allSatisfy { $0.utf8.count <= 75 })
    let read = words.map { word in
      guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?=") else { return word }
      return Data(base64Encoded: String(word.dropFirst(10).dropLast(2))).map { String(decoding: $0, as: UTF8.self) }
        ?? ""
    }
    #expect(read.joined() == subject)
  }

  @Test(arguments: [
    "Été\nà\r\nla\rplage", ".\n..\n.a", "From here\nF", "fin d'espace \net tabulation\t\n",
    String(repeating: "é", count: 400),
    String(repeating: "x", count: 75) + "y", String(repeating: "x", count: 76), "=3D =", "", "🌱 ", "a\u{1}b",
  ])
  func `Texts read back as they were written, in short lines`(text: String) {
    let bytes = QuotedPrintable.encode(text)
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasPrefix(".") && !$0.hasPrefix("From") })
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
    #expect(bytes.allSatisfy { $0 == 0x0D || $0 == 0x0A || $0 == 0x09 || (0x20...0x7E).contains($0) })
    let ended = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n")
    #expect(decoded(bytes) == Array(ended.utf8))
  }

  @Test func `A page stands beside its text`() throws {
    let text = try message("Bonjour", "Texte — 1", html: "<p>Page — 1</p>")
    let parts = text.components(separatedBy: "\r\n--=_a1-b2")
    #expect(parts.count == 4)
    #expect(parts[0].contains("Content-Type: multipart/alternative;\r\n boundary=\"=_a1-b2\""))
    #expect(parts[1].contains("text/plain") && parts[1].hasSuffix("Texte =E2=80=94 1"))
    #expect(parts[2].contains("text/html") && parts[2].hasSuffix("<p>Page =E2=80=94 1</p>"))
    #expect(parts[3] == "--\r\n")
  }
}

/// Undoes quoted-printable, as a reader of mail does.
func decoded(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    guard bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count else {
      result.append(bytes[index])
      index += 1
      continue
    }
    if bytes[index + 1] != 0x0D {
      result.append(UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16) ?? 0)
    }
    index += 3
  }
  return result
}
