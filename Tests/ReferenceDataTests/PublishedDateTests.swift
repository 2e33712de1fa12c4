import Quantities
import ReferenceData
import Testing

@Suite("Dates of publications")
struct PublishedDateTests {
  @Test(
    "Every spelling of the official file",
    arguments: [
      ("21/12/2018", "2018-12-21"), ("11/03/2022 00:00", "2022-03-11"), ("45362", "2024-03-11"),
      ("41949", "2014-11-06"),
      ("25569", "1970-01-01"), ("43890", "2020-02-29"), ("déc-17", "2017-12"), ("déc.-19", "2019-12"),
      ("sept-20", "2020-09"), ("janv-25", "2025-01"), ("juin-24", "2024-06"), ("31-mars-21", "2021-03-31"),
      ("29-déc-23", "2023-12-29"), ("Année 2018", "2018"), ("2023", "2023"),
    ])
  func spellings(text: String, expected: String) {
    #expect(PublishedDate(text).text == expected)
    #expect(PublishedDate(text).year == Int(expected.prefix(4)))
  }

  @Test(
    "Words that are no date stay words", arguments: ["3 ans", "5ème rapport du GIEC (2013)", "31/02/2020", "", "12"])
  func words(text: String) {
    #expect(PublishedDate(text) == .words(text))
    #expect(PublishedDate(text).year == nil)
  }
}
