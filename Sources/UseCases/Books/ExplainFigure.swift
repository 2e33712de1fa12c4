import CarbonAccounting
import Quantities

/// Opens a figure: from what a person points at to the entries behind it.
public enum ExplainFigure {
  /// What an explanation shows: the sum, the entries opened, and what was left closed.
  public struct Explanation: Sendable {
    /// The derivations to read, largest carbon first.
    public let derivations: [Derivation]
    /// Entries beyond the limit.
    public let others: (count: Int, carbon: CarbonMass)
  }

  /// Explains `query`: `total`, the beginning of an account (`606`), an entry (`AC/42`), a measure (`measure/1`), a
  /// supplier (number or name) or a category (`energy.oil`).
  ///
  /// - Parameter limit: how many entries are opened.
  public static func explain(_ query: String, in books: CarbonBooks, limit: Int) throws(Refusal) -> Explanation {
    if query == "total" {
      do {
        var derivations: [Derivation] = []
        for account in books.accounts { derivations += try account.derivations() }
        return Explanation(derivations: derivations, others: (0, .zero))
      } catch {
        throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
      }
    }
    let entries = matching(query, books.journal.entries).sorted {
      ($1.carbon.magnitude, $0.id) < ($0.carbon.magnitude, $1.id)
    }
    guard !entries.isEmpty else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.explainNothing, ["query": .text(query)], field: "--explain"))
    }
    let heading = Derivation(
      Message(CarbonMessage.figureSelection, ["query": .text(query), "count": .integer(entries.count)]),
      .carbon(entries.map(\.carbon).total()))
    let rest = entries.dropFirst(limit)
    return Explanation(
      derivations: [heading] + entries.prefix(limit).map(\.derivation), others: (rest.count, rest.map(\.carbon).total())
    )
  }

  private static func matching(_ query: String, _ entries: [CarbonEntry]) -> [CarbonEntry] {
    if query.contains("/") {
      return entries.filter { entry in
        isEntry(entry.id, query) || entry.lines.contains { isEntry($0.id, query) }
      }
    }
    if query.allSatisfy({ $0.isASCII && $0.isNumber }) {
      let byAccount = entries.filter { entry in
        entry.account.hasPrefix(query) || entry.lines.contains { $0.account.hasPrefix(query) }
      }
      if !byAccount.isEmpty { return byAccount }
    }
    let byCategory = entries.filter { $0.category == query }
    if !byCategory.isEmpty { return byCategory }
    return entries.filter { entry in
      entry.supplier?.isNamed(query) ?? entry.lines.contains { $0.supplier?.isNamed(query) ?? false }
    }
  }

  /// `AC/42` names entry 42 of journal AC, not entry 421.
  private static func isEntry(_ id: String, _ query: String) -> Bool {
    id == query || id.hasPrefix(query + "/") || id.hasPrefix(query + "@")
  }
}
