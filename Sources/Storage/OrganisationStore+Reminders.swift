// What somebody asks a firm to think of.

import Databases
import Quantities

/// Something to think of.
public struct Reminder: Sendable, Hashable {
  /// From 1 in the organisation.
  public let number: Int
  /// The fiscal year it is about, if it is about one.
  public let year: Int?
  /// What to think of.
  public let text: String
  /// When it was written.
  public let createdAt: Timestamp
  /// By whom: `console` or `person:12`.
  public let actor: String
  /// When it was done; nil while it is not.
  public let doneAt: Timestamp?
}

extension OrganisationStore {
  /// The most reminders that can be open.
  private static let mostReminders = 500

  /// Writes a reminder.
  ///
  /// - Parameter text: 4 000 bytes at most.
  /// - Returns: its number.
  /// - Throws: `storage.too-long`; `storage.too-many`; `storage.not-found` when there is no such year.
  @discardableResult
  public func remind(_ text: String, year: Int? = nil, at now: Timestamp) throws(Refusal) -> Int {
    try InputCheck.text(text, most: 4000)
    return try write(.keep) { transaction in
      if let year { _ = try StoredYear.find(year, transaction) }
      let known = try transaction.row(
        """
        SELECT COALESCE(MAX(number), 0), COUNT(*) - COUNT(done_at) FROM reminder WHERE organisation_id = $1
        """)
      guard try known?.count(1) ?? 0 < OrganisationStore.mostReminders else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostReminders)])
      }
      let number = try known.nextNumber()
      try transaction.insert(
        into: "reminder",
        [
          "number": SQLValue(number), "fiscal_year_id": SQLValue(year.map(Int64.init)), "content": .text(text),
          "created_at": .integer(now.milliseconds), "created_by": .text(principal.actor),
        ])
      return number
    }
  }

  /// The reminders, open ones first, then by number.
  public func reminders(limit: Int = 500) throws(Refusal) -> [Reminder] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT number, fiscal_year_id, content, created_at, created_by, done_at FROM reminder
        WHERE organisation_id = $1 ORDER BY CASE WHEN done_at IS NULL THEN 0 ELSE 1 END, number LIMIT $2
        """, [SQLValue(limit)]
      ).map { row in
        try Reminder(
          number: row.int(0), year: row.optionalInteger(1).map(Int.init), text: row.text(2),
          createdAt: Timestamp(milliseconds: row.integer(3)), actor: row.text(4),
          doneAt: row.optionalInteger(5).map(Timestamp.init(milliseconds:)))
      }
    }
  }

  /// Notes that a reminder is done.
  ///
  /// - Throws: `storage.not-found` when there is none of that number, or it is done.
  public func completeReminder(_ number: Int, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      let count = try transaction.execute(
        "UPDATE reminder SET done_at = $3 WHERE organisation_id = $1 AND number = $2 AND done_at IS NULL",
        [SQLValue(number), .integer(now.milliseconds)])
      guard count == 1 else { throw Refusal(.notFound) }
    }
  }
}
