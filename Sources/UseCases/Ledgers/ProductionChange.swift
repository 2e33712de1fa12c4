// What a change of settings did to the production carbon of each activity, shown at once beside the answer.

import CarbonAccounting
import Quantities
import Storage

/// P(n) of an activity before and after a change.
public struct ProductionChange: Sendable, Hashable {
  /// The activity's id.
  public let activity: String
  /// P(n) as it was posted before; nil when the activity had no account.
  public let before: CarbonMass?
  /// P(n) now; nil when the activity keeps no account any more.
  public let after: CarbonMass?

  /// What changed; nil unless the activity has an account both before and after.
  public var difference: CarbonMass? { before.flatMap { before in after.map { $0 - before } } }

  /// The changes of all activities: those of `books` in their order, then those that are gone.
  ///
  /// - Parameter posted: the account read before the change; nil for none.
  public static func all(from posted: StoredAccount?, to books: CarbonBooks) -> [ProductionChange] {
    let accounts = posted.flatMap { StoredBooks(document: $0.document)?.accounts } ?? []
    let before = Dictionary(accounts.map { ($0.id, $0.production) }) { first, _ in first }
    let now = books.accounts.map {
      ProductionChange(activity: $0.activity.id, before: before[$0.activity.id], after: $0.production)
    }
    let gone = before.filter { id, _ in !now.contains { $0.activity == id } }.sorted { $0.key < $1.key }
    return now + gone.map { ProductionChange(activity: $0.key, before: $0.value, after: nil) }
  }
}
