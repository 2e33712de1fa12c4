// What a file of links holds, in the order of the file.

import DelimitedText
import Quantities

/// What one firm bought from another: both keep an account.
struct Link: Sendable, Hashable {
  let customer: UInt32
  let supplier: UInt32
  /// A whole number, exact: less than 2^53.
  let cents: Double
}

/// The purchases between firms, read from a file of links.
public struct Links: Sendable {
  /// The columns of the file: the last may be left out.
  public static let columns = ["customer", "supplier", "amount_eur", "factor_g_per_eur"]

  /// Part by part, so that each can be let go.
  var parts: [[Link]]
  /// Purchases that enter at a factor, in 1/100 000 g, by customer: cents times milligrams per euro, exact.
  let atFactor: [UInt32: Int128]
  /// Firms that buy from a supplier with neither account nor factor, with the first such line and supplier.
  let lacking: [UInt32: Lack]
  /// Rows of the file.
  public let rows: Int
  /// Rows whose customer is not among the firms: sales to the outside.
  public let unknownCustomers: Int
  /// The line and name of the first of these.
  public let firstUnknownCustomer: Lack?

  /// A name on a line of the file.
  public struct Lack: Sendable, Hashable {
    /// From 1.
    public let line: Int
    /// As it stands in the file.
    public let name: String
  }

  /// How many links between firms with an account; several rows of the same two firms count each.
  public var count: Int { parts.reduce(0) { $0 + $1.count } }
}

/// What one part of the file holds.
struct LinkPart: Sendable {
  var links: [Link] = []
  /// Runs of one customer.
  var atFactor: [(customer: UInt32, amount: Int128)] = []
  var lacking: [UInt32: Links.Lack] = [:]
  var unknownCustomers = 0
  var firstUnknownCustomer: Links.Lack?
  var mistakes: Mistakes
  /// Lines of the part, blank ones included.
  var lines = 0
  /// Lines that are rows.
  var rows = 0

  init(limits: NetworkLimits) { mistakes = Mistakes(limit: limits.mistakes) }

  mutating func addAtFactor(_ customer: UInt32, _ amount: Int128) {
    if let last = atFactor.indices.last, atFactor[last].customer == customer {
      atFactor[last].amount += amount
    } else {
      atFactor.append((customer, amount))
    }
  }
}
