// What a row holds, within the bounds that make it safe to reckon with: rows of a damaged or altered database hold anything.

import CanonicalJSON
import Databases
import Quantities

extension SQLRow {
  /// The number at a position, one that counts or numbers things: from 0, and small enough that more can be counted.
  /// Throws `SQLError` of kind `.damaged` for any other.
  func count(_ position: Int) throws -> Int {
    guard let count = JSONValue.integer(try integer(position)).count else {
      throw SQLError(.damaged, "a row holds a number that counts nothing")
    }
    return count
  }

  /// The cents at a position, nil where there are none. Throws `SQLError` of kind `.damaged` for the one amount that has no
  /// opposite.
  func optionalMoney(_ position: Int) throws -> Money? {
    try optionalInteger(position).map { Money(cents: try SQLRow.reversible($0)) }
  }

  /// The cents at a position.
  func money(_ position: Int) throws -> Money { Money(cents: try SQLRow.reversible(integer(position))) }

  /// The grams of CO2 equivalent at a position. Throws `SQLError` of kind `.damaged` for the one mass that has no opposite.
  func carbon(_ position: Int) throws -> CarbonMass { CarbonMass(grams: try SQLRow.reversible(integer(position))) }

  private static func reversible(_ number: Int64) throws -> Int64 {
    guard number > .min else { throw SQLError(.damaged, "a row holds a number without an opposite") }
    return number
  }
}

extension Optional<SQLRow> {
  /// The number after the highest one, which stands alone in the row; 1 without a row.
  func nextNumber() throws -> Int { (try map { try $0.count(0) } ?? 0) + 1 }
}

extension JSONValue {
  /// Far more than any store counts, and far from where sums overflow.
  static let highestCount: Int64 = 1 << 53

  /// A number that counts or numbers things; nil for anything else.
  var count: Int? { integer.flatMap { (0...JSONValue.highestCount).contains($0) ? Int($0) : nil } }
}

/// Keeps watch over amounts that others will add and subtract in any order: their magnitudes together stay within a quarter
/// of what 64 bits hold, so that neither sums nor differences of sums overflow.
struct AmountWatch {
  private static let most: Int64 = .max / 4
  private var sum: Int64 = 0

  /// Counts an amount in. Throws `SQLError` of kind `.damaged` when there is no room: no reader lets so much in.
  mutating func add(_ amount: Money) throws {
    guard AmountWatch.holds(amount) else { throw AmountWatch.excess }
    sum += amount.magnitude.cents
    guard sum <= AmountWatch.most else { throw AmountWatch.excess }
  }

  /// Whether there is room for an amount alone.
  static func holds(_ amount: Money) -> Bool { (-most...most).contains(amount.cents) }

  private static var excess: SQLError { SQLError(.damaged, "rows hold amounts too large to be added up") }
}
