// Which of a supplier's published factors its invoices of a year carried.

import CarbonAccounting
import Quantities
import Storage

/// The factors a supplier's invoices carry in a year: that of its last closed account, from the day it was closed.
public struct PublishedSchedule: Sendable, Hashable {
  /// A factor, and the day of the year since which invoices carry it; nil: since before the year began.
  public struct Part: Sendable, Hashable {
    /// The account.
    public let content: PublishedContent
    /// The first day.
    public let from: CalendarDate?
  }

  /// The factors in the order of their days; none when no account was closed before the year ended.
  public let parts: [Part]
  /// The first account closed only after the year ended; it comes with the invoices of a later year.
  public let later: PublishedContent?

  /// What the firm of a SIREN shows for purchases of a year.
  ///
  /// A corrected account takes the place of the one before it, from the day that one was first closed. A firm of several
  /// activities has no schedule: which of them one buys from is for a person to say.
  public init(of siren: String, during year: FiscalYear, _ store: Store) throws(Refusal) {
    var known: [(period: FiscalYear, current: PublishedContent?, first: CalendarDate)] = []
    for account in try store.publications.find(siren: siren).prefix(PublishedContent.limit).reversed() {
      guard let found = try store.publications.find(code: account.code) else { continue }
      let contents = PublishedContent.contents(of: found)
      guard contents.count == 1, let content = contents.first else { continue }
      let index = known.firstIndex { $0.period == account.period }
      let first = min(content.closedOn, index.map { known[$0].first } ?? content.closedOn)
      let current = account.standing == .inForce ? content : index.flatMap { known[$0].current }
      if let index { known.remove(at: index) }
      known.append((account.period, current, first))
    }
    let closed = known.sorted { ($0.first, $0.period.end) < ($1.first, $1.period.end) }
      .compactMap { item in item.current.map { (content: $0, day: item.first) } }
    let before = closed.last { $0.day <= year.start }.map { Part(content: $0.content, from: nil) }
    var parts = before.map { [$0] } ?? []
    for (content, day) in closed where day > year.start && day <= year.end {
      // Closed the same day: the later year is what invoices carry.
      if parts.last?.from == day { parts.removeLast() }
      parts.append(Part(content: content, from: day))
    }
    self.parts = parts
    later = closed.first { $0.day > year.end }?.content
  }
}
