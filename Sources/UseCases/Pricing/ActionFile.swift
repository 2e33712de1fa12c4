// A list of actions for an abatement curve, as YAML or a table.

import CarbonPricing
import DelimitedText
import Quantities

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
    let investment = field.value("investment", .yamlNotMoney, WrittenValue.costMoney)
    let cost = field.value("yearly_cost", .yamlNotMoney, WrittenValue.costMoney)
    let saving = field.value("yearly_saving", .yamlNotMoney, WrittenValue.costMoney)
    let years = field.requiredPriced("years", .notCount, WrittenValue.count)
    let tonnes = field.requiredValue("tonnes", .yamlNotCarbon, WrittenValue.carbon)
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
      let cells = ActionFile.columns.dropFirst().map { column -> Double in
        let text = row[column].trimmed
        if text.isEmpty, column != "years", column != "tonnes" { return 0 }
        if let value = try? WrittenValue.number(text) { return value.approximate }
        problems.append(
          Diagnostic(
            .error, PriceFileRefusal.cellWrong,
            ["column": .text(column), "value": .text(text.onOneLine), "expected": "1234.56"], line: row.line,
            field: column))
        return 0
      }
      actions.append(
        AbatementAction(
          name: row["name"].onOneLine.trimmed, investment: cells[0], yearlyCost: cells[1] - cells[2],
          years: Int(min(cells[3], 100)), tonnes: cells[4]))
    }
    if actions.isEmpty { problems.append(Diagnostic(.error, PriceFileRefusal.listEmpty, ["key": "name"])) }
    guard problems.isEmpty else { throw Refusal(problems) }
    name = ""
    self.actions = actions
  }
}
