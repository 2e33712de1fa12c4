// Requests to other machines as values, so that tests may answer them.

import Quantities

/// What is asked of another machine.
public struct WebRequest: Sendable, Hashable {
  /// Where.
  public let url: String
  /// Headers.
  public let headers: [String: String]
  /// What is posted; nil asks by GET.
  public let body: [UInt8]?

  /// A request.
  public init(url: String, headers: [String: String], body: [UInt8]? = nil) {
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// A form that is posted.
  public init(url: String, headers: [String: String], form: String) {
    self.init(url: url, headers: headers, body: Array(form.utf8))
  }
}

/// What another machine answered.
public struct WebAnswer: Sendable, Hashable {
  /// The status of HTTP.
  public let status: Int
  /// The media type, lower case, without parameters; empty where none is given.
  public let mediaType: String
  /// The body.
  public let body: [UInt8]
  /// The header `Link` (RFC 8288); empty where none is given.
  public let link: String

  /// An answer.
  public init(status: Int, mediaType: String, body: [UInt8], link: String = "") {
    self.status = status
    self.mediaType = mediaType
    self.body = body
    self.link = link
  }
}

/// Whatever carries requests to other machines.
public protocol WebExchange: Sendable {
  /// The answer to a request. Redirects are not followed; bodies and waiting have a limit.
  ///
  /// - Throws: `web.unreachable`, or `web.answer-too-long` for a body beyond the limit.
  func answer(to request: WebRequest) async throws(Refusal) -> WebAnswer
}
