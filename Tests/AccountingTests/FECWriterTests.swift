import Accounting
import Quantities
import Testing

/// What is written in any form the law allows must read back as the same ledger.
@Suite struct FECWriterTests {
  /// Every combination of the choices that do not depend on each other.
  static let forms: [Accounting.FECForm] = {
    var forms: [Accounting.FECForm] = []
    for separator in [FECLayout.Separator.tab, .pipe] {
      for amounts in [FECLayout.Amounts.debitAndCredit, .amountAndDirection] {
        for mark in Accounting.FECForm.DecimalMark.allCases {
          for (encoding, hasMark) in [
            (FECEncoding.utf8, false), (.utf8, true), (.latin9, false), (.windows1252, false),
          ] {
            for columns in Accounting.FECForm.Columns.allCases {
              var form = Accounting.FECForm()
              form.separator = separator
              form.amounts = amounts
              form.decimalMark = mark
              form.encoding = encoding
              form.hasByteOrderMark = hasMark
              form.columnSet = columns
              // These three change with the others, so that each value meets each choice at least once.
              form.directions = mark == .comma ? .letters : .signs
              form.endsWithCarriageReturn = columns != .cashBook
              form.amountWidth = hasMark ? 14 : 0
              forms.append(form)
            }
          }
        }
      }
    }
    return forms
  }()

  @Test(arguments: forms)
  func writtenAndReadBackIsTheSameLedger(_ form: Accounting.FECForm) throws {
    let ledger = try sample()
    let bytes = FECWriter.write(ledger, as: form)
    let read = try FECReader.read(bytes).ledger
    #expect(read.lines == ledger.lines)
    #expect(read.entries == ledger.entries)
    #expect(read.names == ledger.names)
    #expect(read.fiscalYear == ledger.fiscalYear)
    let layout = try FECLayout.detect(bytes).layout
    #expect(layout.separator == form.separator)
    #expect(layout.amounts == form.amounts)
    #expect(layout.columnCount == form.columnSet.rawValue)
    #expect(layout.hasByteOrderMark == form.hasByteOrderMark)
    #expect(layout.endsWithCarriageReturn == form.endsWithCarriageReturn)
  }

  @Test(arguments: 1...20)
  func anyBalancedLedgerReadsBack(seed: Int) throws {
    let ledger = try SampleLedger.random(seed: UInt64(seed))
    for amounts in [FECLayout.Amounts.debitAndCredit, .amountAndDirection] {
      var form = Accounting.FECForm()
      form.amounts = amounts
      let read = try FECReader.read(FECWriter.write(ledger, as: form)).ledger
      #expect(read.lines == ledger.lines)
      #expect(read.names == ledger.names)
    }
  }

  @Test func aLineIsWrittenAsTheLawOrdersIt() throws {
    let text = String(decoding: FECWriter.write(try sample()), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    #expect(
      lines[0] == """
        JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t\
        PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise
        """)
    #expect(
      lines[1] == """
        AC\tAchats\t1\t20240115\t6011\tBois & œuvre\t\t\tF-1\t20240115\tChêne, 12 € le cœur\t1437,12\t0,00\t\t\t\
        20240115\t\t
        """)
  }

  @Test func latin9HasItsOwnBytes() throws {
    var form = Accounting.FECForm()
    form.encoding = .latin9
    let bytes = FECWriter.write(try sample(), as: form)
    // œ and € are where ISO-8859-15 differs from ISO-8859-1.
    #expect(bytes.contains(0xBD))
    #expect(bytes.contains(0xA4))
    #expect(!bytes.contains(0xC3))
  }

  @Test func whatASetLacksAndWhatWouldEndAFieldIsReplaced() throws {
    var form = Accounting.FECForm()
    form.encoding = .latin9
    form.separator = .pipe
    let ledger = try sample(label: "a|b\tc\nd ≥ e")
    let read = try FECReader.read(FECWriter.write(ledger, as: form)).ledger
    #expect(read.lines[0].label == "a b c d ? e")
    #expect(read.lines.map(\.balance) == ledger.lines.map(\.balance))
  }

  @Test func negativeAmountsKeepTheirSide() throws {
    let ledger = try sample(firstDebit: -143_712)
    for amounts in [FECLayout.Amounts.debitAndCredit, .amountAndDirection] {
      var form = Accounting.FECForm()
      form.amounts = amounts
      #expect(try FECReader.read(FECWriter.write(ledger, as: form)).ledger.lines == ledger.lines)
    }
  }

  /// Two entries in the first and the last month, so that the fiscal year can be told from the file.
  private func sample(label: String = "Chêne, 12 € le cœur", firstDebit: Int64 = 143_712) throws -> Ledger {
    var names = LedgerNames()
    names.journals = ["AC": "Achats", "BQ": "Banque"]
    names.accounts = ["6011": "Bois & œuvre", "401": "Fournisseurs", "512": "Banque"]
    names.auxiliaries = ["401SCIERIE": "Scierie Façon Žagare"]
    func line(_ number: Int, _ entry: Int, _ account: String, _ auxiliary: String, _ debit: Int64, _ credit: Int64)
      -> LedgerLine
    {
      LedgerLine(
        lineNumber: number, entry: entry, account: account, auxiliary: auxiliary, piece: "F-\(entry + 1)",
        label: entry == 0 ? label : "Règlement", debit: Money(cents: debit), credit: Money(cents: credit))
    }
    return Ledger(
      entries: [
        LedgerEntry(
          journal: "AC", number: "1", date: try SampleLedger.date(2024, 1, 15), kind: .ordinary, lines: 0..<2),
        LedgerEntry(
          journal: "BQ", number: "1", date: try SampleLedger.date(2024, 12, 2), kind: .ordinary, lines: 2..<4),
      ],
      lines: [
        line(2, 0, "6011", "", firstDebit, 0), line(3, 0, "401", "401SCIERIE", 0, firstDebit),
        line(4, 1, "401", "401SCIERIE", 5, 0), line(5, 1, "512", "", 0, 5),
      ],
      names: names, fiscalYear: try SampleLedger.year(2024))
  }
}
