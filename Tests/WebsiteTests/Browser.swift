// A browser without a screen: cookies, forms with their hidden fields, files, redirections.

import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage

/// A browser. One test, one task.
final class Browser: @unchecked Sendable {
  /// Who signed in, where the test made them.
  let person: PersonID?
  var cookies: [String: String] = [:]
  /// The language asked for.
  var language = "fr"
  /// What a proxy on the way says of where the browser is; nil for no proxy.
  var forwardedFor: String?
  private let client: any TestClientProtocol
  /// The page shown last.
  private(set) var page = Page(address: "/", status: 0, headers: [:], text: "")

  init(client: any TestClientProtocol, person: PersonID? = nil) {
    self.client = client
    self.person = person
  }

  /// Opens a page, and follows where it leads.
  @discardableResult
  func open(_ address: String) async throws -> Page {
    try await follow(try await request(.get, address))
  }

  /// Sends a form: `fields` and the hidden fields of the form that the page shown last has for that address. Follows.
  @discardableResult
  func send(_ address: String, _ fields: [(String, String)] = []) async throws -> Page {
    try await follow(try await submit(address, fields))
  }

  /// Sends a form and stays with its answer.
  @discardableResult
  func submit(_ address: String, _ fields: [(String, String)] = []) async throws -> Page {
    var all = page.hidden(address)
    all.removeAll { pair in fields.contains { $0.0 == pair.0 } }
    all += fields
    let body = all.map { "\(Browser.escaped($0.0))=\(Browser.escaped($0.1))" }.joined(separator: "&")
    // A browser keeps what follows # to itself.
    return try await request(
      .post, String(address.prefix { $0 != "#" }), ["content-type": "application/x-www-form-urlencoded"],
      Array(body.utf8))
  }

  /// Sends a file with the form that the page shown last has for that address. Follows.
  @discardableResult
  func upload(_ address: String, file bytes: [UInt8], named name: String, field: String = "file") async throws -> Page {
    let boundary = "----boundary7d9"
    var body: [UInt8] = []
    for (field, value) in page.hidden(address) {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\nContent-Type: text/plain\r\n\r\n"
        .utf8)
    body += bytes
    body += Array("\r\n--\(boundary)--\r\n".utf8)
    return try await follow(
      try await request(.post, address, ["content-type": "multipart/form-data; boundary=\(boundary)"], body))
  }

  /// One request, with the cookies; what it answers is the page shown.
  @discardableResult
  func request(
    _ method: HTTPRequest.Method, _ address: String, _ headers: [String: String] = [:], _ body: [UInt8]? = nil
  ) async throws -> Page {
    var fields = HTTPFields()
    fields[.acceptLanguage] = language
    if let forwardedFor, let name = HTTPField.Name("X-Forwarded-For") { fields[name] = forwardedFor }
    fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
    let answer = try await client.executeRequest(
      uri: address, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
    for line in answer.headers[values: .setCookie] {
      let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = pair.first else { continue }
      cookies[name] = line.contains("Max-Age=0") ? nil : pair.count > 1 ? pair[1] : ""
    }
    page = Page(
      address: address, status: answer.status.code, headers: answer.headers, text: String(buffer: answer.body))
    return page
  }

  private func follow(_ answer: Page) async throws -> Page {
    var answer = answer
    var steps = 0
    while let location = answer.location, steps < 10 {
      answer = try await request(.get, location)
      steps += 1
    }
    return answer
  }

  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

/// What a browser was given.
struct Page: Sendable {
  let address: String
  let status: Int
  let headers: HTTPFields
  let text: String

  /// Where it leads, when it is a redirection.
  var location: String? { (300..<400).contains(status) ? headers[.location] : nil }

  /// The address without its query.
  var path: String { String(address.prefix { $0 != "?" }) }

  /// Whether these words are shown, as markup writes them.
  func shows(_ words: String) -> Bool {
    let escaped = words.replacing("&", with: "&amp;").replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
    return text.contains(words) || text.contains(escaped)
  }

  /// The forms that send to an address.
  func forms(_ action: String) -> [String] {
    text.components(separatedBy: "<form ").dropFirst().filter { form in
      form.prefix { $0 != ">" }.contains("action=\"\(action.replacing("&", with: "&amp;"))\"")
    }.map { form in form.components(separatedBy: "</form>")[0] }
  }

  /// The hidden fields of the first form that sends to an address.
  func hidden(_ action: String) -> [(String, String)] {
    guard let form = forms(action).first else { return [] }
    return form.components(separatedBy: "<input ").dropFirst().compactMap { input in
      let tag = input.prefix { $0 != ">" }
      guard tag.contains("type=\"hidden\"") else { return nil }
      guard let name = Page.attribute("name", tag), let value = Page.attribute("value", tag) else { return nil }
      return (name, value)
    }
  }

  private static func attribute(_ name: String, _ tag: Substring) -> String? {
    guard let start = tag.range(of: "\(name)=\"") else { return nil }
    return String(tag[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
      .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">")
  }
}
