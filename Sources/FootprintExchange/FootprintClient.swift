// Asks a partner for footprints, and sends them events, as PACT 3.0 has it.

import CanonicalJSON
import Footprints
import Foundation
import Quantities
import WebRequests

/// A client of one host.
public struct FootprintClient: Sendable {
  private let host: FootprintHost
  private let web: any WebExchange

  /// Pages that are read, and footprints that are taken, at most.
  private static let mostPages = 50
  private static let most = 1000

  /// A client.
  public init(_ host: FootprintHost, over web: any WebExchange) {
    self.host = host
    self.web = web
  }

  /// What a list gave.
  public struct Listing: Sendable {
    /// The footprints that could be read.
    public let footprints: [ReceivedFootprint]
    /// Why others could not.
    public let refused: [Refusal]
  }

  /// The footprints that the host gives us, page after page.
  ///
  /// - Parameter criteria: names and values of PACT's filters.
  /// - Throws: a `WebRefusal` or an `ExchangeRefusal`.
  public func list(_ criteria: [(String, String)] = []) async throws(Refusal) -> Listing {
    let token = try await token()
    let query = WebAddress.form(criteria)
    var next: String? = host.url + "/3/footprints" + (query.isEmpty ? "" : "?" + query)
    var footprints: [ReceivedFootprint] = []
    var refused: [Refusal] = []
    var pages = 0
    while let address = next {
      pages += 1
      guard pages <= FootprintClient.mostPages else {
        throw Refusal(.tooMany, ["host": .text(host.name), "limit": .integer(FootprintClient.most)])
      }
      let answer = try await get(address, token)
      guard let data = try json(answer)["data"]?.elements else { throw wrong("data") }
      for element in data {
        do throws(Refusal) { footprints.append(try ReceivedFootprint(element)) } catch { refused.append(error) }
      }
      guard footprints.count + refused.count <= FootprintClient.most else {
        throw Refusal(.tooMany, ["host": .text(host.name), "limit": .integer(FootprintClient.most)])
      }
      next = LinkHeader.next(answer.link)
      if let next, !host.isOwn(next) { throw Refusal(.linkElsewhere, ["host": .text(host.name)]) }
    }
    return Listing(footprints: footprints, refused: refused)
  }

  /// One footprint.
  public func footprint(_ id: String) async throws(Refusal) -> ReceivedFootprint {
    let answer = try await get("\(host.url)/3/footprints/\(WebAddress.escaped(id))", try await token())
    guard let data = try json(answer)["data"] else { throw wrong("data") }
    return try ReceivedFootprint(data)
  }

  /// Sends an event.
  public func send(_ event: FootprintEvent) async throws(Refusal) {
    let token = try await token()
    let answer = try await web.answer(
      to: WebRequest(
        url: host.url + "/3/events",
        headers: ["Authorization": "Bearer \(token.text)", "Content-Type": "\(FootprintEvent.type); charset=UTF-8"],
        body: Array(event.json.canonicalText.utf8)))
    try check(answer)
  }

  private func get(_ url: String, _ token: Secret) async throws(Refusal) -> WebAnswer {
    let headers = ["Authorization": "Bearer \(token.text)", "Accept": "application/json"]
    let answer = try await web.answer(to: WebRequest(url: url, headers: headers))
    try check(answer)
    return answer
  }

  /// A token, from where the host says they are had, else from `/auth/token`.
  private func token() async throws(Refusal) -> Secret {
    let headers = ["Accept": "application/json"]
    let document = try await web.answer(
      to: WebRequest(url: host.url + "/.well-known/openid-configuration", headers: headers))
    var address = host.url + "/auth/token"
    if document.status == 200, let said = (try? JSONValue(parsing: document.body))?["token_endpoint"]?.text {
      guard WebAddress.isSafe(said, loopback: host.allowsLoopback) else { throw wrong("token_endpoint") }
      address = said
    }
    let answer = try await web.answer(
      to: WebRequest(
        url: address,
        headers: [
          "Authorization": host.basic, "Accept": "application/json",
          "Content-Type": "application/x-www-form-urlencoded",
        ], form: "grant_type=client_credentials"))
    guard ![400, 401, 403].contains(answer.status) else {
      throw Refusal(.credentialsRefused, ["host": .text(host.name)])
    }
    guard answer.status == 200, let token = (try? JSONValue(parsing: answer.body))?["access_token"]?.text,
      (1...8192).contains(token.utf8.count), token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw wrong("access_token") }
    return Secret(token)
  }

  private func json(_ answer: WebAnswer) throws(Refusal) -> JSONValue {
    guard let json = try? JSONValue(parsing: answer.body) else { throw wrong("JSON") }
    return json
  }

  /// Throws `exchange.refused` with the code and the words of the host for anything but a success.
  private func check(_ answer: WebAnswer) throws(Refusal) {
    guard !(200...202).contains(answer.status) else { return }
    let error = try? JSONValue(parsing: answer.body)
    let said = [error?["code"]?.text, error?["message"]?.text].compactMap(\.self).joined(separator: ": ")
    throw Refusal(
      .refused,
      [
        "host": .text(host.name), "status": .integer(answer.status),
        "words": .text(said.isEmpty ? "–" : FootprintClient.shown(said)),
      ])
  }

  private func wrong(_ detail: String) -> Refusal {
    Refusal(.answerWrong, ["host": .text(host.name), "detail": .text(detail)])
  }

  /// Words of others on a terminal: no more than a line.
  private static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(200).filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}

/// The header `Link` (RFC 8288).
enum LinkHeader {
  /// Where the link of relation `next` leads; nil where there is none.
  static func next(_ header: String) -> String? {
    for match in header.matches(of: /<([^<>]*)>([^<]*)/) {
      let parameters = match.2.split(separator: ";").map { $0.filter { !$0.isWhitespace && $0 != "\"" && $0 != "," } }
      if parameters.contains(where: { $0.lowercased() == "rel=next" }) { return String(match.1) }
    }
    return nil
  }
}
