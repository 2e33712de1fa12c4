import Quantities

/// What can be wrong with a file of separated values. The texts stand in Wording/Data/delimited.yaml.
public enum DelimitedMessage: String, MessageKey {
  /// No byte, or nothing but blank lines. No values.
  case empty = "delimited.empty"
  /// More bytes than the limit. Values: `limit`, `size`, in bytes.
  case tooManyBytes = "delimited.too-many-bytes"
  /// More rows than the limit. Values: `limit`.
  case tooManyRows = "delimited.too-many-rows"
  /// More columns than the limit. Values: `limit`.
  case tooManyColumns = "delimited.too-many-columns"
  /// A field longer than the limit. Values: `limit`, in bytes.
  case fieldTooLong = "delimited.field-too-long"
  /// A byte zero, as UTF-16 text and workbooks have. No values.
  case notText = "delimited.not-text"
  /// Bytes that are not of the encoding the caller named. Values: `encoding`.
  case wrongEncoding = "delimited.wrong-encoding"
  /// A quoted field that never ends. No values; the line is where it opens.
  case unclosedQuote = "delimited.unclosed-quote"
  /// Text between a closing quote and the next separator. No values.
  case textAfterQuote = "delimited.text-after-quote"
  /// Two columns of one name. Values: `column`.
  case duplicateColumn = "delimited.duplicate-column"
  /// A column that the reader of the file needs and that is not there. Values: `column`, `found`.
  case missingColumn = "delimited.missing-column"
  /// A row with more or fewer fields than the header. Values: `expected`, `found`.
  case raggedRow = "delimited.ragged-row"
  /// More errors than are listed. Values: `listed`.
  case moreErrors = "delimited.more-errors"
}
