// Customers' programs that ask for footprints (PACT), before it is known whose they are.

import Databases
import Quantities

/// Lets customers' programs in: client identifiers and secrets, then tokens of short life.
public struct PACTDoor: Sendable {
  let database: any SQLDatabase

  /// A customer's program.
  public struct Client: Sendable, Hashable {
    /// Of which organisation it is a customer.
    public let organisation: OrganisationID
    /// From 1 in the organisation.
    public let number: Int
    /// What it calls itself.
    public let id: String
    /// What the organisation calls it.
    public let name: String
  }

  /// Whether a token is of use.
  public enum Access: Sendable, Hashable {
    /// It is.
    case current(Client)
    /// It was: another must be asked for.
    case expired
  }

  /// For how long an expired token is still told from one that never was, in milliseconds.
  private static let remembered: Int64 = 24 * 3600 * 1000

  /// The program of an identifier and a secret; nil when there is none.
  ///
  /// - Parameter secretSHA256: SHA-256 of the secret, in hexadecimal.
  public func client(id: String, secretSHA256: String) throws(Refusal) -> Client? {
    try refusing {
      try database.read(.door) { connection in
        try connection.row(
          "SELECT organisation_id, number, client_id, name FROM pact_client WHERE client_id = $1 AND secret_sha256 = $2",
          [.text(id), .text(secretSHA256)]
        ).map(PACTDoor.client)
      }
    }
  }

  /// Gives a program a token, and forgets those that ended long ago.
  public func issue(
    tokenSHA256: String, to client: Client, expiresAt: Timestamp, at now: Timestamp
  ) throws(Refusal) {
    try refusing {
      try database.write(.entrance(client.organisation)) { connection in
        let transaction = TenantTransaction(connection, client.organisation)
        try transaction.execute(
          "DELETE FROM pact_access WHERE organisation_id = $1 AND client_id = $2 AND expires_at < $3",
          [.text(client.id), .integer(now.milliseconds - PACTDoor.remembered)])
        try transaction.insert(
          into: "pact_access",
          [
            "token_sha256": .text(tokenSHA256), "client_id": .text(client.id), "issued_at": .integer(now.milliseconds),
            "expires_at": .integer(expiresAt.milliseconds),
          ])
        try transaction.execute(
          "UPDATE pact_client SET seen_at = $3 WHERE organisation_id = $1 AND number = $2",
          [SQLValue(client.number), .integer(now.milliseconds)])
      }
    }
  }

  /// Whose a token is; nil when there is none, or its program was shut out.
  public func access(tokenSHA256: String, at now: Timestamp) throws(Refusal) -> Access? {
    try refusing {
      try database.read(.door) { connection in
        let row = try connection.row(
          """
          SELECT p.organisation_id, p.number, p.client_id, p.name, r.expires_at FROM pact_access r
          JOIN pact_client p ON p.client_id = r.client_id WHERE r.token_sha256 = $1
          """, [.text(tokenSHA256)])
        guard let row else { return nil }
        return try row.integer(4) > now.milliseconds ? .current(PACTDoor.client(row)) : .expired
      }
    }
  }

  /// What an organisation says of its products, by activity.
  public func products(of organisation: OrganisationID) throws(Refusal) -> [PACTProduct] {
    try refusing {
      try database.read(.organisation(organisation)) {
        try PACTProduct.all(TenantTransaction($0, organisation))
      }
    }
  }

  /// Keeps an event that a program sent. One that comes again is kept once.
  ///
  /// - Throws: `storage.too-many` when the organisation keeps as many as it can; `storage.too-long`.
  public func keep(_ event: PACTEvent.Received, from client: Client, at now: Timestamp) throws(Refusal) {
    try InputCheck.text(event.content, most: PACTEvent.longest)
    try refusing {
      try database.write(.organisation(client.organisation)) { connection in
        try PACTEvent.insert(event, from: client, TenantTransaction(connection, client.organisation), at: now)
      }
    }
  }

  private static func client(_ row: SQLRow) throws -> Client {
    try Client(
      organisation: OrganisationID(row.integer(0)), number: row.count(1), id: row.text(2), name: row.text(3))
  }
}
