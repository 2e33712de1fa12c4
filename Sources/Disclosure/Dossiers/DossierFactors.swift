// The factors behind the entries: each is sealed, and listed with the publication it is read in.

import CarbonAccounting
import DelimitedText
import Quantities

/// Checks that no entry uses a factor that is not listed.
enum DossierFactors {
  /// - Parameters:
  ///   - read: the entries by activity.
  ///   - table: factors.csv.
  static func check(_ year: DossierYear, _ read: [String: [EntryRecord]], table: [UInt8]?) -> [Diagnostic] {
    let listed = table.flatMap(rows) ?? []
    var reasons: [Diagnostic] = []
    for account in year.accounts {
      let used = Set((read[account.activity] ?? []).compactMap(Used.init))
      let known = Set(account.factors.map(Used.init))
      reasons += used.subtracting(known).sorted { ($0.id, $0.vintage) < ($1.id, $1.vintage) }
        .map { unlisted($0, account) }
      reasons += account.factors.filter { !listed.contains(Row($0)) }.map { unlisted(Used($0), account) }
    }
    return reasons
  }

  private static func unlisted(_ factor: Used, _ account: DossierAccount) -> Diagnostic {
    Diagnostic(
      .error, DisclosureMessage.factorUnlisted,
      ["activity": .text(account.activity), "factor": .text(factor.id), "vintage": .text(factor.vintage)],
      file: "factors.csv")
  }

  /// A factor as an entry names it.
  private struct Used: Hashable {
    let id: String
    let vintage: String
    let value: String
    let source: String

    init(_ factor: DossierAccount.Factor) {
      id = factor.id
      vintage = factor.vintage
      value = "\(factor.value) \(factor.unit)"
      source = factor.source
    }

    init?(_ entry: EntryRecord) {
      guard let factor = entry.factor else { return nil }
      id = factor
      vintage = entry.vintage ?? ""
      value = entry.factorValue ?? ""
      source = entry.source ?? ""
    }
  }

  /// A factor as the table writes it.
  private struct Row: Hashable {
    let cells: [String]

    init(_ factor: DossierAccount.Factor) {
      cells = [factor.id, factor.vintage, factor.unit, factor.source].map(DelimitedWriter.disarmed) + [factor.value]
    }

    init(_ row: DelimitedRow) { cells = ["id", "vintage", "unit", "source", "value"].map { row[$0] } }
  }

  private static func rows(_ table: [UInt8]) -> Set<Row>? {
    (try? DelimitedReader.read(table, encoding: .utf8)).map { Set($0.rows.map(Row.init)) }
  }
}
