// Moments as other programs write them (ISO 8601, RFC 3339).

import Quantities

extension Timestamp {
  /// Reads `2025-04-01T00:00Z`, `2025-04-01T02:00:00.123+02:00` or the day alone; nil for anything else.
  ///
  /// A `+` that a form turned into a blank is a `+`.
  public init?(text: String) {
    let pattern =
      /([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.][0-9]{1,9})?)?(?:[Zz]|([-+ ])([0-9]{2}):?([0-9]{2})))?/
    guard let match = text.wholeMatch(of: pattern), let day = CalendarDate(String(match.1)) else { return nil }
    var seconds: Int64 = 0
    if let hour = match.2.flatMap({ Int64($0) }), let minute = match.3.flatMap({ Int64($0) }) {
      let second = match.4.flatMap { Int64($0) } ?? 0
      // A leap second counts as the second before.
      guard hour <= 23, minute <= 59, second <= 60 else { return nil }
      seconds = hour * 3600 + minute * 60 + min(second, 59)
    }
    if let sign = match.5, let hours = match.6.flatMap({ Int64($0) }), let minutes = match.7.flatMap({ Int64($0) }) {
      guard hours <= 23, minutes <= 59 else { return nil }
      let offset = hours * 3600 + minutes * 60
      seconds += sign == "-" ? offset : -offset
    }
    self = Timestamp(startOf: day).adding(seconds: seconds)
  }
}
