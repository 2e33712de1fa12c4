/// An accounting period (exercice): from its first to its last day, both included. Usually, not always, twelve months.
public struct FiscalYear: Sendable, Hashable, Comparable {
  /// The first day.
  public let start: CalendarDate
  /// The last day (date de clôture).
  public let end: CalendarDate

  /// A period; nil when it ends before it starts.
  public init?(start: CalendarDate, end: CalendarDate) {
    guard start <= end else { return nil }
    self.start = start
    self.end = end
  }

  /// The twelve months that end on `end`: the default when a ledger does not say when its year began.
  public init(twelveMonthsTo end: CalendarDate) {
    let anniversary =
      CalendarDate(year: end.year - 1, month: end.month, day: end.day)
      ?? CalendarDate(year: end.year - 1, month: end.month, day: end.day - 1)
    // A year that ends on 28 February follows one that may have ended on the 29th.
    let previousEnd =
      end.month == 2 && end.day == 28 && CalendarDate.days(inMonth: 2, year: end.year - 1) == 29
      ? CalendarDate(year: end.year - 1, month: 2, day: 29) : anniversary
    self.start = previousEnd?.next ?? end
    self.end = end
  }

  /// Whether `date` falls in the period.
  public func contains(_ date: CalendarDate) -> Bool { start <= date && date <= end }

  /// Whether the year follows one that ended on `end`. The first entries of a year may come some weeks after it began, so
  /// that a period read from entries may begin some months late.
  public func follows(_ end: CalendarDate) -> Bool {
    let months = (start.year - end.year) * 12 + start.month - end.month
    return end < start && months <= 3
  }

  /// The name people give it: the year it ends in.
  public var label: String { String(end.year) }

  public static func < (a: FiscalYear, b: FiscalYear) -> Bool { (a.end, a.start) < (b.end, b.start) }
}
