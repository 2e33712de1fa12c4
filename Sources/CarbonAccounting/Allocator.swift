import Accounting
import Quantities

/// Shares ledger lines between the activities that keep an account.
struct Allocator {
  /// Part of a line's amount.
  struct Part {
    let activity: Activity
    let amount: Money
  }

  /// Which key shared a line.
  enum KeyUsed: Hashable {
    /// Only one activity: nothing to share.
    case single
    /// The firm's key number `index` (from 0).
    case own(Int)
    /// No key matched: shared like the revenue net of goods resold, a departure.
    case byRevenue
  }

  let activities: [Activity]
  let keys: [AllocationKey]
  /// Revenue (margin for resale) in cents by activity, the default weights; not negative.
  let defaultWeights: [Int64]

  /// The key that shares `line`.
  func key(for line: LedgerFact) -> KeyUsed {
    if activities.count == 1 { return .single }
    return keys.firstIndex { $0.match.covers(line) }.map { .own($0) } ?? .byRevenue
  }

  /// The parts of `line`, whose amounts add up to `amount`; nil parts are left out.
  func parts(of line: LedgerFact, amount: Money) throws(QuantityError) -> [Part] {
    if activities.count == 1 { return [Part(activity: activities[0], amount: amount)] }
    let weights = weights(of: key(for: line))
    let cents = try Apportionment.split(amount.cents, by: weights)
    return zip(zip(activities, weights), cents)
      .filter { $0.0.1 > 0 }
      .map { Part(activity: $0.0.0, amount: Money(cents: $0.1)) }
  }

  /// What lines cost each activity, in the order of the activities; those they cost nothing are left out.
  func amounts(of lines: [LedgerFact]) throws(QuantityError) -> [(activity: Activity, amount: Money)] {
    var amounts: [String: Money] = [:]
    for line in lines {
      for part in try parts(of: line, amount: line.balance) { amounts[part.activity.id, default: .zero] += part.amount }
    }
    return activities.compactMap { activity in amounts[activity.id].map { (activity, $0) } }
  }

  /// The parts that the firm's keys give of a revenue line; nil when no key matches it.
  func keyedParts(of line: LedgerFact) throws(Refusal) -> [Part]? {
    guard activities.count > 1, keys.contains(where: { $0.match.covers(line) }) else { return nil }
    do { return try parts(of: line, amount: line.balance) } catch {
      throw Refusal(
        Diagnostic(.error, CarbonMessage.overflow, ["account": .text(line.account)], line: line.lineNumber))
    }
  }

  private func weights(of key: KeyUsed) -> [Int64] {
    guard case .own(let index) = key else { return defaultWeights }
    return activities.map { keys[index].shares[$0.id] ?? 0 }
  }
}

extension Apportionment {
  /// Amounts as weights: what is negative counts for nothing, and where nothing is positive the first takes all.
  static func weights(_ amounts: [Int64]) -> [Int64] {
    let weights = amounts.map { max($0, 0) }
    return weights.contains { $0 > 0 } ? weights : weights.indices.map { $0 == 0 ? 1 : 0 }
  }
}

extension [LedgerFact] {
  /// The supplier of all lines; nil where they name several, or nobody.
  var onlySupplier: LedgerSupplier? { Set(map(\.supplier)).count == 1 ? first?.supplier : nil }
}
