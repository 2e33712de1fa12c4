// The decarbonated margin of a firm as somebody asks for it: which years, at which price.

import CarbonPricing
import Quantities
import Storage
import UseCases

/// The years a firm can be asked about, those that were asked for, and the prices to choose among.
public struct FirmMargin: Sendable {
  /// The firm's years that can be restated, the oldest first.
  public let ready: [StoredYear]
  /// Those that cannot, with what each lacks, the oldest first.
  public let gaps: [(year: StoredYear, gap: StoredMargin.Gap)]
  /// Those that are restated, the oldest first: none where the firm has none.
  public let chosen: [StoredYear]
  /// The prices to choose among.
  public let menu: PriceMenu

  private let job: StoredMargin
  /// Years restated where none were asked for.
  private static let usual = 2

  /// - Parameters:
  ///   - labels: the years asked for; empty for the newest two that can be restated.
  ///   - policy: the firm's, where it keeps one.
  /// - Throws: `storage.not-found` for a year there is not.
  public init(
    _ library: Library, _ store: OrganisationStore, years labels: [String], policy: PricePolicy?, at now: Timestamp
  ) throws(Refusal) {
    job = StoredMargin(library, store, at: now)
    var ready: [StoredYear] = []
    var gaps: [(year: StoredYear, gap: StoredMargin.Gap)] = []
    let known = try store.years().suffix(MarginReport.limit)
    for year in known {
      if let gap = try job.gap(of: year) { gaps.append((year, gap)) } else { ready.append(year) }
    }
    guard labels.allSatisfy({ label in known.contains { $0.period.label == label } }) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    let chosen = labels.isEmpty ? FirmMargin.newest(ready) : ready.filter { labels.contains($0.period.label) }
    self.ready = ready
    self.gaps = gaps
    self.chosen = chosen
    menu = PriceMenu(library.prices, policy: policy, years: chosen.map(\.period.end.year))
  }

  /// The newest years, one of each calendar year they end in: a firm that moved its closing day has two.
  private static func newest(_ years: [StoredYear]) -> [StoredYear] {
    var chosen: [StoredYear] = []
    for year in years.reversed() where !chosen.contains(where: { $0.period.end.year == year.period.end.year }) {
      chosen.append(year)
    }
    return chosen.prefix(usual).reversed()
  }

  /// The margins of the years chosen; nil where there are none.
  public func result(at choice: PriceMenu.Choice) throws(Refusal) -> RestateMargin.Result? {
    chosen.isEmpty ? nil : try job.run(chosen, price: choice.schedule)
  }
}
