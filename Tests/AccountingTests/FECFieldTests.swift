import Quantities
import Testing

@testable import Accounting

@Suite("Amounts and dates as programs write them")
struct FECFieldTests {
  /// The amount read the careful way, and the quick way where that is for it.
  private func cents(_ text: String) -> Result<Int64, FECAmount.Failure> {
    let padding = Array(repeating: UInt8(0x37), count: 32)
    let bytes = padding + Array(text.utf8) + padding
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .failure(.notANumber) }
      let field = UnsafeBufferPointer(start: base + 32, count: text.utf8.count)
      let careful = FECAmount.careful(field)
      let common = FECAmount.common(base + 32, count: text.utf8.count)
      if common != FECAmount.uncommon { #expect((try? careful.get()) == common, "\(text)") }
      return careful
    }
  }

  @Test(
    "Amounts",
    arguments: [
      ("", 0), ("0", 0), ("0,00", 0), ("12", 1200), ("12,3", 1230), ("12,34", 1234), ("12.34", 1234),
      ("1437,12", 143_712),
      (",5", 50), ("5,", 500), ("-12,34", -1234), ("12,34-", -1234), ("+12,34", 1234), ("  12,34  ", 1234),
      ("0000000012,34", 1234), ("12,3400", 1234), ("1 234,56", 123_456), ("1 234 567,89", 123_456_789),
      ("1\u{A0}234,56", 123_456), ("1\u{202F}234,56", 123_456), ("- 12,34", -1234),
      ("999999999999999,99", 99_999_999_999_999_999), ("000000000999999999999999,99", 99_999_999_999_999_999),
    ] as [(String, Int64)])
  func amounts(text: String, expected: Int64) {
    #expect(cents(text) == .success(expected))
  }

  @Test(
    "What is no amount",
    arguments: [
      ("12,3,4", .notANumber), ("douze", .notANumber), ("1.234,56", .notANumber), ("12,34 €", .notANumber),
      ("--1", .notANumber), ("-", .notANumber), (",", .notANumber), ("1e3", .notANumber), ("12,34 5", .notANumber),
      ("(12)", .notANumber), ("12,345", .tooPrecise), ("0,001", .tooPrecise), ("1000000000000000", .tooLarge),
    ] as [(String, FECAmount.Failure)])
  func refusedAmounts(text: String, failure: FECAmount.Failure) {
    #expect(cents(text) == .failure(failure))
  }

  @Test("Every amount of up to fifteen characters reads the same eight bytes at a time")
  func commonAmounts() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 0...13, using: &generator)
      var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
      if Bool.random(using: &generator) {
        text += [",", "."].randomElement(using: &generator) ?? ","
        text += (0..<Int.random(in: 0...3, using: &generator)).map { _ in "7" }.joined()
      }
      _ = cents(text)
    }
    #expect(cents("1234567890123,45") == .success(123_456_789_012_345))
  }

  @Test(
    "Dates",
    arguments: [
      ("20240229", 20_240_229, true), ("", 0, true), (" 20240115 ", 20_240_115, true),
      ("2024-01-15", 20_240_115, false),
      ("15/01/2024", 20_240_115, false),
    ] as [(String, Int32, Bool)])
  func dates(text: String, number: Int32, isLawful: Bool) throws {
    let reading = try #require(Array(text.utf8).withUnsafeBufferPointer { FECDate.careful($0) })
    #expect(reading.number == number && reading.isLawful == isLawful)
  }

  @Test(
    "What is no date",
    arguments: [
      "20240230", "20231301", "2024", "202401155", "01-15-2024", "15/1/2024", "2024/01/15", "hier", "20240l15",
      "00000000",
      "2024-01-15-",
    ])
  func refusedDates(text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { FECDate.careful($0) } == nil)
  }

  @Test("Every eight digits are a day in both ways or in none")
  func commonDates() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<20_000 {
      let year = Int.random(in: 1990...2030, using: &generator)
      let number =
        year * 10_000 + Int.random(in: 0...13, using: &generator) * 100
        + Int.random(in: 0...32, using: &generator)
      let bytes = Array(String(number).utf8)
      let word = bytes.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
      let careful = bytes.withUnsafeBufferPointer { FECDate.careful($0) }
      #expect(FECDate.common(word) == careful?.number ?? 0)
    }
  }
}
