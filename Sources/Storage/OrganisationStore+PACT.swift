// Customers' programs that may ask for footprints, what they asked, and what the firm says of its products.

import Databases
import Quantities

/// A customer's program, without what proves it.
public struct PACTClient: Sendable, Hashable {
  /// From 1 in the organisation.
  public let number: Int
  /// What it calls itself.
  public let id: String
  /// What the organisation calls it: the customer.
  public let name: String
  /// When it was let in.
  public let createdAt: Timestamp
  /// When it last asked for a token; nil for never.
  public let seenAt: Timestamp?
}

/// What a firm says of what an activity sells.
public struct PACTProduct: Sendable, Hashable {
  /// The activity.
  public let activity: String
  /// What the firm calls it; empty where it does not say.
  public let name: String
  /// What it is; empty where the firm does not say.
  public let description: String
  /// Kilograms per declared unit, a decimal; empty where the firm does not say.
  public let mass: String
  /// Kilograms of fossil carbon per declared unit, a decimal; empty where the firm does not say.
  public let fossilCarbon: String

  /// What a firm says.
  public init(activity: String, name: String, description: String, mass: String, fossilCarbon: String) {
    self.activity = activity
    self.name = name
    self.description = description
    self.mass = mass
    self.fossilCarbon = fossilCarbon
  }
}

extension PACTProduct {
  static func all(_ transaction: TenantTransaction) throws -> [PACTProduct] {
    try transaction.rows(
      """
      SELECT activity, name, description, mass, fossil_carbon FROM pact_product
      WHERE organisation_id = $1 ORDER BY activity
      """
    ).map { row in
      try PACTProduct(
        activity: row.text(0), name: row.text(1), description: row.text(2), mass: row.text(3),
        fossilCarbon: row.text(4))
    }
  }
}

extension OrganisationStore {
  /// The most programs of customers an organisation lets in.
  private static let mostClients = 500
  /// The most products an organisation describes.
  private static let mostProducts = 200

  /// Lets a customer's program in.
  ///
  /// - Parameters:
  ///   - name: the customer.
  ///   - clientID: what the program will call itself, which no other program of the instance does.
  ///   - secretSHA256: SHA-256 of its secret, in hexadecimal.
  /// - Returns: its number.
  /// - Throws: `storage.name-wrong`; `storage.too-many`; `storage.conflict` when the identifier is taken.
  @discardableResult
  public func addClient(name: String, clientID: String, secretSHA256: String, at now: Timestamp) throws(Refusal) -> Int
  {
    try InputCheck.name(name)
    try InputCheck.text(clientID, most: 64)
    return try write(.manage) { transaction in
      let known = try transaction.row(
        "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM pact_client WHERE organisation_id = $1")
      guard try known?.count(0) ?? 0 < OrganisationStore.mostClients else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostClients)])
      }
      let number = (try known?.count(1) ?? 0) + 1
      try transaction.insert(
        into: "pact_client",
        [
          "client_id": .text(clientID), "number": SQLValue(number), "name": .text(name),
          "secret_sha256": .text(secretSHA256), "created_at": .integer(now.milliseconds), "seen_at": .null,
        ])
      try log(transaction, .clientAdded, "\(number)", at: now)
      return number
    }
  }

  /// The customers' programs, by number.
  public func clients() throws(Refusal) -> [PACTClient] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT number, client_id, name, created_at, seen_at FROM pact_client WHERE organisation_id = $1 ORDER BY number
        """
      ).map { row in
        try PACTClient(
          number: row.count(0), id: row.text(1), name: row.text(2), createdAt: Timestamp(milliseconds: row.integer(3)),
          seenAt: row.optionalInteger(4).map(Timestamp.init(milliseconds:)))
      }
    }
  }

  /// Shuts a customer's program out: its tokens are of no more use from now on.
  ///
  /// - Throws: `storage.not-found` when there is none of that number.
  public func revokeClient(_ number: Int, at now: Timestamp) throws(Refusal) {
    try write(.manage) { transaction in
      let row = try transaction.row(
        "SELECT client_id FROM pact_client WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
      guard let id = try row?.text(0) else { throw Refusal(.notFound) }
      try transaction.execute(
        "DELETE FROM pact_access WHERE organisation_id = $1 AND client_id = $2", [.text(id)])
      try transaction.execute(
        "DELETE FROM pact_client WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
      try log(transaction, .clientRevoked, "\(number)", at: now)
    }
  }

  /// What customers' programs sent, latest first.
  ///
  /// - Parameter limit: so many at most.
  public func events(limit: Int = 200) throws(Refusal) -> [PACTEvent] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT \(PACTEvent.columns) FROM pact_event WHERE organisation_id = $1 ORDER BY number DESC LIMIT $2
        """, [SQLValue(limit)]
      ).map(PACTEvent.init)
    }
  }

  /// One of them.
  ///
  /// - Throws: `storage.not-found` when there is none of that number.
  public func event(_ number: Int) throws(Refusal) -> PACTEvent {
    try read { transaction in
      let row = try transaction.row(
        "SELECT \(PACTEvent.columns) FROM pact_event WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
      guard let row else { throw Refusal(.notFound) }
      return try PACTEvent(row)
    }
  }

  /// Notes that an event was dealt with.
  ///
  /// - Parameter answer: how: `fulfilled`, `rejected`, `aside`.
  /// - Throws: `storage.not-found` when there is none of that number.
  public func settleEvent(_ number: Int, as answer: String, at now: Timestamp) throws(Refusal) {
    try InputCheck.text(answer, most: 20)
    try write(.close) { transaction in
      let count = try transaction.execute(
        "UPDATE pact_event SET answered_at = $3, answer = $4 WHERE organisation_id = $1 AND number = $2",
        [SQLValue(number), .integer(now.milliseconds), .text(answer)])
      guard count == 1 else { throw Refusal(.notFound) }
      try log(transaction, .requestAnswered, "\(number) \(answer)", at: now)
    }
  }

  /// What the firm says of its products, by activity.
  public func products() throws(Refusal) -> [PACTProduct] { try read(PACTProduct.all) }

  /// Keeps what the firm says of a product, in the place of what it said before.
  ///
  /// - Throws: `storage.too-long`; `storage.too-many`.
  public func describe(_ product: PACTProduct, at now: Timestamp) throws(Refusal) {
    try InputCheck.text(product.activity, most: 100)
    for text in [product.name, product.description, product.mass, product.fossilCarbon] where !text.isEmpty {
      try InputCheck.text(text, most: 1000)
    }
    try write(.close) { transaction in
      try transaction.execute(
        "DELETE FROM pact_product WHERE organisation_id = $1 AND activity = $2", [.text(product.activity)])
      let known = try transaction.row("SELECT COUNT(*) FROM pact_product WHERE organisation_id = $1")
      guard try known?.count(0) ?? 0 < OrganisationStore.mostProducts else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostProducts)])
      }
      try transaction.insert(
        into: "pact_product",
        [
          "activity": .text(product.activity), "name": .text(product.name),
          "description": .text(product.description), "mass": .text(product.mass),
          "fossil_carbon": .text(product.fossilCarbon),
        ])
      try log(transaction, .productDescribed, "", at: now)
    }
  }
}
