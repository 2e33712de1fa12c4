import DelimitedText
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Accounting

@Suite("A survey of a ledger says what its reader says")
struct FECSurveyTests {
  /// Shapes of work: threads, parts for each, bytes at a time.
  static let plans: [SurveyPlan] = [(1, 4, 1 << 18), (1, 1, 64), (2, 1, 300), (2, 4, 100), (3, 9, 7), (8, 16, 1)].map {
    SurveyPlan(settings: FECScanSettings(blockBytes: $0.2), threads: $0.0, partsPerThread: $0.1)
  }

  @Test("On ledgers of every form, whole or damaged, however the work is cut", arguments: 0..<300 as Range<UInt64>)
  func equalsReader(seed: UInt64) throws {
    let bytes = FECSketch.bytes(seed: seed)
    let expected = FECOutcome(bytes, name: Self.name, path: FECFastPath.self)
    var first: LedgerSurvey?
    for plan in Self.plans {
      guard let survey = Self.survey(bytes, plan, FECFastPath.self, expected) else { continue }
      #expect(survey == first ?? survey, "\(plan)")
      first = first ?? survey
    }
    guard let first else { return }
    #expect(Self.survey(bytes, Self.plans[3], FECCarefulPath.self, expected) == first)
    try Self.expectSame(first, as: expected)
  }

  private static let name = LedgerFileName("732829320FEC20241130.txt")

  private static func survey<Path: FECScanPath>(
    _ bytes: [UInt8], _ plan: SurveyPlan, _ path: Path.Type, _ expected: FECOutcome
  ) -> LedgerSurvey? {
    do throws(Refusal) {
      return try LedgerSurvey(ByteSource(bytes), name: name, scope: .all, plan: plan, path: path)
    } catch {
      #expect(error.diagnostics == expected.diagnostics)
      return nil
    }
  }

  /// Adds the reader's lines up the plain way.
  private static func expectSame(_ survey: LedgerSurvey, as expected: FECOutcome) throws {
    #expect(survey.diagnostics == expected.diagnostics)
    #expect(survey.isAccepted == (expected.year != nil))
    guard let year = expected.year else { return }
    #expect(survey.lineCount == expected.lines.count)
    #expect(survey.entryCount == expected.entries.count)
    #expect(survey.fiscalYear == year)
    #expect(survey.debit == expected.lines.lazy.map(\.debit).total())
    #expect(survey.credit == survey.debit)
    for (number, lines) in Dictionary(grouping: expected.lines, by: \.account) {
      let account = try #require(survey.accounts.first { $0.number == number })
      #expect(account.debit == lines.lazy.map(\.debit).total())
      #expect(account.credit == lines.lazy.map(\.credit).total())
      #expect(account.name == expected.names.accounts[number] ?? "")
    }
    #expect(survey.accounts.count == Set(expected.lines.map(\.account)).count)
    expectSameSuppliers(survey, as: expected)
  }

  private static func expectSameSuppliers(_ survey: LedgerSurvey, as expected: FECOutcome) {
    var amounts: [String: Money] = [:]
    var (without, several) = (Money.zero, Money.zero)
    for entry in expected.entries {
      let lines = expected.lines[entry.lines]
      let amount = lines.filter { $0.account.hasPrefix("6") }.map(\.balance).total()
      let named = Set(
        lines.filter { line in SupplierAttribution.invoicing.contains { line.account.hasPrefix($0) } }
          .map(\.auxiliary)
      ).subtracting([""])
      guard lines.contains(where: { $0.account.hasPrefix("6") }) else { continue }
      switch named.count {
      case 0: without += amount
      case 1: amounts[named.first ?? "", default: .zero] += amount
      default: several += amount
      }
    }
    #expect(Dictionary(uniqueKeysWithValues: survey.suppliers.map { ($0.number, $0.amount) }) == amounts)
    #expect(survey.amountWithoutSupplier == without)
    #expect(survey.amountOfSeveralSuppliers == several)
  }

  @Test("Random ledgers hold what the property needs: accepted and refused ones, scattered entries, several suppliers")
  func sketchesAreVaried() {
    let outcomes = (0..<300).map { FECOutcome(FECSketch.bytes(seed: $0), path: FECFastPath.self) }
    #expect(outcomes.count { $0.year != nil } > 60)
    #expect(outcomes.count { $0.year == nil } > 60)
    let keys = Set(outcomes.flatMap(\.keys))
    for message: FECMessage in [
      .entryScattered, .entryUnbalanced, .numberingDecreases, .fieldCount, .amountInvalid, .dateInvalid, .bothSides,
      .amountNegative, .fieldsMissing, .fieldsExtra, .controlCharacter, .fieldTooLong, .textUndecodable,
    ] {
      // Both sides at once come only of a changed byte; the others must all be there.
      if message != .bothSides { #expect(keys.contains(message.rawValue), "\(message)") }
    }
  }

  @Test("Entries numbered upwards are read once, even if every line is cut from the next; others twice")
  func passes() throws {
    for (isRising, passes) in [(true, 1), (false, 2)] {
      var lines: [[FECColumn: String]] = []
      for number in 1...100 {
        lines += Self.purchase.map { line in
          line.merging([.entryNumber: String(isRising ? number : 101 - number)]) { $1 }
        }
      }
      let bytes = FECSketchForm().bytes(lines)
      let blocks = Mutex(0)
      let source = ByteSource(size: bytes.count) { buffer, offset in
        // Blocks are all of one size; what finds line ends reads less or more.
        if buffer.count == 50 { blocks.withLock { $0 += 1 } }
        let count = min(buffer.count, bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<(offset + count)])
        return count
      }
      let plan = SurveyPlan(settings: FECScanSettings(blockBytes: 50), threads: 2, partsPerThread: 1000)
      let survey = try LedgerSurvey(source, name: nil, scope: .all, plan: plan, path: FECFastPath.self)
      #expect(survey.isAccepted && survey.entryCount == 100)
      let count = blocks.withLock { $0 }
      #expect(count > 100 * passes && count <= bytes.count / 50 * passes, "\(count) blocks of \(bytes.count) bytes")
    }
  }

