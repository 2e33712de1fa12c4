// What verifiers conclude on sealed accounts (ISO 14064-3, ISAE 3410).

import Databases
import Quantities

/// What a verifier concludes on a closing.
public struct Opinion: Sendable, Hashable {
  /// The conclusion.
  public enum Conclusion: String, Sendable, CaseIterable {
    /// Nothing is wrong that matters.
    case unqualified
    /// Right, except for what is said.
    case qualified
    /// Wrong.
    case adverse
    /// No conclusion is possible.
    case disclaimer
  }

  /// How sure the verifier is.
  public enum Assurance: String, Sendable, CaseIterable {
    /// Nothing was found that says the contrary.
    case limited
    /// The evidence says so.
    case reasonable
  }

  /// The closing of the year it is on.
  public let version: Int
  /// From 1 on each closing.
  public let number: Int
  /// Who gives it.
  public let person: PersonID
  /// What they conclude.
  public let conclusion: Conclusion
  /// How sure they are.
  public let assurance: Assurance
  /// Their words.
  public let text: String
  /// When it was given.
  public let givenAt: Timestamp
}

extension OrganisationStore {
  /// Concludes on the closing of a year that is in force. What was concluded stays.
  ///
  /// - Parameters:
  ///   - version: the closing that was read: it must still be the one in force.
  ///   - text: 20 000 bytes at most.
  /// - Returns: the number of the opinion on that closing.
  /// - Throws: `storage.year-open`; `storage.changed-meanwhile` when another closing is in force; `storage.too-long`.
  @discardableResult
  public func giveOpinion(
    on year: Int, version: Int, _ conclusion: Opinion.Conclusion, _ assurance: Opinion.Assurance, text: String,
    at now: Timestamp
  ) throws(Refusal) -> Int {
    // The console runs the firm's account: an opinion is somebody's who has no hand in it.
    guard case .person(let person) = principal else { throw Refusal(.forbidden, ["role": .text(role.rawValue)]) }
    try InputCheck.text(text, most: 20_000)
    return try write(.attest) { transaction in
      let stored = try StoredYear.find(year, transaction)
      guard stored.isClosed else { throw Refusal(.yearOpen, ["year": .text(stored.period.label)]) }
      guard stored.closings == version else { throw Refusal(.changedMeanwhile) }
      let last = try transaction.row(
        """
        SELECT COALESCE(MAX(number), 0) FROM opinion
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND version = $3
        """, [SQLValue(year), SQLValue(version)])
      let number = try last.nextNumber()
      try transaction.insert(
        into: "opinion",
        [
          "fiscal_year_id": SQLValue(year), "version": SQLValue(version), "number": SQLValue(number),
          "person_id": .integer(person.number), "conclusion": .text(conclusion.rawValue),
          "assurance": .text(assurance.rawValue), "content": .text(text), "given_at": .integer(now.milliseconds),
        ])
      try log(transaction, .opinionGiven, "\(year) v\(version) opinion \(number)", at: now)
      return number
    }
  }

  /// The opinions on every closing of a year, in the order they were given.
  public func opinions(of year: Int) throws(Refusal) -> [Opinion] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT version, number, person_id, conclusion, assurance, content, given_at FROM opinion
        WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY version, number
        """, [SQLValue(year)]
      ).map(Opinion.init)
    }
  }
}

extension Opinion {
  fileprivate init(_ row: SQLRow) throws {
    guard let conclusion = Conclusion(rawValue: try row.text(3)), let assurance = Assurance(rawValue: try row.text(4))
    else { throw SQLError(.damaged, "an opinion that concludes nothing") }
    self.init(
      version: try row.count(0), number: try row.count(1), person: PersonID(try row.integer(2)),
      conclusion: conclusion, assurance: assurance, text: try row.text(5),
      givenAt: Timestamp(milliseconds: try row.integer(6)))
  }
}
