// Dates as people and spreadsheets left them in publications.

import Quantities

/// A date of a publication, as precise as it was written.
public enum PublishedDate: Sendable, Hashable {
  /// A day.
  case day(CalendarDate)
  /// A month.
  case month(Int, year: Int)
  /// A year.
  case year(Int)
  /// Words that are no date: `3 ans`.
  case words(String)

  /// Reads `21/12/2018`, `11/03/2022 00:00`, `45362` (spreadsheet serial), `déc-17`, `31-mars-21`, `Année 2018`, `2023`.
  public init(_ text: String) {
    self = PublishedDate.slashed(text) ?? PublishedDate.number(text) ?? PublishedDate.named(text) ?? .words(text)
  }

  /// The year; nil for words.
  public var year: Int? {
    switch self {
    case .day(let day): day.year
    case .month(_, let year), .year(let year): year
    case .words: nil
    }
  }

  /// `2018-12-21`, `2018-12`, `2018`, or the words.
  public var text: String {
    switch self {
    case .day(let day): day.iso
    case .month(let month, let year): "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .year(let year): String(year)
    case .words(let words): words
    }
  }

  private static func slashed(_ text: String) -> PublishedDate? {
    let day = text.hasSuffix(" 00:00") ? String(text.dropLast(6)) : text
    let parts = day.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let d = parts[0], let m = parts[1], let y = parts[2] else { return nil }
    return CalendarDate(year: y, month: m, day: d).map { .day($0) }
  }

  /// A year, or the number of days since 30 December 1899 that spreadsheets keep dates as.
  private static func number(_ text: String) -> PublishedDate? {
    let digits = text.hasPrefix("Année ") ? String(text.dropFirst(6)) : text
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else { return nil }
    if (1900...2100).contains(number) { return .year(number) }
    return (20_000...80_000).contains(number) ? day(serial: number).map { .day($0) } : nil
  }

  private static func day(serial: Int) -> CalendarDate? {
    var (remaining, year, month) = (serial - 25_569, 1970, 1)  // 25 569 is 1 January 1970.
    guard remaining >= 0 else { return nil }
    while remaining >= CalendarDate.days(inMonth: month, year: year) {
      remaining -= CalendarDate.days(inMonth: month, year: year)
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return CalendarDate(year: year, month: month, day: remaining + 1)
  }

  /// `déc-17`, `déc.-19`, `31-mars-21`: a French month between dashes, the century left out.
  private static func named(_ text: String) -> PublishedDate? {
    let parts = text.folded.split(separator: "-").map(String.init)
    guard parts.count == 2 || parts.count == 3, let last = parts.last, let shortYear = Int(last) else { return nil }
    let year = shortYear < 100 ? 2000 + shortYear : shortYear
    let name = parts[parts.count - 2].filter(\.isLetter)
    guard name.count >= 3, let month = months.firstIndex(where: { $0.hasPrefix(name) }) else { return nil }
    if parts.count == 2 { return .month(month + 1, year: year) }
    guard let day = Int(parts[0]) else { return nil }
    return CalendarDate(year: year, month: month + 1, day: day).map { .day($0) }
  }

  private static let months = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
  ]
}
