// A table of separated values as the file a scenario is kept as: for projects and lists of actions.

import DelimitedText
import Quantities
import Storage
import UseCases
import WrittenFiles

/// Tables pasted where a file is asked for.
public enum ScenarioTable {
  private static let limits = DelimitedLimits(bytes: 1_000_000, rows: 1000, columns: 40, fieldLength: 1000)
  private static let heads: [ScenarioEntry.Kind: [String]] = [
    .project: ["variant", "kind", "label", "year", "amount"],
    .actions: ["name", "investment", "yearly_cost", "yearly_saving", "years", "tonnes"],
  ]

  /// The file that a table stands for; nil for a text that is no table.
  ///
  /// What a table of a project cannot say (its name, rate, years and first year) is left to be filled in.
  ///
  /// - Throws: what the table is refused for.
  public static func file(_ text: String, _ kind: ScenarioEntry.Kind) throws(Refusal) -> String? {
    let head = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    guard let columns = heads[kind], columns.allSatisfy(head.contains), !head.hasPrefix("#") else { return nil }
    let table = try DelimitedReader.read(Array(text.utf8), limits: limits)
    try table.require(columns: columns)
    let rows = Array(table.rows)
    return kind == .actions ? actions(rows) : project(rows)
  }

  private static func actions(_ rows: [DelimitedRow]) -> String {
    let lines = rows.map { row in
      var flow = YAMLFlow()
      for column in ["name", "investment", "yearly_cost", "yearly_saving", "years"] where !cell(row, column).isEmpty {
        flow.add(column, cell(row, column))
      }
      flow.add("tonnes", "\(cell(row, "tonnes")) t")
      return "  - \(flow.text)\n"
    }
    return "actions:\n" + lines.joined()
  }

  private static func project(_ rows: [DelimitedRow]) -> String {
    var names: [String] = []
    for row in rows where !names.contains(cell(row, "variant")) { names.append(cell(row, "variant")) }
    let variants = names.map { name in variant(name, rows.filter { cell($0, "variant") == name }) }
    guard let reference = variants.first else { return "" }
    let others = variants.dropFirst().map { lines in
      lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element + "\n" }.joined()
    }
    return "reference:\n" + reference.map { "  \($0)\n" }.joined() + "variants:\n" + others.joined()
  }

  /// The lines of a variant; what is said of a year alone becomes a line from and to that year.
  private static func variant(_ name: String, _ rows: [DelimitedRow]) -> [String] {
    func amounts(_ kind: String, _ unit: String) -> String? {
      let found = rows.filter { cell($0, "kind") == kind }
      let dated = found.compactMap { row in Int(cell(row, "year")).map { ($0, cell(row, "amount") + unit) } }
      guard let last = dated.map(\.0).max(), (1...100).contains(last) else {
        return found.first.map { (cell($0, "amount") + unit).yamlScalar }
      }
      let values = (1...last).map { year in (dated.first { $0.0 == year }?.1 ?? "0" + unit).yamlScalar }
      return values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
    }
    var lines = ["name: \(name.yamlScalar)"]
    if let investment = amounts("investment", "") { lines.append("investment: \(investment)") }
    if let life = amounts("life", "") { lines.append("life: \(life)") }
    let flows = rows.filter { !["investment", "life", "emissions"].contains(cell($0, "kind")) }
    if !flows.isEmpty { lines.append("lines:") }
    for row in flows {
      var flow = YAMLFlow()
      flow.add("label", cell(row, "label"))
      flow.add("kind", cell(row, "kind"))
      flow.add("amount", cell(row, "amount"))
      if !cell(row, "year").isEmpty { for key in ["from", "to"] { flow.add(key, cell(row, "year")) } }
      lines.append("  - \(flow.text)")
    }
    if let emissions = amounts("emissions", " t") { lines.append("emissions: \(emissions)") }
    return lines
  }

  private static func cell(_ row: DelimitedRow, _ column: String) -> String { row[column].onOneLine.trimmed }
}
