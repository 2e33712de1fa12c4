/// What is met while XML is read forward.
public struct XMLEvent: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    /// The start of an element.
    case starts(XMLTag)
    /// The end of the element that started last and has not ended.
    case ends
    /// A part of the text between two tags: a long text comes in several.
    case text(String)
  }

  /// What it is.
  public let kind: Kind
  /// Where the reader stands, in bytes from the start of the file: at the `>` or `/>` of a start, behind the `>` of an end.
  /// It means nothing when the file is not UTF-8.
  public let position: Int
  /// The line, from 1.
  public let line: Int
}

/// The start of an element.
public struct XMLTag: Sendable {
  /// The name without its prefix.
  public let name: String
  /// The prefix it is written with; empty for none.
  public let prefix: String
  /// The namespace; empty for none.
  public let namespace: String
  /// The attributes, in order; declarations of namespaces are not among them.
  public let attributes: [XMLAttribute]
  /// Whether it declares a namespace: its prefix may be unknown to its siblings.
  public let declaresNamespaces: Bool

  /// The value of an attribute by its name as written (`r`, `r:id`); nil when there is none.
  public subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
}

/// An attribute of an element.
public struct XMLAttribute: Sendable, Hashable {
  /// The name as written, with its prefix.
  public let name: String
  /// The value.
  public let value: String
}
