// Values that are right each by itself and wrong together.

import Databases
import Foundation
import Quantities

extension SiteConfiguration {
  /// What contradicts itself, or would expose people.
  func contradictions() -> [Diagnostic] { addresses() + times() + letters() + providers() }

  private static func problem(
    _ key: ConfigurationMessage, _ field: String, _ values: [String: MessageValue] = [:]
  ) -> Diagnostic {
    Diagnostic(.error, key, values, field: field)
  }

  /// A host of this machine alone.
  static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let isIPv4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return isIPv4 || ["localhost", "::1", "[::1]"].contains(host)
  }

  private func addresses() -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let database, DatabaseAddress(database).isMistaken {
      found.append(Self.problem(.databaseWrong, "database"))
    }
    let letters = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyz0123456789.-:")
    guard (1...253).contains(host.utf8.count), host.lowercased().unicodeScalars.allSatisfy(letters.contains) else {
      return found + [Self.problem(.hostWrong, "host", ["value": .text(String(host.prefix(100)))])]
    }
    if !isBehindProxy, !Self.isLoopback(host) {
      found.append(Self.problem(.hostExposed, "host", ["value": .text(host)]))
    }
    let value: [String: MessageValue] = ["value": .text(String(publicURL.prefix(200)))]
    guard let parts = URLComponents(string: publicURL), let name = parts.host, !name.isEmpty, parts.user == nil,
      parts.password == nil, parts.path.isEmpty, parts.query == nil, parts.fragment == nil,
      ["http", "https"].contains(parts.scheme)
    else { return found + [Self.problem(.urlWrong, "public_url", value)] }
    if !isBehindProxy {
      if isSecure {
        found.append(Self.problem(.urlNeedsProxy, "public_url", value))
      } else if !Self.isLoopback(name), found.isEmpty {
        found.append(Self.problem(.urlPlain, "public_url", value))
      }
    }
    return found
  }

  private func times() -> [Diagnostic] {
    var found: [Diagnostic] = []
    if idleSeconds > sessionSeconds {
      found.append(
        Self.problem(
          .sessionShort, "session_hours",
          ["hours": .integer(Int(sessionSeconds / 3600)), "minutes": .integer(Int(idleSeconds / 60))]))
    }
    if let metricsToken, metricsToken.text.utf8.count < 16 {
      found.append(Self.problem(.tokenShort, "metrics_token", ["setting": "metrics_token"]))
    }
    return found
  }

  private static func missing(_ missing: String, _ given: String) -> Diagnostic {
    problem(.missing, missing, ["missing": .text(missing), "given": .text(given)])
  }

  private func letters() -> [Diagnostic] {
    guard let mail else { return [] }
    var found: [Diagnostic] = []
    guard !mail.url.isEmpty else {
      let given = mail.user != nil ? "mail_user" : mail.password != nil ? "mail_password" : "mail_from"
      return [Self.missing("mail_url", given)]
    }
    if mail.from.isEmpty { found.append(Self.missing("mail_from", "mail_url")) }
    if mail.user != nil, mail.password == nil { found.append(Self.missing("mail_password", "mail_user")) }
    if mail.user == nil, mail.password != nil { found.append(Self.missing("mail_user", "mail_password")) }
    guard let parts = URLComponents(string: mail.url), let name = parts.host, !name.isEmpty, parts.user == nil,
      parts.password == nil, parts.path.isEmpty, parts.query == nil, ["smtp", "smtps"].contains(parts.scheme)
    else { return found + [Self.problem(.mailURL, "mail_url")] }
    let isReadable = mail.startTLS == "none" || (mail.user != nil && mail.startTLS != "required")
    if parts.scheme == "smtp", isReadable, !Self.isLoopback(name) {
      found.append(Self.problem(.mailPlain, "mail_tls"))
    }
    return found
  }

  private func providers() -> [Diagnostic] {
    guard let provider else { return [] }
    let values = [
      ("login_issuer", provider.issuer), ("login_client", provider.clientID),
      ("login_secret", provider.clientSecret.text),
    ]
    let given = values.first { !$0.1.isEmpty }?.0 ?? "login_name"
    var found = values.filter(\.1.isEmpty).map { Self.missing($0.0, given) }
    if !provider.issuer.isEmpty {
      let parts = URLComponents(string: provider.issuer)
      let isSafe = parts?.scheme == "https" || (parts?.scheme == "http" && Self.isLoopback(parts?.host ?? ""))
      if !isSafe || parts?.host?.isEmpty != false || parts?.user != nil || parts?.query != nil {
        found.append(Self.problem(.issuerWrong, "login_issuer"))
      }
    }
    return found
  }
}
