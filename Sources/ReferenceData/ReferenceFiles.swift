// The data files as values: whoever calls has read the bytes; this floor knows no file system.

import DelimitedText
import Quantities

/// The shipped data files by their path under `Data/`, for instance `factors/energy.csv`.
public struct ReferenceFiles: Sendable {
  private let contents: [String: [UInt8]]

  /// The files' bytes by relative path.
  public init(_ contents: [String: [UInt8]]) { self.contents = contents }

  /// The paths `FactorCatalogue`, `Nomenclature` and the other tables read.
  public static let paths = [
    "sources.csv", "parameters.csv", "factors/energy.csv", "factors/transport.csv", "factors/goods.csv",
    "factors/monetary-ademe.csv", "factors/monetary-naf.csv", "factors/monetary-a64.csv", "factors/monetary-a38.csv",
    "nomenclatures/naf.csv", "nomenclatures/naf-words.csv", "nomenclatures/pcg.csv", "classification/categories.csv",
    "classification/accounts.csv", "classification/words.csv", "classification/direct-emissions.csv",
    "prices/energy-reference-prices.csv", "prices/price-index.csv",
  ]

  /// Reads one file and makes a value of each row.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - columns: the columns that must be there.
  ///   - make: makes the value, or says what is wrong with the row.
  /// - Throws: a refusal with every wrong row, naming file, line and column.
  public func records<Value>(
    _ path: String, columns: [String], _ make: (ReferenceRecord) throws(Diagnostic) -> Value
  ) throws(Refusal) -> [Value] {
    guard let bytes = contents[path] else {
      throw Refusal(Diagnostic(.error, ReferenceMessage.fileMissing, file: path))
    }
    let table: DelimitedTable
    do throws(Refusal) {
      table = try DelimitedReader.read(bytes, encoding: .utf8)
      try table.require(columns: columns)
    } catch { throw error.inFile(path) }
    var values: [Value] = []
    var problems: [Diagnostic] = []
    values.reserveCapacity(table.rows.count)
    for row in table.rows {
      do throws(Diagnostic) { values.append(try make(ReferenceRecord(row: row, file: path))) } catch {
        problems.append(error)
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return values
  }
}

/// One row of a data file, read cell by cell.
public struct ReferenceRecord {
  let row: DelimitedRow
  let file: String

  /// The cell as it stands; empty when there is none.
  public func text(_ column: String) -> String { row[column] }

  /// The cell, which must not be empty.
  public func required(_ column: String) throws(Diagnostic) -> String {
    let value = row[column]
    if value.isEmpty { throw problem(.cellEmpty, column, ["column": .text(column)]) }
    return value
  }

  /// A decimal number.
  public func decimal(_ column: String) throws(Diagnostic) -> Rational {
    let text = try required(column)
    guard let value = Rational(decimal: text) else {
      throw problem(.numberInvalid, column, ["column": .text(column), "value": .text(text)])
    }
    return value
  }

  /// A decimal number, or nil where the cell is empty.
  public func optionalDecimal(_ column: String) throws(Diagnostic) -> Rational? {
    row[column].isEmpty ? nil : try decimal(column)
  }

  /// A whole number, such as a year.
  public func integer(_ column: String) throws(Diagnostic) -> Int {
    let text = try required(column)
    guard let value = Int(text) else {
      throw problem(.numberInvalid, column, ["column": .text(column), "value": .text(text)])
    }
    return value
  }

  /// A date, or nil where the cell is empty.
  public func optionalDate(_ column: String) throws(Diagnostic) -> CalendarDate? {
    let text = row[column]
    if text.isEmpty { return nil }
    guard let date = CalendarDate(text) else {
      throw problem(.dateInvalid, column, ["column": .text(column), "value": .text(text)])
    }
    return date
  }

  /// A date.
  public func date(_ column: String) throws(Diagnostic) -> CalendarDate {
    guard let date = try optionalDate(column) else { throw problem(.cellEmpty, column, ["column": .text(column)]) }
    return date
  }

  /// The dates between which the row holds, from `valid_from` to `valid_to`.
  public func validity() throws(Diagnostic) -> Validity {
    Validity(from: try optionalDate("valid_from"), to: try optionalDate("valid_to"))
  }

  /// One of the words an enumeration allows.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(_ column: String) throws(Diagnostic) -> Choice {
    let text = try required(column)
    guard let value = Choice(rawValue: text) else {
      let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem(
        .choiceInvalid, column, ["column": .text(column), "value": .text(text), "allowed": .text(allowed)])
    }
    return value
  }

  /// The French and English cells of a text, `name` for `name_fr` and `name_en`.
  public func localized(_ column: String) throws(Diagnostic) -> LocalizedText {
    LocalizedText(fr: try required(column + "_fr"), en: try required(column + "_en"))
  }

  /// What is wrong with a cell of this row.
  public func problem(
    _ key: ReferenceMessage, _ column: String, _ values: [String: MessageValue]
  ) -> Diagnostic {
    Diagnostic(.error, key, values, file: file, line: row.line, field: column)
  }
}

/// The dates between which something holds, both included; nil where there is no limit.
public struct Validity: Sendable, Hashable {
  /// The first day.
  public let from: CalendarDate?
  /// The last day.
  public let to: CalendarDate?

  /// From one day to another.
  public init(from: CalendarDate?, to: CalendarDate?) {
    self.from = from
    self.to = to
  }

  /// Whether it holds on a day.
  public func contains(_ date: CalendarDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
  }
}
