// The rules that an adviser keeps from one client to the next.

import Databases
import Quantities

extension PersonStore {
  /// The longest text of rules, in bytes.
  public static let longestRuleBook = 256 << 10

  /// The rules a person keeps under a name, as last kept; nil for none.
  public func ruleBook(_ name: String = "rules") throws(Refusal) -> String? {
    try refusing { try database.read(.person(id)) { try latest(name, $0)?.text(1) } }
  }

  /// Keeps rules, as a new version. The same again makes none.
  ///
  /// - Returns: the version in force.
  /// - Throws: `storage.too-long` for more than 256 KiB; `storage.name-wrong`; `storage.not-found` for nobody.
  @discardableResult
  public func keepRuleBook(_ text: String, name: String = "rules", at now: Timestamp) throws(Refusal) -> Int {
    try InputCheck.name(name)
    guard text.utf8.count <= PersonStore.longestRuleBook, !text.utf8.contains(0) else {
      throw Refusal(.tooLong, ["limit": .integer(PersonStore.longestRuleBook)])
    }
    return try refusing {
      try database.write(.person(id)) { connection in
        try InstanceRows(connection).checkPresent(id)
        let last = try latest(name, connection)
        if let last, try last.text(1).isSpelled(as: text) { return try last.count(0) }
        let version = try last.nextNumber()
        try connection.execute(
          "INSERT INTO rule_book (person_id, name, version, content, recorded_at) VALUES ($1, $2, $3, $4, $5)",
          [.integer(id.number), .text(name), SQLValue(version), .text(text), .integer(now.milliseconds)])
        return version
      }
    }
  }

  private func latest(_ name: String, _ connection: any SQLConnection) throws -> SQLRow? {
    try connection.row(
      "SELECT version, content FROM rule_book WHERE person_id = $1 AND name = $2 ORDER BY version DESC LIMIT 1",
      [.integer(id.number), .text(name)])
  }
}
