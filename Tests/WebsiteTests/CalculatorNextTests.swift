import Foundation
import HTTPTypes
import Mail
import Quantities
import ReferenceData
import TestPeers
import Testing
import UseCases

@testable import Website

/// What comes after the calculator's result: why an account says otherwise, opening one, a letter to oneself.
@Suite struct CalculatorNextTests {
  @Test
  func `The result says why an account gives another figure, and opens one with the firm's name`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      let page = try await CalculatorPageTests.filled(browser)
      #expect(page.shows("Pourquoi un compte donne un autre chiffre"))
      #expect(page.shows("tiennent en \(site.site.library.questionnaire.questions.count - 1) questions"))
      #expect(page.text.contains("formaction=\"/calculator/account\""))
      // Without a mail server nobody is asked for an address.
      #expect(!page.text.contains("/calculator/letter"))
      let start = try await send(browser, page, "/calculator/account")
      #expect(start.status == 200 && start.forms("/signup").count == 1 && start.shows("value=\"Atelier Zéphyrine\""))
      let made = try await browser.send(
        "/signup",
        [
          ("name", "Jeanne"), ("firm", "Atelier Zéphyrine"), ("email", "j@exemple.fr"),
          ("password", PeopleHarness.password),
        ])
      #expect(made.path.hasSuffix("/ledger") && made.shows("Atelier Zéphyrine"))
    }
    try await SiteHarness.open {
      $0.isOpen = false
    } _: { site async throws in
      #expect(try await !CalculatorPageTests.filled(Browser(client: site.client)).text.contains("/calculator/account"))
    }
  }

  @Test
  func `The result goes by letter to whoever asks, without anything they typed in words, and is not kept`() async throws
  {
    try await withLetters { place, server in
      let browser = place.browser()
      let page = try await CalculatorPageTests.filled(browser)
      let sent = try await send(browser, page, "/calculator/letter", [("email", "jeanne@exemple.fr")])
      #expect(sent.status == 200 && sent.shows("Le courriel part."))
      for _ in 1...100 where server.messages.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
      let bytes = try #require(server.messages.first)
      // Quoted-printable: soft line ends go.
      let text = String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "")
      #expect(text.contains("To: jeanne@exemple.fr") && text.contains("gCO2e/=E2=82=AC HT, compte 2024"))
      #expect(text.contains("Total") && text.contains("http://127.0.0.1:8080/calculator"))
      for words in ["phyrine", "Quintuple", "Ombeline"] { #expect(!text.contains(words), "\(words)") }
      #expect(!place.log.lines.contains { $0.contains("exemple.fr") })
      // A wrong address is told, and what was typed stays.
      let wrong = try await send(browser, sent, "/calculator/letter", [("email", "pas une adresse")])
      #expect(wrong.status == 422 && wrong.shows("value=\"pas une adresse\"") && wrong.text.contains("id=\"result\""))
      // Without the form's token nothing goes.
      let body = CalculatorPageTests.typed.map { "\(Browser.escaped($0.0))=\(Browser.escaped($0.1))" }.joined(
        separator: "&")
      let forged = try await browser.request(
        .post, "/calculator/letter", ["content-type": "application/x-www-form-urlencoded"],
        Array((body + "&email=jeanne%40exemple.fr").utf8))
      #expect(forged.status == 403)
      // Three a day to one address, whoever asks; ten an hour for one asker.
      for status in [200, 200, 429] {
        let again = try await CalculatorPageTests.filled(browser)
        #expect(try await send(browser, again, "/calculator/letter", [("email", "Jeanne@exemple.fr")]).status == status)
      }
      for count in 1...8 {
        let again = try await CalculatorPageTests.filled(browser)
        let answer = try await send(browser, again, "/calculator/letter", [("email", "a\(count)@exemple.fr")])
        #expect(answer.status == (count <= 4 ? 200 : 429), "\(count)")
      }
      for _ in 1...100 where server.messages.count < 7 { try await Task.sleep(for: .milliseconds(50)) }
      try await Task.sleep(for: .milliseconds(200))
      #expect(server.messages.count == 7)
    }
  }

  /// Sends the form of the calculator to the address of another of its buttons.
  private func send(
    _ browser: Browser, _ page: Page, _ address: String, _ more: [(String, String)] = []
  ) async throws -> Page {
    let fields = page.hidden("/calculator#result") + CalculatorPageTests.typed + more
    let body = fields.map { "\(Browser.escaped($0.0))=\(Browser.escaped($0.1))" }.joined(separator: "&")
    return try await browser.request(
      .post, address, ["content-type": "application/x-www-form-urlencoded"], Array(body.utf8))
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
}
