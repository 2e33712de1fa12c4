import Quantities

/// Where a demonstration takes its chance from: what changes with the seed, and what does not.
///
/// Amounts and quantities follow the seed; days and the order of things follow the year alone, so that two seeds give
/// ledgers of the same shape.
struct Draws {
  private var amounts: SeededGenerator
  private var shape: SeededGenerator

  init(seed: UInt64, year: Int, firm: Int) {
    let place = UInt64(year) &* 1_000 &+ UInt64(firm)
    amounts = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ place)
    shape = SeededGenerator(seed: place)
  }

  /// A number near 1000, as far from it as `spread` allows.
  mutating func permille(spread: Int64) -> Int64 {
    1000 - spread + Draws.number(below: 2 * spread + 1, &amounts)
  }

  /// A day of the month, from 1 to 28.
  mutating func day() -> Int { 1 + Int(Draws.number(below: 28, &shape)) }

  /// A position in a list of `count` elements.
  mutating func position(of count: Int) -> Int { Int(Draws.number(below: Int64(count), &shape)) }

  /// The library's own ranges may change their sequence from one compiler to the next: a demonstration must not.
  private static func number(below bound: Int64, _ generator: inout SeededGenerator) -> Int64 {
    Int64(generator.next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

extension Money {
  /// An amount in whole euros.
  static func euros(_ euros: Int64) -> Money { Money(cents: euros * 100) }

  /// This part of the amount, rounded to the cent, halves away from zero.
  func part(_ numerator: Int64, of denominator: Int64) -> Money {
    let product = cents.magnitude * UInt64(numerator)
    let rounded = Int64((2 * product + UInt64(denominator)) / (2 * UInt64(denominator)))
    return Money(cents: cents < 0 ? -rounded : rounded)
  }
}

extension CalendarDate {
  /// A day of a month; the month's last day where it has fewer. A month that does not exist (plans name none) gives the
  /// first day of 2000.
  init(_ year: Int, _ month: Int, upTo day: Int) {
    let last = CalendarDate.days(inMonth: month, year: year)
    self = CalendarDate(year: year, month: month, day: min(day, last)) ?? CalendarDate(2000, 1, upTo: 1)
  }

  /// This day `days` later.
  func later(by days: Int) -> CalendarDate {
    var (year, month, day) = (self.year, self.month, self.day + days)
    while day > CalendarDate.days(inMonth: month, year: year) {
      day -= CalendarDate.days(inMonth: month, year: year)
      month += 1
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    return CalendarDate(year, month, upTo: day)
  }

  /// `01/2024`.
  var monthText: String { (month < 10 ? "0" : "") + "\(month)/\(year)" }

  /// The day of the week, 1 for Monday to 7 for Sunday (Sakamoto's formula).
  var weekday: Int {
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = month < 3 ? self.year - 1 : self.year
    let sunday = (year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + day) % 7
    return sunday == 0 ? 7 : sunday
  }
}
