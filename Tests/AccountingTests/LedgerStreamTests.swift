import DelimitedText
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Accounting

extension FECOutcome {
  /// What the lines of a stream make, put together from a shuffle of them.
  init(streamed bytes: [UInt8], name: LedgerFileName? = nil, settings: FECScanSettings = FECScanSettings()) throws {
    do {
      let stream = try LedgerStream(ByteSource(bytes), name: name, settings: settings)
      var entries: [(journal: String, number: String, date: CalendarDate)] = []
      var lines: [LedgerLine] = []
      let names = try stream.lines { given in
        #expect(given.isNewEntry == (given.line.entry == entries.count))
        if given.isNewEntry { entries.append((given.journal, given.number, given.date)) }
        #expect(entries[given.line.entry] == (given.journal, given.number, given.date))
        #expect(given.line.lineNumber > lines.last?.lineNumber ?? 1)
        lines.append(given.line)
      }
      #expect(lines.count == stream.survey.lineCount && entries.count == stream.survey.entryCount)
      #expect(Set(lines.map(\.account)) == Set(stream.survey.accounts.map(\.number)))
      var generator = SeededGenerator(seed: UInt64(bytes.count))
      lines.shuffle(using: &generator)
      let ledger = Ledger.rebuilt(entries: entries, lines: lines, names: names, fiscalYear: stream.fiscalYear)
      self.init(ledger, stream.diagnostics)
    } catch let refusal as Refusal {
      self.init(nil, refusal.diagnostics)
    }
  }

  private init(_ ledger: Ledger?, _ diagnostics: [Diagnostic]) {
    if let ledger {
      (entries, lines, names, year) = (ledger.entries, ledger.lines, ledger.names, ledger.fiscalYear)
    }
    self.diagnostics = diagnostics
  }
}

@Suite("A ledger read line by line is the one its reader keeps")
struct LedgerStreamTests {
  private static let name = LedgerFileName("732829320FEC20241130.txt")

  private static func expectSame(
    _ bytes: [UInt8], name: LedgerFileName? = nil, settings: FECScanSettings = FECScanSettings()
  ) throws {
    let expected = FECOutcome(bytes, name: name, settings: settings, path: FECFastPath.self)
    #expect(try FECOutcome(streamed: bytes, name: name, settings: settings) == expected)
  }

  @Test(arguments: try FECFixture.all())
  func `Each fixture gives the same ledger or the same refusal`(fixture: FECFixture) throws {
    try Self.expectSame(
      fixture.bytes(), name: fixture.fileName, settings: FECScanSettings(limits: fixture.limits))
  }

  @Test(arguments: 2000..<2300 as Range<UInt64>)
  func `Random ledgers give the same, whole or damaged`(seed: UInt64) throws {
    let bytes = FECSketch.bytes(seed: seed)
    try Self.expectSame(bytes, name: Self.name)
    var settings = FECScanSettings()
    settings.blockBytes = 1 + Int(seed % 97)
    try Self.expectSame(bytes, settings: settings)
  }

