// The addresses secrets may go to, and how values are written in them.

import Foundation

/// Addresses of the web.
public enum WebAddress {
  /// The most characters of an address.
  static let longest = 2000

  /// Whether secrets may travel there: https, or http that does not leave this machine where `loopback` allows it.
  /// No user, no fragment.
  public static func isSafe(_ text: String, loopback: Bool = true) -> Bool {
    guard text.utf8.count <= longest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
      parts.password == nil, parts.fragment == nil
    else { return false }
    return parts.scheme == "https" || loopback && parts.scheme == "http" && isLoopback(host)
  }

  /// The host, for what is said to people.
  public static func host(_ text: String) -> String { URLComponents(string: text)?.host ?? "" }

  private static func isLoopback(_ host: String) -> Bool { ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) }

  /// `text` with parameters after those it has.
  public static func adding(_ parameters: [(String, String)], to text: String) -> String {
    text + (text.contains("?") ? "&" : "?") + form(parameters)
  }

  /// `name=value&…`, everything but letters, digits and `-._~` escaped: right in an address and in a form.
  public static func form(_ parameters: [(String, String)]) -> String {
    parameters.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
  }

  public static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The parameters of a query; nil when one is named twice, or when it is none.
  public static func parameters(of query: String) -> [String: String]? {
    var result: [String: String] = [:]
    for part in query.utf8.split(separator: 0x26) {
      let halves = part.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = plain(halves[0]), let value = halves.count == 2 ? plain(halves[1]) : "",
        result.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    return result
  }

  private static func plain(_ text: Substring.UTF8View) -> String? {
    String(Substring(text)).replacing("+", with: " ").removingPercentEncoding
  }
}
