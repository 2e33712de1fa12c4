// What a firm keeps of carbon prices: projects, lists of actions, its own policy. Each is a text with its revisions.

import Databases
import Quantities

/// A scenario without its text.
public struct ScenarioEntry: Sendable, Hashable {
  /// What it is about.
  public enum Kind: String, Sendable, CaseIterable {
    /// A decision between a project and what would be done otherwise.
    case project
    /// Actions, for an abatement curve.
    case actions
    /// The firm's own prices, and its fund.
    case policy
  }

  /// From 1 in the organisation; never given twice.
  public let number: Int
  /// From 1.
  public let revision: Int
  /// What it is about.
  public let kind: Kind
  /// Its name.
  public let name: String
  /// When this revision was kept.
  public let recordedAt: Timestamp
  /// By whom: `console` or `person:12`.
  public let actor: String
}

/// A scenario as it stands.
public struct StoredScenario: Sendable, Hashable {
  /// Number, revision, kind, name.
  public let entry: ScenarioEntry
  /// The text: the file that the command line reads.
  public let content: String
}

extension OrganisationStore {
  /// The most scenarios a firm keeps at a time.
  public static let mostScenarios = 200
  /// The most bytes of one.
  public static let scenarioLimit = 200_000
  /// The most numbers that are ever given.
  private static let mostRows = 10_000
  /// The most revisions of one scenario.
  private static let mostRevisions = 500
  private static let removed = "removed"

  private static let heads = "number, revision, kind, name, recorded_at, recorded_by"

  /// Those there are, by number.
  public func scenarios() throws(Refusal) -> [ScenarioEntry] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT \(OrganisationStore.heads) FROM scenario s
        WHERE organisation_id = $1 AND kind <> $2 AND revision =
          (SELECT MAX(m.revision) FROM scenario m WHERE m.organisation_id = $1 AND m.number = s.number)
        ORDER BY number
        """, [.text(OrganisationStore.removed)]
      ).map(ScenarioEntry.init)
    }
  }

  /// One as it stands.
  ///
  /// - Throws: `storage.not-found` when there is none of that number, or no more.
  public func scenario(_ number: Int) throws(Refusal) -> StoredScenario {
    try read { try StoredScenario.last(number, $0) }
  }

  /// Keeps a new one.
  ///
  /// - Parameter content: checked by the caller.
  /// - Returns: its number.
  /// - Throws: `storage.name-wrong`; `storage.too-long`; `storage.too-many`.
  @discardableResult
  public func addScenario(
    _ kind: ScenarioEntry.Kind, name: String, content: String, at now: Timestamp
  ) throws(Refusal) -> Int {
    try InputCheck.name(name)
    try InputCheck.text(content, most: OrganisationStore.scenarioLimit)
    return try write(.keep) { transaction in
      let known = try transaction.row(
        """
        SELECT COALESCE(MAX(number), 0), COUNT(DISTINCT number)
          - COUNT(CASE WHEN kind = $2 THEN 1 END) FROM scenario WHERE organisation_id = $1
        """, [.text(OrganisationStore.removed)])
      let number = try known.nextNumber()
      guard try known?.count(1) ?? 0 < OrganisationStore.mostScenarios, number <= OrganisationStore.mostRows else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostScenarios)])
      }
      if kind == .policy, try hasPolicy(transaction) { throw Refusal(.changedMeanwhile) }
      try keep((number, 1), kind.rawValue, name, content, transaction, at: now)
      try log(transaction, .scenarioKept, "\(number) v1", at: now)
      return number
    }
  }

  /// Whether a policy is kept: there is one at most, however many ask at the same time.
  private func hasPolicy(_ transaction: TenantTransaction) throws -> Bool {
    try transaction.row(
      """
      SELECT number FROM scenario s WHERE organisation_id = $1 AND kind = $2 AND revision =
        (SELECT MAX(m.revision) FROM scenario m WHERE m.organisation_id = $1 AND m.number = s.number)
      LIMIT 1
      """, [.text(ScenarioEntry.Kind.policy.rawValue)]) != nil
  }

  /// Keeps a new revision of one. The same name and text again make none.
  ///
  /// - Parameter expected: the revision it was made from.
  /// - Returns: the revision in force.
  /// - Throws: `storage.changed-meanwhile` when another revision is in force than the one expected; `storage.not-found`;
  ///   `storage.name-wrong`; `storage.too-long`; `storage.too-many`.
  @discardableResult
  public func reviseScenario(
    _ number: Int, expecting expected: Int, name: String, content: String, at now: Timestamp
  ) throws(Refusal) -> Int {
    try InputCheck.name(name)
    try InputCheck.text(content, most: OrganisationStore.scenarioLimit)
    return try write(.keep) { transaction in
      let last = try StoredScenario.last(number, transaction)
      guard last.entry.revision == expected else { throw Refusal(.changedMeanwhile) }
      if last.entry.name.isSpelled(as: name), last.content.isSpelled(as: content) { return expected }
      guard expected < OrganisationStore.mostRevisions else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostRevisions)])
      }
      try keep((number, expected + 1), last.entry.kind.rawValue, name, content, transaction, at: now)
      try log(transaction, .scenarioKept, "\(number) v\(expected + 1)", at: now)
      return expected + 1
    }
  }

  /// Takes one out, with all its revisions.
  ///
  /// - Parameter expected: the revision that was looked at.
  /// - Throws: `storage.changed-meanwhile` when another revision is in force; `storage.not-found` when there is none of that
  ///   number, or no more.
  public func removeScenario(_ number: Int, expecting expected: Int, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      let last = try StoredScenario.last(number, transaction)
      guard last.entry.revision == expected else { throw Refusal(.changedMeanwhile) }
      try transaction.execute(
        "DELETE FROM scenario WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
      try keep((number, last.entry.revision + 1), OrganisationStore.removed, "", "", transaction, at: now)
      try log(transaction, .scenarioRemoved, "\(number)", at: now)
    }
  }

  private func keep(
    _ place: (number: Int, revision: Int), _ kind: String, _ name: String, _ content: String,
    _ transaction: TenantTransaction, at now: Timestamp
  ) throws {
    try transaction.insert(
      into: "scenario",
      [
        "number": SQLValue(place.number), "revision": SQLValue(place.revision), "kind": .text(kind),
        "name": .text(name), "content": .text(content), "recorded_at": .integer(now.milliseconds),
        "recorded_by": .text(principal.actor),
      ])
  }
}

extension ScenarioEntry {
  fileprivate init(_ row: SQLRow) throws {
    guard let kind = Kind(rawValue: try row.text(2)) else { throw Refusal(.rowsUnreadable) }
    self.init(
      number: try row.int(0), revision: try row.int(1), kind: kind, name: try row.text(3),
      recordedAt: Timestamp(milliseconds: try row.integer(4)), actor: try row.text(5))
  }
}

extension StoredScenario {
  /// The last revision of one.
  fileprivate static func last(_ number: Int, _ transaction: TenantTransaction) throws -> StoredScenario {
    let row = try transaction.row(
      """
      SELECT number, revision, kind, name, recorded_at, recorded_by, content FROM scenario
      WHERE organisation_id = $1 AND number = $2 ORDER BY revision DESC LIMIT 1
      """, [SQLValue(number)])
    guard let row, try row.text(2) != "removed" else { throw Refusal(.notFound) }
    return StoredScenario(entry: try ScenarioEntry(row), content: try row.text(6))
  }
}