  @Test(arguments: 3000..<3300 as Range<UInt64>)
  func `A limit that a kept ledger passes refuses the stream in the same words`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = FECSketch.bytes(seed: generator.next())
    var settings = FECScanSettings()
    settings.blockBytes = Int.random(in: 1...3000, using: &generator)
    settings.limits.distinctNames = Int.random(in: 1...9, using: &generator)
    settings.limits.entries = Int.random(in: 1...70, using: &generator)
    settings.limits.diagnostics = Int.random(in: 1...3, using: &generator)
    try Self.expectSame(bytes, settings: settings)
  }

  @Test func `The random ledgers hold every case: accepted, scattered, refused, with too many names or entries`() {
    let plain = (2000..<2300).map { FECOutcome(FECSketch.bytes(seed: $0), path: FECFastPath.self) }
    #expect(plain.count { $0.year != nil } > 60 && plain.count { $0.year == nil } > 60)
    #expect(plain.contains { $0.year != nil && $0.keys.contains(FECMessage.entryScattered.rawValue) })
    for (message, change) in [
      (FECMessage.namesTooMany, { $0.distinctNames = 6 }), (.entriesTooMany, { $0.entries = 20 }),
    ] as [(FECMessage, (inout FECLimits) -> Void)] {
      var settings = FECScanSettings()
      change(&settings.limits)
      let outcomes = (2000..<2100).map {
        FECOutcome(FECSketch.bytes(seed: $0), settings: settings, path: FECFastPath.self)
      }
      let count = outcomes.count { $0.keys.contains(message.rawValue) }
      #expect(count > 10 && count < 100, "\(message)")
    }
  }

  @Test func `Every form gives the same: characters, amounts, padding, line ends`() throws {
    var generator = SeededGenerator(seed: 4000)
    let ledger = try FECReader.read(FECSketchForm().bytes(Self.scattered)).ledger
    for encoding in FECEncoding.allCases {
      for amounts in [FECLayout.Amounts.debitAndCredit, .amountAndDirection] {
        var form = FECForm()
        (form.encoding, form.amounts) = (encoding, amounts)
        form.amountWidth = Int.random(in: 0...15, using: &generator)
        form.directions = Bool.random(using: &generator) ? .letters : .signs
        form.endsWithCarriageReturn = Bool.random(using: &generator)
        form.separator = Bool.random(using: &generator) ? .tab : .pipe
        let bytes = FECWriter.write(ledger, as: form)
        try Self.expectSame(bytes)
        try Self.expectSame(bytes.dropLast(form.endsWithCarriageReturn ? 2 : 1))
      }
    }
  }

  @Test func `A line that comes back bears the number and the date of its entry`() throws {
    let bytes = FECSketchForm().bytes(Self.scattered)
    var given: [LedgerStreamLine] = []
    let names = try LedgerStream(ByteSource(bytes)).lines { given.append($0) }
    #expect(given.map(\.line.entry) == [0, 1, 0, 1])
    #expect(given.map(\.number) == ["2", "1", "2", "1"])
    #expect(given.map(\.date.iso) == ["2024-01-01", "2024-01-03", "2024-01-01", "2024-01-03"])
    #expect(given.map(\.isNewEntry) == [true, true, false, false])
    #expect(given.map(\.line.lineNumber) == [2, 3, 4, 5])
    #expect(names.journals == ["": "À nouveaux"])
    try Self.expectSame(bytes)
  }

  @Test func `A journal without code is known by its name: its entries open the year, also once written again`() throws
  {
    let ledger = try FECReader.read(FECSketchForm().bytes(Self.scattered)).ledger
    #expect(ledger.entries.map(\.kind) == [.opening, .opening])
    let again = try FECReader.read(FECWriter.write(ledger)).ledger
    #expect(again.entries.map(\.kind) == [.opening, .opening])
  }

  @Test func `Nothing is read after a line is refused, and no other line is given`() throws {
    struct Enough: Error {}
    let bytes = FECSketchForm().bytes((0..<100).flatMap { _ in Self.scattered })
    let furthest = Mutex(0)
    let source = ByteSource(size: bytes.count) { buffer, offset in
      let count = min(buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<(offset + count)])
      furthest.withLock { $0 = max($0, offset + count) }
      return count
    }
    var settings = FECScanSettings()
    settings.blockBytes = 1000
    let stream = try LedgerStream(source, name: nil, settings: settings)
    #expect(furthest.withLock { $0 } == bytes.count)
    furthest.withLock { $0 = 0 }
    var calls = 0
    #expect(throws: Enough.self) {
      try stream.lines { _ in
        calls += 1
        if calls == 3 { throw Enough() }
      }
    }
    #expect(calls == 3)
    #expect(furthest.withLock { $0 } < 2000)
  }

  @Test(arguments: ["other amounts", "one line less", "other entries", "an amount that is none", "a failing disk"])
  func `A file that changes after it was checked is refused`(change: String) throws {
    struct Failure: Error {}
    func file(amount: String, lastEntry: String) -> [UInt8] {
      FECSketchForm().bytes([
        Self.line("1", "20240101", "512", amount, "0,00"), Self.line("1", "20240101", "101", "0,00", amount),
        Self.line(lastEntry, "20240101", "512", "0,00", "0,00"),
      ])
    }
    let checked = file(amount: "1,00", lastEntry: "1")
    let lastLine = (checked.dropLast().lastIndex(of: 0x0A) ?? 0) + 1
    let later: [UInt8] =
      switch change {
      case "other amounts": file(amount: "2,00", lastEntry: "1")
      // Carriage returns alone are a blank line.
      case "one line less": Array(checked[..<lastLine]) + checked[lastLine...].dropLast().map { _ in 0x0D } + [0x0A]
      case "other entries": file(amount: "1,00", lastEntry: "2")
      default: file(amount: "1;00", lastEntry: "1")
      }
    let isChecked = Mutex(false)
    let source = ByteSource(size: checked.count) { buffer, offset in
      let isLater = isChecked.withLock { $0 }
      if isLater, change == "a failing disk" { throw Failure() }
      buffer.copyBytes(from: (isLater ? later : checked)[offset..<(offset + buffer.count)])
      return buffer.count
    }
    let stream = try LedgerStream(source)
    #expect(try stream.lines { _ in } == FECReader.read(checked).ledger.names)
    isChecked.withLock { $0 = true }
    let refusal = #expect(throws: Refusal.self) { try stream.lines { _ in } }
    #expect(refusal?.diagnostics == [Diagnostic(.error, FECMessage.fileUnreadable)])
  }

  @Test(
    .enabled(if: SharedData.has(FECRealFileTests.tryton), Comment(rawValue: SharedData.absent)),
    arguments: [
      FECRealFileTests.tryton, "accounting/lsn_sample_pipe.txt", "accounting/lsn_sample_tab.txt",
      "accounting/odoo_l10n_fr_fec_expected.txt",
    ])
  func `Files of other programs give the same`(path: String) throws {
    try Self.expectSame(SharedData.bytes(path), name: LedgerFileName(path))
  }

  /// Two entries of a journal that has a name and no code, whose lines alternate and whose dates differ.
  private static let scattered: [[FECColumn: String]] = [
    line("2", "20240101", "512", "12,00", ""), line("1", "20240103", "512", "", "5,00"),
    line("2", "20240102", "101", "", "12,00"), line("1", "20240103", "101", "5,00", ""),
  ]

  private static func line(
    _ number: String, _ day: String, _ account: String, _ debit: String, _ credit: String
  ) -> [FECColumn: String] {
    [
      .journalLabel: "À nouveaux", .entryNumber: number, .entryDate: day, .account: account, .accountLabel: "Œuvre",
      .auxiliary: account == "101" ? "T1" : "", .auxiliaryLabel: "Tiers", .piece: "Une pièce au nom plutôt long",
      .pieceDate: day, .label: "Cœur à 5 €", .debit: debit, .credit: credit, .validationDate: day,
    ]
  }
}
