/// The languages Sillage speaks. French is the first: the law and most readers are French.
public enum Language: String, Sendable, CaseIterable {
  /// French.
  case fr
  /// English.
  case en
}
