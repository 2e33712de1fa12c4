import DelimitedText
import Quantities

extension StatementDefinitions {
  /// Reads definitions from a CSV file with the columns line, side, rule, accounts, except, sum_of, valid_from,
  /// valid_to, reference. Lists inside a cell are separated by spaces; `sum_of` holds `+line` and `-line`.
  ///
  /// - Throws: a refusal that names the row and column.
  public init(_ bytes: [UInt8]) throws(Refusal) {
    let table = try DelimitedReader.read(bytes)
    try table.require(columns: Column.allCases.map(\.rawValue))
    var definitions: [Definition] = []
    for row in table.rows { definitions.append(try StatementDefinitions.definition(row)) }
    self.definitions = definitions
  }

  private enum Column: String, CaseIterable {
    case line, side, rule, accounts, except
    case sum = "sum_of"
    case validFrom = "valid_from"
    case validTo = "valid_to"
    case reference
  }

  private static func definition(_ row: DelimitedRow) throws(Refusal) -> Definition {
    Definition(
      line: try line(row[Column.line.rawValue], row), formula: try formula(row),
      validFrom: try date(.validFrom, row), validTo: try date(.validTo, row),
      reference: row[Column.reference.rawValue], row: row.line)
  }

  private static func formula(_ row: DelimitedRow) throws(Refusal) -> Formula {
    let accounts = words(.accounts, row)
    let terms = words(.sum, row)
    guard accounts.isEmpty != terms.isEmpty else {
      throw refusal(.malformedRow, ["line": .text(row[Column.line.rawValue])], row.line)
    }
    if accounts.isEmpty {
      var sum: [Term] = []
      for term in terms { sum.append(try self.term(term, row)) }
      return .sum(sum)
    }
    guard let side = AccountSelection.Side(rawValue: row[Column.side.rawValue]) else { throw malformed(.side, row) }
    guard let rule = AccountSelection.Rule(rawValue: row[Column.rule.rawValue]) else { throw malformed(.rule, row) }
    return .accounts(
      AccountSelection(side: side, rule: rule, prefixes: accounts, except: words(.except, row)))
  }

  private static func term(_ text: String, _ row: DelimitedRow) throws(Refusal) -> Term {
    guard let sign = text.first, sign == "+" || sign == "-" else { throw malformed(.sum, row) }
    return Term(line: try line(String(text.dropFirst()), row), isSubtracted: sign == "-")
  }

  private static func line(_ id: String, _ row: DelimitedRow) throws(Refusal) -> StatementLine {
    guard let line = StatementLine(id: id) else { throw refusal(.unknownLine, ["line": .text(id)], row.line) }
    return line
  }

  private static func date(_ column: Column, _ row: DelimitedRow) throws(Refusal) -> CalendarDate? {
    let text = row[column.rawValue]
    guard !text.isEmpty else { return nil }
    guard let date = CalendarDate(text) else { throw malformed(column, row) }
    return date
  }

  private static func words(_ column: Column, _ row: DelimitedRow) -> [String] {
    row[column.rawValue].split(separator: " ").map(String.init)
  }

  private static func malformed(_ column: Column, _ row: DelimitedRow) -> Refusal {
    let name = column.rawValue
    return refusal(.malformedCell, ["column": .text(name), "value": .text(row[name])], row.line, field: name)
  }
}
