import HTTPTypes
import Storage

extension Routes {
  /// The calculator for visitors keeps nothing: not even how often an address asks reaches the store.
  static let calculator: [Route] = [
    .get("/calculator", .anyone(CalculatorPage.show)),
    .post("/calculator", .anyone(CalculatorPage.compute)).limitedInMemory("calculator", 60, per: 60),
    .post("/calculator/open", .openUpload(CalculatorPage.fileLimit, CalculatorPage.open)).slow
      .limitedInMemory("calculator-file", 20, per: 60),
    .post("/calculator/entries.json", .anyone(CalculatorPage.entries)).limitedInMemory("calculator", 60, per: 60),
    .post("/calculator/results.csv", .anyone(CalculatorPage.results)).limitedInMemory("calculator", 60, per: 60),
    .post("/calculator/answers.xlsx", .anyone(CalculatorPage.workbook)).slow
      .limitedInMemory("calculator-file", 20, per: 60),
    .post("/calculator/letter", .anyone(CalculatorPage.letter)).limitedInMemory("calculator-letter", 10, per: 3600),
    .post("/calculator/account", .anyone(CalculatorPage.account)).limitedInMemory("calculator", 60, per: 60),
    .get("/calculator/workbook.xlsx", .anyone(CalculatorPage.emptyWorkbook)).slow
      .limitedInMemory("calculator-file", 20, per: 60),
  ]
}
