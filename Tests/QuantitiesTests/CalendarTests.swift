import Quantities
import Testing

@Suite("Dates and fiscal years")
struct CalendarTests {
  @Test("Days that exist are read, others refused")
  func days() {
    #expect(CalendarDate("20240229")?.iso == "2024-02-29")
    #expect(CalendarDate("2024-12-31")?.number == 20_241_231)
    for text in ["20230229", "20241301", "20240100", "2024123", "2024-1231x", "00000101", "2024 229"] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
  }

  @Test("The next day crosses months, years and leap days")
  func next() {
    #expect(CalendarDate("20240228")?.next.iso == "2024-02-29")
    #expect(CalendarDate("20230228")?.next.iso == "2023-03-01")
    #expect(CalendarDate("20241231")?.next.iso == "2025-01-01")
  }

  @Test(
    "Twelve months to a day start on the day after its anniversary",
    arguments: [
      ("20241231", "2024-01-01"), ("20240630", "2023-07-01"), ("20240229", "2023-03-01"), ("20250228", "2024-03-01"),
      ("20240930", "2023-10-01"),
    ])
  func twelveMonths(end: String, start: String) throws {
    #expect(FiscalYear(twelveMonthsTo: try #require(CalendarDate(end))).start.iso == start)
  }
}
