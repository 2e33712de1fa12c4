/// A moment, to the millisecond, as logs and stores carry it. Whoever reads a clock makes the value.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let milliseconds: Int64

  /// A moment.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The moment so many seconds later.
  public func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }

  /// `2024-12-31T23:59:59Z`, ISO 8601 in UTC, to the second.
  public var iso: String {
    let seconds = milliseconds.flooredQuotient(1000)
    let days = seconds.flooredQuotient(86_400)
    let rest = Int(seconds - days * 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Timestamp.day(days).iso)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// The day, in UTC.
  public var day: CalendarDate { Timestamp.day(milliseconds.flooredQuotient(86_400_000)) }

  /// The day so many days after 1970-01-01, by the calendar that starts in March (Howard Hinnant's `civil_from_days`).
  /// Days beyond the years 1 to 9999 become the nearest that has a name.
  private static func day(_ days: Int64) -> CalendarDate {
    let shifted = min(max(days, -719_162), 2_932_896) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    guard let date = CalendarDate(year: Int(year), month: Int(civilMonth), day: Int(day)) else {
      preconditionFailure("the calendar gives days that exist")
    }
    return date
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
}

extension Int64 {
  /// The quotient rounded down, also for negative numbers.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