  @Test("A scope leaves out what is not asked")
  func scopes() throws {
    let source = ByteSource(FECSketchForm().bytes(Self.purchase))
    let accounts = try LedgerSurvey(source, scope: .accounts)
    #expect(accounts.accounts.count == 3 && accounts.suppliers.isEmpty)
    let suppliers = try LedgerSurvey(source, scope: .suppliers)
    #expect(suppliers.accounts.isEmpty)
    #expect(suppliers.suppliers.map(\.amount) == [Money(cents: 10_000)])
    #expect(suppliers.suppliers.map(\.name) == ["Dupont"])
    #expect(try LedgerSurvey(source).accounts(digits: 1).map(\.number) == ["4", "6"])
  }

  private static let purchase: [[FECColumn: String]] = [
    ("606100", "", "100,00", ""), ("445660", "", "20,00", ""), ("401000", "F1", "", "120,00"),
  ].map { account, auxiliary, debit, credit in
    [
      .journalCode: "AC", .journalLabel: "Achats", .entryNumber: "1", .entryDate: "20240115", .account: account,
      .accountLabel: "Compte", .auxiliary: auxiliary, .auxiliaryLabel: auxiliary.isEmpty ? "" : "Dupont",
      .piece: "FA1", .pieceDate: "20240115", .label: "Énergie", .debit: debit, .credit: credit,
      .validationDate: "20240131",
    ]
  }

  @Test("A file that cannot be read to its end is refused, from any thread", arguments: [1, 3])
  func unreadable(threads: Int) {
    struct Failure: Error {}
    let bytes = FECSketchForm().bytes(Self.purchase)
    let source = ByteSource(size: 1 << 20) { buffer, offset in
      guard offset < bytes.count else { throw Failure() }
      return min(1, buffer.count)
    }
    #expect(throws: Refusal.self) { try LedgerSurvey(source, threads: threads) }
    let cut = ByteSource(size: bytes.count + 1) { buffer, offset in
      let count = min(buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<(offset + count)])
      return count
    }
    do throws(Refusal) {
      _ = try LedgerSurvey(cut, threads: threads)
      Issue.record("a file cut while it is read was accepted")
    } catch {
      #expect(error.diagnostics.map(\.message.key) == [FECMessage.fileUnreadable.rawValue])
    }
  }

  @Test("Limits hold", arguments: [1, 2])
  func limits(threads: Int) throws {
    var limits = FECLimits()
    limits.distinctNames = 2
    let source = ByteSource(FECSketchForm().bytes(Self.purchase))
    let names = try LedgerSurvey(source, threads: threads, limits: limits)
    #expect(names.diagnostics.first?.message.key == FECMessage.namesTooMany.rawValue)
    limits = FECLimits()
    limits.entries = 1
    var scattered = Self.purchase + Self.purchase
    for (position, number) in [2, 1, 2, 1, 2, 1].enumerated() { scattered[position][.entryNumber] = String(number) }
    let entries = try LedgerSurvey(ByteSource(FECSketchForm().bytes(scattered)), threads: threads, limits: limits)
    #expect(entries.diagnostics.first?.message.key == FECMessage.entriesTooMany.rawValue)
  }

  @Test(
    "A real ledger: totals, suppliers as attributed by the reader's",
    .enabled(if: SharedData.has(FECRealFileTests.tryton), Comment(rawValue: SharedData.absent)), arguments: [1, 2])
  func realLedger(threads: Int) throws {
    let bytes = try SharedData.bytes(FECRealFileTests.tryton)
    let survey = try LedgerSurvey(ByteSource(bytes), threads: threads)
    let (ledger, diagnostics) = try FECReader.read(bytes)
    #expect(survey.diagnostics == diagnostics)
    #expect(survey.lineCount == ledger.lines.count && survey.entryCount == ledger.entries.count)
    let attribution = SupplierAttribution(ledger)
    #expect(survey.suppliers.map(\.number) == attribution.purchases.map(\.supplier.number))
    #expect(survey.suppliers.map(\.amount) == attribution.purchases.map(\.amount))
    #expect(survey.suppliers.map(\.name) == attribution.purchases.map(\.supplier.name))
    #expect(survey.suppliers.map(\.entries) == attribution.purchases.map(\.entries))
  }
}
