/// A day of the Gregorian calendar, without time or zone, as ledgers carry it.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// The date as the number AAAAMMJJ, for instance 20241231: the order of dates is the order of numbers.
  public let number: Int32

  /// A date from its parts; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, year: year)
    else { return nil }
    number = Int32(year * 10000 + month * 100 + day)
  }

  /// A date from the number AAAAMMJJ; nil when there is no such day.
  public init?(number: Int) {
    self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
  }

  /// Reads `2024-12-31` or `20241231`.
  public init?(_ text: String) {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
    guard digits.count == 8, text.utf8.count == 8 || text.utf8.count == 10,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.init(number: digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
  }

  /// The year, 1 to 9999.
  public var year: Int { Int(number) / 10000 }
  /// The month, 1 to 12.
  public var month: Int { Int(number) / 100 % 100 }
  /// The day of the month, from 1.
  public var day: Int { Int(number) % 100 }

  /// `2024-12-31`, ISO 8601.
  public var iso: String {
    let year = String(repeating: "0", count: 4 - String(year).count) + String(year)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// The day that follows.
  public var next: CalendarDate {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
      ?? self
  }

  /// The number of days in a month.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.number < b.number }
}
