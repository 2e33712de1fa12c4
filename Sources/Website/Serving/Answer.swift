// What a handler gives back, before it becomes an HTTP response.

import CanonicalJSON
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// An answer to a request.
struct Answer: Sendable {
  var status: HTTPResponse.Status
  var type: String?
  var body: ByteBuffer
  var headers: HTTPFields = [:]
  /// Whether browsers and proxies may keep it.
  var isKept = false

  init(_ status: HTTPResponse.Status, type: String?, _ body: ByteBuffer) {
    self.status = status
    self.type = type
    self.body = body
  }

  /// A page.
  static func html(_ page: HTML, _ status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status, type: "text/html; charset=utf-8", ByteBuffer(string: page.text))
  }

  /// Another page to go and get: what a form that changed something answers.
  static func redirect(_ path: LinkPath) -> Answer { redirect(to: path.text) }

  /// An address outside the site, or one that was checked.
  static func redirect(to address: String) -> Answer {
    var answer = Answer(.seeOther, type: nil, ByteBuffer())
    answer.headers[.location] = address
    return answer
  }

  /// A file to keep. The name is ours: letters, digits, `-`, `_` and `.`.
  static func file(_ bytes: [UInt8], type: String, name: String) -> Answer {
    var answer = Answer(.ok, type: type, ByteBuffer(bytes: bytes))
    let safe = String(
      name.unicodeScalars.map {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)) ? Character($0) : "-"
      })
    answer.headers[.contentDisposition] = "attachment; filename=\"\(safe)\""
    return answer
  }

  /// A picture or text shown in place.
  static func inline(_ text: String, type: String) -> Answer { Answer(.ok, type: type, ByteBuffer(string: text)) }

  /// JSON.
  static func json(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status, type: "application/json", ByteBuffer(string: value.canonicalText + "\n"))
  }

  /// Nothing to show.
  static func empty(_ status: HTTPResponse.Status) -> Answer { Answer(status, type: nil, ByteBuffer()) }

  /// The same, with a cookie set.
  func setting(_ cookie: SiteCookie, to value: String, _ site: Site, seconds: Int64?) -> Answer {
    var answer = self
    answer.headers.append(HTTPField(name: .setCookie, value: cookie.line(value, site.configuration, seconds: seconds)))
    return answer
  }
}
