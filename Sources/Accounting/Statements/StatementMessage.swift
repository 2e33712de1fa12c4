import Quantities

/// What is said about statements besides the names of their lines. The texts stand in Wording/Data/statement.yaml.
public enum StatementMessage: String, MessageKey {
  /// A row names a line that the program does not know. Values: `line`.
  case unknownLine = "statements.unknown-line"
  /// A row has neither accounts nor a sum, or both. Values: `line`.
  case malformedRow = "statements.malformed-row"
  /// A cell is not what its column holds. Values: `column`, `value`.
  case malformedCell = "statements.malformed-cell"
  /// A sum names a line that no row above it defines for that year. Values: `line`, `operand`, `date`.
  case operandNotDefined = "statements.operand-not-defined"
  /// Two rows define a line at the same date. Values: `line`, `date`.
  case definedTwice = "statements.defined-twice"
  /// No row defines a line that the statement needs. Values: `line`, `date`.
  case lineNotDefined = "statements.line-not-defined"
  /// In a derivation, the balance of an account. Values: `account`, `name`.
  case account = "statements.account"
  /// In a derivation, a line that is subtracted. Values: `line`.
  case subtracted = "statements.subtracted"
}
