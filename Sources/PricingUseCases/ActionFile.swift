// A list of actions for an abatement curve, as YAML or a table.

import CarbonPricing
import DelimitedText
import Quantities
import WrittenFiles

/// What a list of actions says.
public struct ActionFile: Sendable {
  /// Its name; empty for a table.
  public var name: String
  /// The yearly discount rate; nil where the file has none.
  public var rate: Rational?
  /// The firm's price; nil where the file has none.
  public var price: PriceSchedule?
  /// The actions.
  public var actions: [AbatementAction]

  /// Reads YAML: `name`, `rate`, `price`, `actions[]` of `name`, `investment`, `yearly_cost`, `yearly_saving`, `years`,
  /// `tonnes` (a mass a year).
  ///
  /// - Throws: a refusal that names every mistake by line and field.
  public init(yaml text: String, _ library: PriceLibrary) throws(Refusal) {
    let field = try YAMLField.root(text, limit: 1_000_000, notMap: PriceFileRefusal.notMap)
    field.expect("name", "rate", "price", "actions")
    name = field.text("name") ?? ""
    rate = field.priced("rate", .notPercent, WrittenValue.share)
    price = field.priceSchedule("price", library)
    let listed = field.list("actions")
    actions = listed.compactMap(ActionFile.action)
    if listed.isEmpty { field.refuse(.listEmpty, ["key": "actions"]) }
    try field.check()
  }

  private static func action(_ field: YAMLField) -> AbatementAction? {
    field.expect("name", "investment", "yearly_cost", "yearly_saving", "years", "tonnes")
    let name = field.required("name")
    let investment = field.value("investment", .notMoney, WrittenValue.costMoney)
    let cost = field.value("yearly_cost", .notMoney, WrittenValue.costMoney)
    let saving = field.value("yearly_saving", .notMoney, WrittenValue.costMoney)
    let years = field.requiredPriced("years", .notCount, WrittenValue.count)
    let tonnes = field.requiredValue("tonnes", .notCarbon, WrittenValue.carbon)
    guard let name, let years, let tonnes else { return nil }
    return AbatementAction(
      name: name, investment: investment?.euros.approximate ?? 0,
      yearlyCost: (cost?.euros.approximate ?? 0) - (saving?.euros.approximate ?? 0), years: years, tonnes: tonnes.tonnes
    )
  }

  private static let limits = DelimitedLimits(bytes: 1_000_000, rows: 1000, columns: 40, fieldLength: 1000)
  private static let columns = ["name", "investment", "yearly_cost", "yearly_saving", "years", "tonnes"]

  /// Reads a table with the same columns; amounts in euros, tonnes of CO2e a year.
  ///
  /// - Throws: a refusal that names every wrong cell.
  public init(csv bytes: [UInt8]) throws(Refusal) {
    let table = try DelimitedReader.read(bytes, limits: ActionFile.limits)
    try table.require(columns: ActionFile.columns)
    var problems: [Diagnostic] = []
    var actions: [AbatementAction] = []
    for row in table.rows {
      var wrong: [String] = []
      func number(_ column: String, isNeeded: Bool = false) -> Rational {
        let text = row[column].trimmed
        if text.isEmpty, !isNeeded { return .zero }
        if let value = try? WrittenValue.number(text) { return value }
        wrong.append(column)
        return .zero
      }
      let name = row["name"].onOneLine.trimmed
      if name.isEmpty { wrong.append("name") }
      let costs = ["investment", "yearly_cost", "yearly_saving"].map { number($0).approximate }
      let tonnes = number("tonnes", isNeeded: true).approximate
      let years = try? WrittenValue.count(row["years"])
      if years == nil { wrong.append("years") }
      problems += wrong.map { ActionFile.wrong(row, $0) }
      actions.append(
        AbatementAction(
          name: name, investment: costs[0], yearlyCost: costs[1] - costs[2], years: years ?? 1, tonnes: tonnes))
    }
    if actions.isEmpty { problems.append(Diagnostic(.error, PriceFileRefusal.listEmpty, ["key": "name"])) }
    guard problems.isEmpty else { throw Refusal(problems) }
    name = ""
    self.actions = actions
  }

  private static func wrong(_ row: DelimitedRow, _ column: String) -> Diagnostic {
    let expected = ["name": "…", "years": "1…100"][column] ?? "1234.56"
    return Diagnostic(
      .error, PriceFileRefusal.cellWrong,
      ["column": .text(column), "value": .text(row[column].onOneLine), "expected": .text(expected)], line: row.line,
      field: column)
  }
}
