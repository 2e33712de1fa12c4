// The server that takes our letters, as the operator describes it.

import Foundation
import Quantities

/// An SMTP server and how we speak to it.
public struct MailServer: Sendable, Hashable {
  /// Whether the line is made secret after it was opened (`smtp://`). With `smtps://` it is from the start.
  public enum StartTLS: String, Sendable, Hashable, CaseIterable {
    /// No letter leaves without.
    case required
    /// Where the server offers it.
    case opportunistic
    /// Never: on this machine alone.
    case none
  }

  /// `smtp` or `smtps`.
  let scheme: String
  /// The name or address of the host.
  public let host: String
  /// The port.
  public let port: Int
  /// Who we are there; nil sends without login.
  public let user: String?
  /// The password of `user`.
  public let password: Secret?
  /// Who the letters come from.
  public let from: MailAddress
  /// Whether the line must be secret.
  public let startTLS: StartTLS

  /// A server.
  ///
  /// - Parameter url: `smtp://host:port` or `smtps://host:port`, nothing else in it. Without a port: 587, 465.
  /// - Throws: `mail.server-wrong` for another address, a login without its password or one with controls, or `none`
  ///   for a server elsewhere; `mail.password-in-clear` for a login over a line that may stay readable.
  public init(
    url: String, user: String? = nil, password: Secret? = nil, from: MailAddress, startTLS: StartTLS = .required
  ) throws(Refusal) {
    func wrong(_ field: String) -> Refusal { Refusal(Diagnostic(.error, MailMessage.serverWrong, field: field)) }
    guard url.utf8.count <= 300, let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      ["smtp", "smtps"].contains(scheme), let host = parts.host, !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte),
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
      ["", "/"].contains(parts.path), (1...65_535).contains(parts.port ?? 587)
    else { throw wrong("url") }
    guard (user == nil) == (password == nil) else { throw wrong("password") }
    for (field, text) in [("user", user), ("password", password?.text)] {
      let isSafe = (text ?? "x").utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      guard isSafe, (1...500).contains((text ?? "x").utf8.count) else { throw wrong(field) }
    }
    let isLoopback = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
    if scheme == "smtp", !isLoopback {
      guard startTLS != .none else { throw wrong("startTLS") }
      guard user == nil || startTLS == .required else {
        throw Refusal(Diagnostic(.error, MailMessage.passwordInClear, field: "startTLS"))
      }
    }
    self.scheme = scheme
    self.host = host
    port = parts.port ?? (scheme == "smtps" ? 465 : 587)
    self.user = user
    self.password = password
    self.from = from
    self.startTLS = startTLS
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]")].contains(byte)
  }

  /// What libcurl is given; the path is the name we greet with, so that the machine's own stays here.
  var address: String {
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    return "\(scheme)://\(name):\(port)/\(from.domain)"
  }
}
