// Pages are written as literals whose interpolations are escaped: what comes from a person or a file is text, never markup.

/// A piece of HTML (or SVG). `"<p>\(name)</p>"` escapes `name`; another `HTML` value goes in as it is.
///
/// Attributes are always quoted with `"`: the same escaping serves both places.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The markup.
  public let text: String

  private init(text: String) { self.text = text }

  public init(stringLiteral value: StaticString) { text = value.description }

  public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Nothing.
  public static let empty = HTML(text: "")

  /// Pieces one after the other.
  public init(_ pieces: some Sequence<HTML>) { text = pieces.reduce(into: "") { $0 += $1.text } }

  /// A text, escaped.
  public init(escaping text: String) { self.text = HTML.escaped(text) }

  /// Whether there is nothing.
  public var isEmpty: Bool { text.isEmpty }

  public static func + (a: HTML, b: HTML) -> HTML { HTML(text: a.text + b.text) }

  /// The same with a piece right after its first tag, for what an element must carry inside.
  func opening(with piece: HTML) -> HTML {
    guard let end = text.firstIndex(of: ">") else { return self }
    let start = text.index(after: end)
    return HTML(text: text[..<start] + piece.text + text[start...])
  }

  /// What an interpolated literal is made of.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

    /// Text, escaped. Disfavoured, so that a literal between braces (`\(isFirst ? "<h1>" : "<h2>")`) is markup, as it is
    /// anywhere else in a literal.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

    /// Text, escaped.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: Substring) { text += HTML.escaped(String(value)) }

    /// A number, in digits.
    public mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }

    /// Markup, as it is.
    public mutating func appendInterpolation(_ value: HTML) { text += value.text }

    /// Markup where there is some.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: HTML?) { text += value?.text ?? "" }

    /// Pieces of markup, one after the other.
    public mutating func appendInterpolation(_ values: some Sequence<HTML>) {
      for value in values { text += value.text }
    }
  }

  /// The five characters that mean something in markup, and controls that markup cannot hold.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special.contains($0) || $0 < 0x20 || $0 == 0x7F }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\r", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let special = Set("&<>\"'".utf8)
}
