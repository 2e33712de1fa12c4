import DelimitedText
import Quantities
import Testing

@testable import Accounting

@Suite("A FEC is read whatever its form")
struct FECReadingTests {
  /// Two entries with accents, a supplier, and amounts that all forms can write.
  private static func lines(_ amounts: FECLayout.Amounts) -> [[FECColumn: String]] {
    let rows: [(String, String, String, Int)] = [
      ("1", "606100", "", 120_000), ("1", "401000", "F1", -120_000), ("2", "706000", "", -50), ("2", "512000", "", 50),
    ]
    return rows.map { number, account, auxiliary, cents in
      let amount = "\(abs(cents) / 100),\(abs(cents) % 100 / 10)\(abs(cents) % 10)"
      var line: [FECColumn: String] = [
        .journalCode: "OD", .journalLabel: "Opérations", .entryNumber: number, .entryDate: "20240215",
        .account: account, .accountLabel: "Énergie", .auxiliary: auxiliary, .auxiliaryLabel: "Cœur à 5 €",
        .piece: "FA1", .pieceDate: "20240215", .label: "Cœur à 5 €", .validationDate: "20240331",
      ]
      if amounts == .debitAndCredit {
        line[.debit] = cents > 0 ? amount : ""
        line[.credit] = cents < 0 ? amount : "0,00"
      } else {
        line[.amount] = amount
        line[.direction] = cents > 0 ? "D" : "C"
      }
      return line
    }
  }

  @Test("Separator, line ends, columns in any order, 18, 21 or 22 of them, both forms of amounts, every character set")
  func forms() throws {
    var generator = SeededGenerator(seed: 47)
    for _ in 0..<200 {
      let form = FECSketchForm.random(&generator)
      let bytes = form.bytes(Self.lines(form.amounts))
      let (ledger, diagnostics) = try FECReader.read(bytes)
      #expect(diagnostics.isEmpty, "\(form)")
      #expect(ledger.entries.map(\.number) == ["1", "2"])
      #expect(ledger.lines.map(\.balance.cents) == [120_000, -120_000, -50, 50])
      #expect(ledger.lines.map(\.lineNumber) == [2, 3, 4, 5])
      #expect(ledger.lines.map(\.account) == ["606100", "401000", "706000", "512000"])
      if form.encoding != .ascii {
        #expect(ledger.lines[0].label == "Cœur à 5 €", "\(form)")
        #expect(ledger.names.auxiliaries == ["F1": "Cœur à 5 €"])
        #expect(ledger.names.accounts["606100"] == "Énergie")
      }
      #expect(ledger.fiscalYear.start.iso == "2024-02-01" && ledger.fiscalYear.end.iso == "2024-02-29")
      let (layout, _) = try FECLayout.detect(bytes)
      #expect(layout.columnCount == form.columnCount && layout.amounts == form.amounts)
      #expect(layout.hasByteOrderMark == form.hasByteOrderMark)
    }
  }

  @Test("The character set is decided on the whole content")
  func encodings() throws {
    func encoding(_ bytes: [UInt8]) throws -> FECEncoding {
      try LedgerSurvey(ByteSource(bytes)).encoding
    }
    let plain = FECSketchForm().bytes(Self.lines(.debitAndCredit)).filter { $0 < 0x80 }
    #expect(try encoding(plain) == .ascii)
    // A thousand lines of ASCII, then one letter.
    let many = plain + Array(repeating: Array("\r\n".utf8), count: 1000).joined()
    let line = "OD\tL\t3\t20240216\t606100\tN\t\t\tP\t20240216\tL\t0,00\t0,00\t\t\t20240331\t\t"
    #expect(try encoding(many + line.utf8 + [0xE9, 0x0A]) == .latin9)
    #expect(try encoding(many + line.utf8 + [0x80, 0x0A]) == .windows1252)
    #expect(try encoding(many + line.utf8 + [0xC3, 0xA9, 0x0A]) == .utf8)
    // Text cut in the middle of a letter stays UTF-8.
    #expect(try encoding(many + line.utf8 + [0xC3, 0xA9, 0x20, 0xC3, 0xA9, 0x20, 0xC3, 0x0A]) == .utf8)
  }

