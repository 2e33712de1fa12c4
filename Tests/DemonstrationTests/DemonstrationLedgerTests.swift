import Accounting
import Demonstration
import Quantities
import Testing

/// What a demonstration's ledgers must be for anybody to learn from them.
@Suite struct DemonstrationLedgerTests {
  static let books = DemonstrationFirm.allCases.flatMap { firm in DemonstrationFirm.years.map { (firm, $0) } }

  @Test(arguments: books)
  func entriesBalanceAndAreNumberedWithoutHoles(_ firm: DemonstrationFirm, _ year: Int) {
    let ledger = firm.ledger(year: year, seed: 3)
    #expect(ledger.entries.allSatisfy { ledger.lines(of: $0).map(\.balance).total() == .zero })
    #expect(ledger.entries.allSatisfy { ledger.fiscalYear.contains($0.date) })
    #expect(zip(ledger.entries, ledger.entries.dropFirst()).allSatisfy { $0.date <= $1.date })
    for entries in Dictionary(grouping: ledger.entries, by: \.journal).values {
      #expect(entries.map(\.number) == (1...entries.count).map(String.init))
    }
    #expect(ledger.lines.allSatisfy { $0.debit >= .zero && $0.credit >= .zero && $0.debit != $0.credit })
  }

  @Test(arguments: books)
  func theReaderFindsNothingToSay(_ firm: DemonstrationFirm, _ year: Int) throws {
    let ledger = firm.ledger(year: year, seed: 3)
    let name = LedgerFileName(firm.fileName(year: year))
    let read = try FECReader.read(FECWriter.write(ledger), name: name)
    #expect(read.diagnostics.map(\.message.key) == [])
    #expect(read.ledger.lines == ledger.lines)
    #expect(read.ledger.entries == ledger.entries)
    #expect(read.ledger.names == ledger.names)
    #expect(name.siren == firm.siren)
    #expect(name.sirenIsPlausible)
  }

  @Test(arguments: books)
  func labelsNeedTheCharactersOfLatin9AndNoOthers(_ firm: DemonstrationFirm, _ year: Int) throws {
    let ledger = firm.ledger(year: year, seed: 3)
    var form = FECForm()
    form.encoding = .latin9
    let bytes = FECWriter.write(ledger, as: form)
    #expect(try FECReader.read(bytes).ledger.lines == ledger.lines)
    // œ, which ISO-8859-1 does not have.
    #expect(bytes.contains(0xBD))
  }

  @Test(arguments: books)
  func theLeastUsualFormReadsTheSame(_ firm: DemonstrationFirm, _ year: Int) throws {
    let ledger = firm.ledger(year: year, seed: 3)
    var form = FECForm()
    form.separator = .pipe
    form.amounts = .amountAndDirection
    form.directions = .signs
    form.decimalMark = .point
    form.amountWidth = 13
    form.columnSet = .cashBookWithClient
    form.encoding = .windows1252
    form.endsWithCarriageReturn = false
    let read = try FECReader.read(FECWriter.write(ledger, as: form)).ledger
    #expect(read.lines == ledger.lines)
    #expect(read.entries == ledger.entries)
  }

  @Test(arguments: DemonstrationFirm.allCases)
  func lastYearsClosingOpensTheNext(_ firm: DemonstrationFirm) throws {
    var closing: [[String]: Money] = [:]
    for line in firm.ledger(year: 2023, seed: 3).lines {
      let isResult = line.account.hasPrefix("6") || line.account.hasPrefix("7")
      closing[isResult ? ["120", ""] : [line.account, line.auxiliary], default: .zero] += line.balance
    }
    let next = firm.ledger(year: 2024, seed: 3)
    let first = try #require(next.entries.first)
    #expect(first.kind == .opening)
    #expect(next.entries.count { $0.kind == .opening } == 1)
    var opening: [[String]: Money] = [:]
    for line in next.lines(of: first) { opening[[line.account, line.auxiliary], default: .zero] += line.balance }
    #expect(opening == closing.filter { $0.value != .zero })
    #expect(opening.count > 30)
  }

  @Test(arguments: DemonstrationFirm.allCases)
  func whatLastYearLeftUnpaidIsPaid(_ firm: DemonstrationFirm) {
    var left: [[String]: Money] = [:]
    for year in DemonstrationFirm.years {
      let ledger = firm.ledger(year: year, seed: 3)
      for line in ledger.lines where line.account.hasPrefix("40") || line.account.hasPrefix("411") {
        guard ledger.entry(of: line).kind == .ordinary, line.piece.contains("23-") else { continue }
        left[[line.auxiliary, line.piece], default: .zero] += line.balance
      }
      let unpaid = left.count { $0.value != .zero }
      if year == 2023 { #expect(unpaid > 5) } else { #expect(unpaid == 0) }
    }
  }

  @Test(arguments: books)
  func everyNumberHasAName(_ firm: DemonstrationFirm, _ year: Int) {
    let ledger = firm.ledger(year: year, seed: 3)
    #expect(Set(ledger.lines.map(\.account)).filter { ledger.names.accounts[$0] == nil } == [])
    #expect(Set(ledger.lines.map(\.auxiliary)).subtracting([""]).filter { ledger.names.auxiliaries[$0] == nil } == [])
    #expect(Set(ledger.entries.map(\.journal)).filter { ledger.names.journals[$0] == nil } == [])
    // Two third parties must not share a number.
    #expect(Set(ledger.names.auxiliaries.values).count == ledger.names.auxiliaries.count)
  }

  @Test(arguments: books)
  func theBankIsNeverOverdrawn(_ firm: DemonstrationFirm, _ year: Int) {
    for seed in UInt64(0)..<4 {
      let ledger = firm.ledger(year: year, seed: seed)
      var (balance, lowest) = (Money.zero, Money(cents: .max))
      for entry in ledger.entries {
        balance += ledger.lines(of: entry).lazy.filter { $0.account == "512" }.map(\.balance).total()
        lowest = min(lowest, balance)
      }
      #expect(lowest > .zero)
    }
  }

  @Test(arguments: DemonstrationFirm.allCases)
  func aYearWithoutBooksIsTakenAsTheNearest(_ firm: DemonstrationFirm) {
    #expect(firm.ledger(year: 1999, seed: 3).lines == firm.ledger(year: 2023, seed: 3).lines)
    #expect(firm.fileName(year: 2050) == firm.siren + "FEC20241231.txt")
  }
}
