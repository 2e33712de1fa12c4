import Foundation
import HTTPTypes
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// What holds for every form and every page: nobody else's page sends our forms, and browsers are told what not to do.
@Suite struct PeopleFormTests {
  @Test func `No form is taken without its token, with another's, or from another site`() async throws {
    try await PeopleHarness.open {
      $0.idleSeconds = 400 * 86_400
      $0.sessionSeconds = 400 * 86_400
    } _: { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      let (other, _) = try await place.signedIn("Paul")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let own = try #require(try await browser.open("/me").hidden("/logout").first?.1)
      let others = try #require(try await other.open("/me").hidden("/logout").first?.1)
      #expect(own != others)
      for route in Routes.all where route.method == .post && !route.isForPrograms {
        let path = route.path.replacing(":firm", with: "\(firm.id.number)")
          .replacing(":person", with: "\(person.number)").replacing(":token", with: place.site.secret().text)
          .split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }.joined(separator: "/")
        let attempts: [(String, [String: String])] = [
          ("", [:]), ("wrong", [:]), (others, [:]), (own, ["Sec-Fetch-Site": "cross-site"]),
          (own, ["Sec-Fetch-Site": "same-site"]),
        ]
        for (token, headers) in attempts {
          // Limits are counted by the hour: what is tested here is what comes after them.
          place.clock.move(seconds: 3600)
          let page = try await browser.post("/" + path, token, headers, asFile: route.takesFiles)
          #expect(page.status == 403, "\(route.path) \(headers)")
        }
      }
      #expect(try firm.members().map(\.person) == [person])
      #expect(try place.site.store.person(person).identity()?.name == "Jeanne")
    }
  }

  @Test func `A stranger's form is bound to the browser too`() async throws {
    try await PeopleHarness.open { place in
      _ = try place.person("Jeanne")
      let (one, other) = (place.browser(), place.browser())
      let token = try #require(try await one.open("/login").hidden("/login").first { $0.0 == "token" })
      try await other.open("/login")
      let fields = [token, ("email", PeopleHarness.address("Jeanne")), ("password", PeopleHarness.password)]
      #expect(try await other.submit("/login", fields).status == 403)
      #expect(try await place.browser().submit("/login", fields).status == 403)
      #expect(try await one.submit("/login", fields).status == 303)
    }
  }

  @Test func `Pages about people are kept by no cache and carry every protective header`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let link = try PasswordReset.link(for: person, place.site, at: place.clock.now)
      let paths = [
        "/login", "/signup", "/me", "/me/factor", "/me/erase", "/firms/\(firm.id.number)/people",
        "/firms/\(firm.id.number)/tokens", String(link.dropFirst("http://127.0.0.1:8080".count)), "/nowhere",
      ]
      for path in paths {
        let headers = try await browser.open(path).headers
        #expect(headers[.cacheControl] == "no-store", "\(path)")
        #expect(headers[.xContentTypeOptions] == "nosniff", "\(path)")
        #expect(headers[.referrerPolicy] == "same-origin", "\(path)")
        let policy = headers[.contentSecurityPolicy] ?? ""
        for part in ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
          #expect(policy.contains(part), "\(path) \(part)")
        }
        #expect(!policy.contains("unsafe"), "\(path)")
      }
    }
  }

  @Test func `Pages about people hold no style, script or handler of their own`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("<script>alert(1)</script>")
      let firm = try place.firm("\"><img src=x onerror=alert(1)>", of: person)
      let paths = ["/me", "/me/factor", "/firms/\(firm.id.number)/people", "/firms/\(firm.id.number)/tokens"]
      for path in paths {
        let text = try await browser.open(path).text
        #expect(!text.contains("<script>alert") && !text.contains("<img"), "\(path)")
        #expect(!text.contains(" style=") && !text.contains(" onclick="), "\(path)")
      }
    }
  }

  @Test func `Passwords are hashed two at a time, apart from the pages`() {
    let hashing = [
      "/signup", "/login", "/setup/:token/signup", "/invitation/:token/signup", "/password/:token", "/me/password",
      "/me/factor", "/me/factor/codes", "/me/factor/remove", "/me/erase",
    ]
    for path in hashing {
      let route = Routes.all.first { $0.method == .post && $0.path == path }
      #expect(route?.pool == .hashing && route?.limit != nil, "\(path)")
    }
  }
}

extension Route {
  fileprivate var takesFiles: Bool {
    switch handler {
    case .upload, .personalUpload, .openUpload: true
    default: false
    }
  }
}

extension Browser {
  /// Sends a form with this token and nothing else.
  fileprivate func post(
    _ path: String, _ token: String, _ headers: [String: String], asFile: Bool
  ) async throws -> Page {
    var headers = headers
    guard asFile else {
      headers["content-type"] = "application/x-www-form-urlencoded"
      return try await request(.post, path, headers, Array("token=\(Browser.escaped(token))".utf8))
    }
    headers["content-type"] = "multipart/form-data; boundary=b"
    let body = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token)\r\n--b--\r\n"
    return try await request(.post, path, headers, Array(body.utf8))
  }
}
