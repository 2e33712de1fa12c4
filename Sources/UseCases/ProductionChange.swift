// What a change of settings did to the production carbon of each activity, shown at once beside the answer.

import CanonicalJSON
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
    let before = posted.map { PostedDocument($0.document).production } ?? [:]
    let now = books.accounts.map {
      ProductionChange(activity: $0.activity.id, before: before[$0.activity.id], after: $0.production)
    }
    let gone = before.filter { id, _ in !now.contains { $0.activity == id } }.sorted { $0.key < $1.key }
    return now + gone.map { ProductionChange(activity: $0.key, before: $0.value, after: nil) }
  }
}

/// What a posted account says, read without keeping the books again.
struct PostedDocument {
  /// P(n) by activity id.
  let production: [String: CarbonMass]
  /// What is missing: kind, carbon that hangs on it, whether it was acknowledged.
  let missing: [(kind: MissingItem.Kind, carbon: CarbonMass, isAcknowledged: Bool)]

  /// Reads `sillage.books/1`. What it does not find it leaves out: the document was written by this program and is
  /// checked by the verification of the store.
  init(_ document: String) {
    let json = try? JSONValue(parsing: Array(document.utf8))
    var production: [String: CarbonMass] = [:]
    for account in json?["accounts"]?.elements ?? [] {
      guard let id = account["activity"]?["id"]?.text, let grams = account["production_g"]?.integer else { continue }
      production[id] = CarbonMass(grams: grams)
    }
    self.production = production
    missing = (json?["missing"]?.elements ?? []).compactMap { item in
      guard let kind = item["kind"]?.text.flatMap(MissingItem.Kind.init), let grams = item["carbon_g"]?.integer
      else { return nil }
      return (kind, CarbonMass(grams: grams), item["acknowledged"] == true)
    }
  }
}
