// A request, as handlers see it: plain values.

import HTTPTypes
import Hummingbird
import NIOCore
import Wording

/// What is known of a request before its body is read.
struct RequestFacts: Sendable {
  let method: HTTPRequest.Method
  let path: String
  let query: Fields
  let cookies: [String: String]
  let headers: HTTPFields
  /// Who asks, as they are counted and noted: as the network says, or the proxy in front.
  let network: String
  /// The other end of the connection: the proxy, where there is one.
  let peer: String
  /// The host that was asked, with its port where it has one, as the asker wrote it; nil where they wrote none.
  let authority: String?
  /// Names the request in the log.
  let id: String
  /// What the path held for the names of the route.
  let parameters: [String: String]

  init(_ request: Request, _ context: SiteContext, _ configuration: SiteConfiguration) {
    method = request.method
    path = request.uri.path
    query = Fields(encoded: request.uri.query ?? "")
    headers = request.headers
    peer = context.address
    authority = request.head.authority
    // What stands before the last address came from outside: anybody may have written it.
    let told = request.headers[values: .forwardedFor].last?.split(separator: ",").last?.trimmed
    network = ClientNetwork.name(of: configuration.isBehindProxy ? told.flatMap(RequestFacts.checked) ?? peer : peer)
    id = context.id
    parameters = Dictionary(
      context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
    var cookies: [String: String] = [:]
    for line in request.headers[values: .cookie] {
      for pair in line.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        cookies[parts[0].trimmed] = parts[1].trimmed
      }
    }
    self.cookies = cookies
  }

  /// An IP address, as it is written; nil for anything else: it stands in logs and names limits.
  private static func checked(_ text: String) -> String? { (try? SocketAddress(ipAddress: text, port: 0))?.ipAddress }

  /// How many bytes the asker says will come; 0 for who does not say.
  var contentLength: Int64 { headers[.contentLength].flatMap { Int64($0) } ?? 0 }

  /// Whether the request may change something.
  var isUnsafe: Bool { ![.get, .head, .options].contains(method) }

  /// The language the reader chose, else the one the browser asks for, else French.
  func language(_ configuration: SiteConfiguration) -> Language {
    let chosen = [query["lang"], cookies[SiteCookie.language.name(configuration)] ?? ""]
    if let language = chosen.lazy.compactMap(Language.init(rawValue:)).first { return language }
    let wanted = (headers[.acceptLanguage] ?? "").lowercased().split(separator: ",").map { $0.trimmed }
    return wanted.lazy.compactMap { Language(rawValue: String($0.prefix(2))) }.first ?? .fr
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

/// What Hummingbird carries along with a request of this site.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection.
  let address: String

  init(source: Source) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}
