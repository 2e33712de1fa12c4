/// What can go wrong with a quantity. Callers add where it happened.
public enum QuantityError: Error, Sendable, Equatable {
  /// The exact result does not fit: more than 92 million billion cents or grams.
  case overflow
  /// A division by zero, for instance a factor per EUR of a revenue that is nil.
  case divisionByZero
}
