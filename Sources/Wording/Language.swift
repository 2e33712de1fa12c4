/// The languages Sillage speaks. French is the first: the law and most readers are French.
public enum Language: String, Sendable, CaseIterable {
  /// French.
  case fr
  /// English.
  case en

  /// Whether a count takes the singular: 0 and 1 in French, 1 in English.
  func isOne(_ count: Int) -> Bool { self == .fr ? abs(count) < 2 : abs(count) == 1 }
}
