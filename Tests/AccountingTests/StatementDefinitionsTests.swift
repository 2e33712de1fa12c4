import Accounting
import Quantities
import Testing

@Suite("Definitions of statements")
struct StatementDefinitionsTests {
  private static let header = "line,side,rule,accounts,except,sum_of,valid_from,valid_to,reference\n"

  @Test(
    "What is wrong in a definition file is named by row and column",
    arguments: [
      ("profit,credit,balance,7,,,,,x", StatementMessage.unknownLine, nil),
      ("production,,,,,,,,x", .malformedRow, nil),
      ("production,credit,balance,7,,+cash,,,x", .malformedRow, nil),
      ("production,left,balance,7,,,,,x", .malformedCell, "side"),
      ("production,credit,net,7,,,,,x", .malformedCell, "rule"),
      ("production,,,,,cash,,,x", .malformedCell, "sum_of"),
      ("production,,,,,+profit,,,x", .unknownLine, nil),
      ("production,credit,balance,7,,,2025-02-30,,x", .malformedCell, "valid_from"),
      ("production,credit,balance,7,,,,soon,x", .malformedCell, "valid_to"),
    ] as [(String, StatementMessage, String?)])
  func refusals(row: String, key: StatementMessage, field: String?) throws {
    let refusal = #expect(throws: Refusal.self) {
      try StatementDefinitions(Array((StatementDefinitionsTests.header + row + "\n").utf8))
    }
    let diagnostic = try #require(refusal?.diagnostics.first)
    #expect(diagnostic.message.key == key.rawValue)
    #expect(diagnostic.line == 2)
    #expect(diagnostic.field == field)
  }

  @Test(
    "Definitions that do not hold together are refused for the year they fail in",
    arguments: [
      (
        "production,credit,balance,7,,,,2024-12-31,x\nproduction,credit,balance,70,,,2024-01-01,,x",
        StatementMessage.definedTwice
      ),
      ("production,,,,,+cash,,,x\ncash,debit,balance,5,,,,,x", .operandNotDefined),
      ("cash,debit,balance,5,,,2025-01-01,,x\nproduction,,,,,+cash,,,x", .operandNotDefined),
    ])
  func contradictions(rows: String, key: StatementMessage) throws {
    let definitions = try StatementDefinitions(Array((StatementDefinitionsTests.header + rows + "\n").utf8))
    let refusal = #expect(throws: Refusal.self) { try definitions.definitions(for: SampleLedger.year(2024)) }
    #expect(refusal?.diagnostics.map(\.message.key) == [key.rawValue])
  }

  @Test("A statement says which of its lines the definitions lack")
  func missingLine() throws {
    let text = StatementDefinitionsTests.header + "net-result,credit,balance,6 7,,,,,x\n"
    let definitions = try StatementDefinitions(Array(text.utf8))
    let ledger = try SampleLedger.ledger([])
    let refusal = #expect(throws: Refusal.self) {
      try IntermediateBalances(TrialBalance(ledger), definitions: definitions, year: ledger.fiscalYear)
    }
    #expect(refusal?.diagnostics.first?.message.values["line"] == .text("trade-margin"))
  }

  @Test("A reform applies to fiscal years opened from its date on, not to those that end after it")
  func firstDayDecides() throws {
    let rows = "cash,debit,balance,5,,,,2024-12-31,old\ncash,debit,balance,51,,,2025-01-01,,new\n"
    let definitions = try StatementDefinitions(Array((StatementDefinitionsTests.header + rows).utf8))
    let straddling = FiscalYear(twelveMonthsTo: try SampleLedger.date(2025, 6, 30))
    #expect(try definitions.definitions(for: straddling).map(\.reference) == ["old"])
    #expect(try definitions.definitions(for: SampleLedger.year(2025)).map(\.reference) == ["new"])
  }
}
