import Foundation

extension PostgreSQLLink {
  /// A URI without its password, as the library reads it: user, host, port and database only. `postgres://…` when it cannot
  /// be read, or when a part of a password may have been taken for something else: an `@` or `/` in one that is not
  /// written `%40` or `%2F`.
  static func shown(_ uri: String) -> String {
    let hidden = "postgres://…"
    guard let options = try? options(of: uri) else { return hidden }
    let parts = Dictionary(options.map { ($0.keyword, $0.value) }) { $1 }
    let (host, port, name) = (parts["host"] ?? "", parts["port"] ?? "", parts["dbname"] ?? "")
    guard ![host, name].contains(where: { $0.contains("@") || $0.contains("=") }),
      port.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ",") })
    else { return hidden }
    let user = parts["user"].map { written($0) + "@" } ?? ""
    return "postgres://" + user + places(host, port) + (name.isEmpty ? "" : "/" + written(name))
  }

  /// Several hosts are parted by commas, and so are their ports.
  private static func places(_ host: String, _ port: String) -> String {
    let hosts = host.split(separator: ",", omittingEmptySubsequences: false)
    let ports = port.split(separator: ",", omittingEmptySubsequences: false)
    return hosts.enumerated().map { position, host in
      let shown = host.contains(":") ? "[\(host.filter { $0.isHexDigit || ":.".contains($0) })]" : written(String(host))
      let port = ports.count == hosts.count ? ports[position] : ports.first ?? ""
      return port.isEmpty ? shown : "\(shown):\(port)"
    }.joined(separator: ",")
  }

  private static func written(_ part: String) -> String {
    let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return part.addingPercentEncoding(withAllowedCharacters: plain) ?? "…"
  }
}
