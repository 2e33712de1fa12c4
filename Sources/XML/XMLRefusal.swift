import Quantities

/// Why XML is refused; texts with remedies in `Sources/Wording/Data/xml.yaml`.
public enum XMLRefusal: String, MessageKey {
  case unreadable = "xml.unreadable"
  case documentType = "xml.document-type"
  case tooLarge = "xml.too-large"
  case tooDeep = "xml.too-deep"
  case tooManyElements = "xml.too-many-elements"
  case tooManyAttributes = "xml.too-many-attributes"
  case tagTooLong = "xml.tag-too-long"
  case textTooLong = "xml.text-too-long"
}

/// How much XML is read before it is refused.
public struct XMLLimits: Sendable {
  /// Bytes of the file.
  public var bytes = 1 << 31
  /// Elements inside one another.
  public var depth = 100
  /// Elements in all.
  public var elements = 500_000
  /// Attributes of one element: the library compares each with all others.
  public var attributes = 100
  /// Bytes of one tag, comment or CDATA section: the library holds it whole.
  public var tagBytes = 64 << 10
  /// Bytes of the text of one element, where texts are kept.
  public var textBytes = 256 << 10
  /// Bytes of all texts and attributes, where texts are kept.
  public var totalTextBytes = 64 << 20

  /// The usual limits.
  public init() {}

  static func refusal(_ key: XMLRefusal, _ limit: Int, line: Int) -> Refusal {
    Refusal(Diagnostic(.error, key, ["limit": .integer(limit)], line: line))
  }
}
