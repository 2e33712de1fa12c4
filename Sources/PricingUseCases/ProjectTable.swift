// A project as a table of separated values: one row per cost, gain or emission.

import CarbonPricing
import DelimitedText
import Quantities
import WrittenFiles

/// Columns: `variant,kind,label,year,amount`. `kind` is investment, opex, revenue, savings, subsidy, emissions (tonnes of
/// CO2e), residual or life (years); an empty `year` stands for every year of operation, for an investment the first day. The first variant is the reference.
enum ProjectTable {
  private static let columns = ["variant", "kind", "label", "year", "amount"]
  private static let limits = DelimitedLimits(bytes: 1_000_000, rows: 10_000, columns: 40, fieldLength: 1000)

  /// What a table cannot say, from the command line.
  struct Frame {
    let name: String
    let firstYear: Int
    let years: Int
    let discounting: Discounting
    let price: PriceSchedule?
  }

  /// A row, read.
  private struct Row {
    let variant: String
    let kind: String
    let label: String
    /// The year of operation, or of the works for an investment; nil for all.
    let year: Int?
    let amount: Rational
  }

  static func read(_ bytes: [UInt8], _ frame: Frame) throws(Refusal) -> ProjectFile {
    let table = try DelimitedReader.read(bytes, limits: limits)
    try table.require(columns: columns)
    var rows: [Row] = []
    var problems: [Diagnostic] = []
    for row in table.rows {
      do throws(Diagnostic) { rows.append(try self.row(row, frame)) } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    var names: [String] = []
    for row in rows where !names.contains(row.variant) { names.append(row.variant) }
    return ProjectFile(
      name: frame.name, firstYear: frame.firstYear, years: frame.years, discounting: frame.discounting,
      price: frame.price,
      variants: names.map { name in variant(name, rows.filter { $0.variant == name }, frame.years) })
  }

  private static let kinds =
    ["investment", "emissions", "life"] + ProjectVariant.LineKind.allCases.map(\.rawValue)

  private static func row(_ row: DelimitedRow, _ frame: Frame) throws(Diagnostic) -> Row {
    func problem(_ column: String, _ expected: String) -> Diagnostic {
      Diagnostic(
        .error, PriceFileRefusal.cellWrong,
        ["column": .text(column), "value": .text(row[column].onOneLine), "expected": .text(expected)], line: row.line,
        field: column)
    }
    let variant = row["variant"].onOneLine.trimmed
    let kind = row["kind"].trimmed
    guard !variant.isEmpty else { throw problem("variant", "…") }
    guard kinds.contains(kind) else { throw problem("kind", kinds.joined(separator: ", ")) }
    let year = Int(row["year"].trimmed)
    guard row["year"].trimmed.isEmpty || year.map({ (1...frame.years).contains($0) }) ?? false else {
      throw problem("year", "1…\(frame.years)")
    }
    let amount: Rational
    do throws(WrittenValue.Fault) {
      amount =
        isMoney(kind)
        ? try WrittenValue.signedMoney(row["amount"].trimmed).euros
        : try WrittenValue.signedNumber(row["amount"].trimmed)
    } catch .range(let range) {
      throw problem("amount", range)
    } catch { throw problem("amount", "1234.56") }
    guard kind == "emissions" || amount >= .zero else { throw problem("amount", "≥ 0") }
    guard kind != "life" || (amount.denominator == 1 && amount >= .one && amount <= Rational(100)) else {
      throw problem("amount", "1…100")
    }
    return Row(variant: variant, kind: kind, label: row["label"].onOneLine.trimmed, year: year, amount: amount)
  }

  private static func isMoney(_ kind: String) -> Bool {
    kind == "investment" || ProjectVariant.LineKind(rawValue: kind) != nil
  }

  private static func variant(_ name: String, _ rows: [Row], _ years: Int) -> ProjectVariant {
    func values(_ rows: [Row]) -> YearlyValues {
      // What is said of one year is of that year: a longer calculation goes on with what is said of all.
      YearlyValues(
        .list(
          (1...years).map { year in
            rows.filter { $0.year ?? year == year }.reduce(0) { $0 + $1.amount.approximate }
          }), after: rows.filter { $0.year == nil }.reduce(0) { $0 + $1.amount.approximate })
    }
    var lines: [ProjectVariant.Line] = []
    for row in rows {
      guard let kind = ProjectVariant.LineKind(rawValue: row.kind),
        !lines.contains(where: { $0.kind == kind && $0.label == row.label })
      else { continue }
      let same = rows.filter { $0.kind == row.kind && $0.label == row.label }
      lines.append(ProjectVariant.Line(label: row.label, kind: kind, amounts: values(same)))
    }
    let spent = rows.filter { $0.kind == "investment" }
    let investments = (1...max(spent.compactMap(\.year).max() ?? 1, 1)).map { year in
      spent.filter { ($0.year ?? 1) == year }.reduce(0) { $0 + $1.amount.approximate }
    }
    return ProjectVariant(
      name: name, investments: investments, lines: lines, emissions: values(rows.filter { $0.kind == "emissions" }),
      life: rows.last { $0.kind == "life" }.map { Int($0.amount.approximate) })
  }
}
