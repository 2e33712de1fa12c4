/// A text that is never shown: not in a log, not when a value that holds it is printed.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text, for whom it is meant.
  public let text: String

  /// A secret.
  public init(_ text: String) { self.text = text }

  public var description: String { "•••" }
  public var debugDescription: String { "•••" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
