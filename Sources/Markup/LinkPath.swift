// Addresses within the site, with what people typed in them escaped.

/// A path with its query: `/search?siren=552100554`.
public struct LinkPath: Sendable, Hashable {
  /// The path, escaped.
  public let text: String

  /// A path of ours with its query. Names and values are escaped; the path is taken as it is.
  public init(_ path: String, _ query: KeyValuePairs<String, String> = [:]) {
    let pairs = query.map { LinkPath.escaped($0.key) + "=" + LinkPath.escaped($0.value) }
    text = path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  /// RFC 3986: everything but unreserved characters as %XX.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

extension HTML.StringInterpolation {
  /// A path, escaped for an attribute.
  public mutating func appendInterpolation(_ path: LinkPath) { appendInterpolation(path.text) }
}
