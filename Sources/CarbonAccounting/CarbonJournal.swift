import Quantities

/// The carbon journal of a fiscal year: append-only. The product account and the inventory are views of it.
public struct CarbonJournal: Sendable {
  /// Every entry, in the order they were appended.
  public private(set) var entries: [CarbonEntry] = []

  /// An empty journal.
  public init() {}

  /// Adds entries; nothing is ever changed or removed.
  public mutating func append(_ new: some Sequence<CarbonEntry>) { entries.append(contentsOf: new) }

  /// Corrects an entry: its reversal and the replacement are appended, so that both figures can still be explained.
  public mutating func correct(_ entry: CarbonEntry, with replacement: CarbonEntry) {
    entries.append(entry.reversed)
    entries.append(replacement)
  }

  /// The entries of an activity.
  public func entries(of activity: Activity) -> [CarbonEntry] { entries.filter { $0.activity == activity.id } }

  /// The carbon of all entries, exact.
  public var total: CarbonMass { entries.map(\.carbon).total() }
}
