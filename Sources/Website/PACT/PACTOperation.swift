// What customers' programs may ask for (PACT Technical Specifications 3.0), in one table.

import HTTPTypes

/// Something that a customer's program can ask for.
enum PACTOperation: CaseIterable, Sendable {
  /// Where tokens are had.
  case discovery
  /// A token against an identifier and a secret.
  case token
  /// The footprints.
  case list
  /// One of them.
  case get
  /// An event.
  case events
  /// All of this as an OpenAPI document.
  case document

  var method: HTTPRequest.Method { self == .token || self == .events ? .post : .get }

  /// With names after colons.
  var path: String {
    switch self {
    case .discovery: "/.well-known/openid-configuration"
    case .token: "/auth/token"
    case .list: "/3/footprints"
    case .get: "/3/footprints/:id"
    case .events: "/3/events"
    case .document: "/3/openapi.json"
    }
  }

  /// Whether a token is asked for.
  var needsToken: Bool { [.list, .get, .events].contains(self) }

  /// Bytes of a body, at most.
  var bodyLimit: Int { self == .events ? 1 << 20 : 1 << 14 }

  /// So often per program, or per address before it is known which.
  var limit: Route.Limit {
    switch self {
    case .token: Route.Limit(name: "pact-token", most: 120, seconds: 600)
    case .discovery, .document: Route.Limit(name: "pact-open", most: 600, seconds: 600)
    case .list, .get, .events: Route.Limit(name: "pact", most: 3000, seconds: 600)
    }
  }

  /// Seconds a token is good for.
  static let tokenSeconds: Int64 = 3600

  /// The methods an address has; none when there is no such address.
  static func methods(at address: String) -> [String] {
    let asked = address.split(separator: "/", omittingEmptySubsequences: false)
    return allCases.filter { operation in
      let mine = operation.path.split(separator: "/", omittingEmptySubsequences: false)
      return mine.count == asked.count
        && zip(mine, asked).allSatisfy { $0.hasPrefix(":") ? !$1.isEmpty : $0 == $1 }
    }.map(\.method.rawValue)
  }
}

extension Routes {
  /// For customers' programs.
  static let pact: [Route] = PACTOperation.allCases.map {
    Route(method: $0.method, path: $0.path, handler: .pact($0))
  }
}
