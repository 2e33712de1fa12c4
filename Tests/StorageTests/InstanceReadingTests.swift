import CarbonAccounting
import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// The text of an instance is read as what anybody may have written.
@Suite struct InstanceReadingTests {
  /// The text of a store with a closed firm, as lines without the last one.
  private func export(_ store: Store) throws -> [String] {
    var bytes: [UInt8] = []
    try store.export { bytes.append(contentsOf: $0) }
    return Array(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).dropLast())
  }

  /// Replaces the value of a column in the first row of a table, in its last block; gives the line's number.
  private func change(_ lines: inout [String], _ table: String, _ column: String, _ value: String) throws -> Int {
    let head = try #require(lines.lastIndex { $0.hasPrefix("@\(table) ") })
    let columns = lines[head].split(separator: " ").dropFirst().map { $0.split(separator: ":")[0] }
    let position = try #require(columns.firstIndex { $0 == column })
    var fields = lines[head + 1].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    fields[position] = value
    lines[head + 1] = fields.joined(separator: "\t")
    return head + 2
  }

  /// The text with an end that fits.
  private func whole(_ lines: [String]) -> [UInt8] {
    let text = lines.map { $0 + "\n" }.joined()
    let count = lines.dropFirst().count { !$0.hasPrefix("@") }
    return Array((text + "@end \(count) \(Fingerprint.sha256(text))\n").utf8)
  }

  private func refusal(of text: [UInt8], by store: Store) -> Refusal? {
    var rest = text
    do throws(Refusal) {
      try store.fill {
        defer { rest = [] }
        return rest
      }
      return nil
    } catch { return error }
  }

  /// What is said to the text: nil when a store was filled with it and verifies.
  private func fill(_ engine: TestEngine, _ text: [UInt8]) throws -> Diagnostic? {
    try withStore(engine) { store in
      let refusal = refusal(of: text, by: store)
      let firms = try store.instance(as: .console).organisations()
      #expect(firms.isEmpty == (refusal != nil))
      for firm in firms { #expect(try store.organisation(firm.id, as: .console).verify().faults.isEmpty) }
      return refusal?.diagnostics.first
    }
  }

  @Test(arguments: TestEngine.available)
  func `A value that no store of ours holds is refused with its line`(engine: TestEngine) throws {
    let lines = try withStore(engine) { store in
      _ = try store.newClosedFirm()
      _ = try store.newPerson("anne")
      return try export(store)
    }
    #expect(try fill(engine, whole(lines)) == nil)
    let most = "\(Int64.max)"
    for (table, column, value) in [
      ("organisation", "id", "0"), ("organisation", "id", most), ("organisation", "name", " "),
      ("organisation", "name", String(repeating: "n", count: 401)), ("organisation", "name", "a\u{0}b"),
      ("organisation", "siren", "123"), ("person", "id", "-1"), ("person", "email", "nobody"),
      ("fiscal_year", "organisation_id", "0"), ("fiscal_year", "id", most), ("ledger", "state", "loading"),
      ("ledger", "line_count", "-1"), ("ledger", "version", "\(1 << 53)"), ("ledger_line", "entry", "-1"),
      ("ledger_line", "debit_cents", most), ("ledger_line", "label", "a\u{0}b"), ("posting", "number", most),
      ("carbon_entry", "carbon_grams", "\(Int64.min)"), ("sealed_account", "version", most),
      ("audit_event", "number", most),
    ] {
      var changed = lines
      let line = try change(&changed, table, column, value)
      let refusal = try fill(engine, whole(changed))
      #expect(refusal?.message.key == .says(.exportUnreadable), "\(table).\(column) \(value)")
      #expect(refusal?.line == line, "\(table).\(column) \(value)")
    }
  }
}