  @Test("Escape sequences of terminals do not pass", arguments: FECEncoding.allCases)
  func controls(encoding: FECEncoding) {
    #expect(encoding.decode([0x61, 0x1B, 0x5B, 0x31, 0x6D, 0x62]) == "a [1mb")
  }

  @Test(
    "Blank lines at the end and the old end-of-file character say nothing",
    arguments: ["\r\n\r\n", "\n", "\u{1A}", "\u{1A}\r\n", "\r\r\n"])
  func trailing(end: String) throws {
    let (ledger, diagnostics) = try FECReader.read(FECSketchForm().bytes(Self.lines(.debitAndCredit)) + end.utf8)
    #expect(ledger.lines.count == 4 && diagnostics.isEmpty)
  }

  @Test("Lines of an entry come together, entries in the order of their first lines")
  func scattered() throws {
    let lines = Self.lines(.debitAndCredit)
    let (ledger, _) = try FECReader.read(FECSketchForm().bytes([lines[0], lines[2], lines[1], lines[3]]))
    #expect(ledger.lines.map(\.lineNumber) == [2, 4, 3, 5])
    #expect(ledger.entries.map(\.lines) == [0..<2, 2..<4])
    #expect(ledger.lines.allSatisfy { ledger.entry(of: $0).lines.contains(ledger.lines.firstIndex(of: $0) ?? -1) })
  }

  @Test("Eight bytes at a time or one by one, whole or damaged: the same", arguments: 1000..<1400 as Range<UInt64>)
  func pathsAgree(seed: UInt64) {
    let bytes = FECSketch.bytes(seed: seed)
    var settings = FECScanSettings()
    let fast = FECOutcome(bytes, settings: settings, path: FECFastPath.self)
    #expect(fast == FECOutcome(bytes, settings: settings, path: FECCarefulPath.self))
    // Nor does it matter how many bytes are read at a time.
    settings.blockBytes = 1 + Int(seed % 97)
    #expect(fast == FECOutcome(bytes, settings: settings, path: FECFastPath.self))
  }

  @Test("A line that is too long is judged alike however much of it a block shows", arguments: 1...40)
  func longLines(blockBytes: Int) {
    var lines = Self.lines(.debitAndCredit)
    lines[1][.label] = String(repeating: "é€œ", count: 60)
    var form = FECSketchForm()
    for encoding in [FECEncoding.utf8, .latin9] {
      form.encoding = encoding
      var settings = FECScanSettings()
      settings.limits.lineBytes = 200
      let whole = FECOutcome(form.bytes(lines), settings: settings, path: FECFastPath.self)
      #expect(whole.keys.contains(FECMessage.lineTooLong.rawValue))
      settings.blockBytes = blockBytes
      #expect(FECOutcome(form.bytes(lines), settings: settings, path: FECFastPath.self) == whole)
      // The character set is decided on that line too.
      #expect(Self.tally(form.bytes(lines), settings) == Self.tally(form.bytes(lines), FECScanSettings()))
    }
  }

  private static func tally(_ bytes: [UInt8], _ settings: FECScanSettings) -> FECEncodingTally? {
    guard let (layout, _) = try? FECLayout.detect(bytes) else { return nil }
    var builder = LedgerBuilder(encoding: .utf8, layout: layout, limits: settings.limits)
    return try? FECRangeScan.scan(
      ByteSource(bytes), layout.headerBytes..<bytes.count, layout: layout, settings: settings,
      path: FECFastPath.self, to: &builder
    ).encoding
  }

  @Test(
    "What a name claims",
    arguments: [
      ("732829320FEC20241231.txt", "732829320", "2024-12-31"), ("/tmp/732829320fec20240630", "732829320", "2024-06-30"),
      ("C:\\Compta\\732829320FEC20241231_2.txt", "732829320", "2024-12-31"), ("732829320FEC20241331.txt", nil, nil),
      ("732829320FEC202412311.txt", nil, nil), ("export.txt", nil, nil), ("", nil, nil),
    ] as [(String, String?, String?)])
  func names(path: String, siren: String?, closing: String?) {
    let name = LedgerFileName(path)
    #expect(name.siren == siren)
    #expect(name.closing?.iso == closing)
    #expect(name.sirenIsPlausible)
  }
}
