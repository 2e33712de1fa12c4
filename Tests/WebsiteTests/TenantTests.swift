import Demonstration
import HTTPTypes
import Identity
import Storage
import Testing

@testable import Website

/// Every address about a firm, asked by somebody who takes no part in it: there is nothing there.
@Suite("A firm's pages and its strangers")
struct TenantTests {
  private struct Asked {
    let route: Route
    let address: String
    let isUpload: Bool
  }

  /// Every route about a firm, with that firm and its year in its place.
  private static func routes(_ year: JoineryYear) -> [Asked] {
    Routes.all.compactMap { route in
      let isUpload: Bool
      switch route.handler {
      case .firm: isUpload = false
      case .upload: isUpload = true
      default: return nil
      }
      let address = route.path.replacing(":firm", with: "\(year.firm.id.number)").replacing(":year", with: "2023")
        .split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }.joined(separator: "/")
      return Asked(route: route, address: "/" + address, isUpload: isUpload)
    }
  }

  /// What a browser would send, with the right token of whoever asks.
  private static func ask(_ asked: Asked, _ browser: Browser) async throws -> Page {
    guard asked.route.method == .post else { return try await browser.request(asked.route.method, asked.address) }
    let token = browser.cookies["sillage-session"].flatMap { SecretToken($0) }.map { FormToken(session: $0).text } ?? ""
    guard asked.isUpload else {
      return try await browser.request(
        .post, asked.address, ["content-type": "application/x-www-form-urlencoded"],
        Array("token=\(Browser.escaped(token))".utf8))
    }
    let body = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token)\r\n--b--\r\n"
    return try await browser.request(
      .post, asked.address, ["content-type": "multipart/form-data; boundary=b"], Array(body.utf8))
  }

  @Test func `Whoever takes no part in a firm finds none of its addresses, whatever they ask`() async throws {
    try await SiteHarness.open { harness in
      let year = try JoineryYear(harness)
      try await year.start()
      let stranger = try harness.person("Zoé")
      _ = try harness.firm("Autre", of: stranger)
      let routes = Self.routes(year)
      #expect(routes.count > 50)
      for asked in routes {
        let answer = try await Self.ask(asked, stranger)
        #expect(answer.status == 404, "\(asked.route.method) \(asked.route.path)")
        #expect(!answer.text.contains(JoineryYear.demo.name), "\(asked.route.path)")
      }
    }
  }

  @Test func `Nobody at all is led to the door, or refused`() async throws {
    try await SiteHarness.open { harness in
      let year = try JoineryYear(harness)
      let nobody = Browser(client: harness.client)
      for asked in Self.routes(year) {
        let answer = try await Self.ask(asked, nobody)
        let isLed = answer.status == 303 && answer.headers[.location]?.hasPrefix("/login") == true
        #expect(isLed || answer.status == 403, "\(asked.route.method) \(asked.route.path) \(answer.status)")
      }
    }
  }

  @Test func `Its owner finds them`() async throws {
    try await SiteHarness.open { harness in
      let year = try JoineryYear(harness)
      try await year.start()
      for page in ["reading", "purchases", "questions", "account", "statement", "entries", "activities", "rules"] {
        #expect(try await year.owner.request(.get, year.path("/\(page)")).status == 200, "\(page)")
      }
    }
  }
}
