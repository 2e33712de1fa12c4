// What customers' programs send an organisation, and what became of it.

import Databases
import Quantities

/// An event that was received.
public struct PACTEvent: Sendable, Hashable {
  /// What a program sent.
  public struct Received: Sendable, Hashable {
    /// Where it happened; with `id`, names the event.
    public let source: String
    /// Its name there.
    public let id: String
    /// What happened, as PACT names it.
    public let type: String
    /// The whole event, as JSON.
    public let content: String

    /// An event.
    public init(source: String, id: String, type: String, content: String) {
      self.source = source
      self.id = id
      self.type = type
      self.content = content
    }
  }

  /// From 1 in the organisation.
  public let number: Int
  /// Who sent it: their program's identifier.
  public let client: String
  /// What the organisation called that program then.
  public let clientName: String
  /// The event.
  public let received: Received
  /// When it came.
  public let receivedAt: Timestamp
  /// When it was dealt with; nil while it was not.
  public let answeredAt: Timestamp?
  /// How: `fulfilled`, `rejected`, `aside`; nil while it was not.
  public let answer: String?

  /// The most bytes of an event.
  public static let longest = 1 << 20
  /// The most events an organisation keeps.
  private static let most = 5000

  static let columns =
    "number, client_id, client_name, event_source, event_id, event_type, content, received_at, answered_at, answer"

  init(_ row: SQLRow) throws {
    number = try row.count(0)
    client = try row.text(1)
    clientName = try row.text(2)
    received = try Received(source: row.text(3), id: row.text(4), type: row.text(5), content: row.text(6))
    receivedAt = Timestamp(milliseconds: try row.integer(7))
    answeredAt = try row.optionalInteger(8).map(Timestamp.init(milliseconds:))
    answer = try row.optionalText(9)
  }

  static func insert(
    _ event: Received, from client: PACTDoor.Client, _ transaction: TenantTransaction, at now: Timestamp
  ) throws {
    let known = try transaction.row(
      """
      SELECT number FROM pact_event
      WHERE organisation_id = $1 AND client_id = $2 AND event_source = $3 AND event_id = $4
      """, [.text(client.id), .text(event.source), .text(event.id)])
    guard known == nil else { return }
    let counted = try transaction.row(
      "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM pact_event WHERE organisation_id = $1")
    guard try counted?.count(0) ?? 0 < most else { throw Refusal(.tooMany, ["limit": .integer(most)]) }
    try transaction.insert(
      into: "pact_event",
      [
        "number": SQLValue((try counted?.count(1) ?? 0) + 1), "client_id": .text(client.id),
        "client_name": .text(client.name), "event_source": .text(event.source), "event_id": .text(event.id),
        "event_type": .text(event.type), "content": .text(event.content), "received_at": .integer(now.milliseconds),
        "answered_at": .null, "answer": .null,
      ])
  }
}
