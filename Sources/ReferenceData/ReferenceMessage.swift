import Quantities

/// What can be wrong with reference data, shipped or imported. The texts stand in Wording/Data/reference.yaml.
public enum ReferenceMessage: String, MessageKey {
  /// A data file that is not there. No values; the file says which.
  case fileMissing = "reference.file-missing"
  /// An empty cell that must be filled. Values: `column`.
  case cellEmpty = "reference.cell-empty"
  /// Not a decimal number. Values: `column`, `value`.
  case numberInvalid = "reference.number-invalid"
  /// Not a date written AAAA-MM-JJ. Values: `column`, `value`.
  case dateInvalid = "reference.date-invalid"
  /// Not one of the words the column allows. Values: `column`, `value`, `allowed`.
  case choiceInvalid = "reference.choice-invalid"
  /// Not `kgCO2e/…` or `gCO2e/…`. Values: `value`.
  case unitInvalid = "reference.unit-invalid"
  /// A source that sources.csv does not have. Values: `value`.
  case sourceUnknown = "reference.source-unknown"
  /// A branch that naf.csv does not have. Values: `value`.
  case branchUnknown = "reference.branch-unknown"
  /// Two rows for one thing. Values: `value`.
  case duplicate = "reference.duplicate"
  /// A parameter with no value on a date. Values: `parameter`, `date`.
  case parameterMissing = "reference.parameter-missing"
  /// A parameter that is not a number where one is wanted. Values: `parameter`, `value`.
  case parameterNotNumber = "reference.parameter-not-number"
  /// A year the price index does not have. Values: `series`, `year`, `first`, `last`.
  case indexMissing = "reference.index-missing"
  /// A series of price indices that price-index.csv does not have, or with no year. Values: `series`.
  case seriesUnknown = "reference.series-unknown"
  /// A part (poste) of an imported publication whose element was not read before it. Values: `value`.
  case importOrphan = "reference.import-orphan"
  /// Not a file of imported factors, or of another format. Values: `value`, the format that is read.
  case catalogueFormat = "reference.catalogue-format"
  /// A file of imported factors that was cut short or edited. No values.
  case catalogueDamaged = "reference.catalogue-damaged"
}
