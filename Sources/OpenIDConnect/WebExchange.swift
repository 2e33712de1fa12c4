// Requests to a provider as values, so that tests may answer them.

import Quantities

/// What is asked of a provider.
public struct WebRequest: Sendable, Hashable {
  /// Where.
  public let url: String
  /// Headers.
  public let headers: [String: String]
  /// What is posted; nil asks by GET.
  public let form: String?

  /// A request.
  public init(url: String, headers: [String: String], form: String? = nil) {
    self.url = url
    self.headers = headers
    self.form = form
  }
}

/// What a provider answered.
public struct WebAnswer: Sendable, Hashable {
  /// The status of HTTP.
  public let status: Int
  /// The media type, lower case, without parameters; empty where none is given.
  public let mediaType: String
  /// The body.
  public let body: [UInt8]

  /// An answer.
  public init(status: Int, mediaType: String, body: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.body = body
  }
}

/// Whatever carries requests to providers.
public protocol WebExchange: Sendable {
  /// The answer to a request. Redirects are not followed; bodies and waiting have a limit.
  ///
  /// - Throws: `signin.unreachable`, or `signin.answer-wrong` for a body beyond the limit.
  func answer(to request: WebRequest) async throws(Refusal) -> WebAnswer
}
