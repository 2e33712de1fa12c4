/// Where a published figure comes from: a tree that anybody can walk down to inputs, factors, sources and rules.
///
/// It is rebuilt on demand by the code that computed the figure, never stored.
public struct Derivation: Sendable, Hashable {
  /// What the figure is: a message key and its values, so that it can be read in French and in English.
  public let title: Message
  /// The value, nil for a heading that only gathers inputs.
  public let value: MessageValue?
  /// What it was computed from.
  public let inputs: [Derivation]
  /// Who says so, for a figure taken from outside.
  public let citation: Citation?

  /// A figure with its inputs.
  public init(_ title: Message, _ value: MessageValue? = nil, from inputs: [Derivation] = [], citation: Citation? = nil)
  {
    self.title = title
    self.value = value
    self.inputs = inputs
    self.citation = citation
  }
}

/// A source as it is printed beside a figure.
public struct Citation: Sendable, Hashable {
  /// Title, publisher, year.
  public let text: String
  /// The place inside the source: an element number, a table, an article.
  public let reference: String
  /// Where it can be read.
  public let url: String

  /// A source.
  public init(text: String, reference: String = "", url: String = "") {
    self.text = text
    self.reference = reference
    self.url = url
  }
}
