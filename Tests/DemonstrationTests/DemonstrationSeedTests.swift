import Accounting
import Demonstration
import Quantities
import Testing

/// A demonstration follows from its seed, on every machine.
@Suite struct DemonstrationSeedTests {
  /// What the shape of a ledger is: everything but amounts, and quantities in labels.
  private struct Shape: Hashable {
    let date: Int32
    let journal, number, account, auxiliary, piece, label: String
    let isDebit: Bool
  }

  @Test(arguments: DemonstrationLedgerTests.books)
  func theSameSeedGivesTheSameBytes(_ firm: DemonstrationFirm, _ year: Int) {
    #expect(FECWriter.write(firm.ledger(year: year, seed: 7)) == FECWriter.write(firm.ledger(year: year, seed: 7)))
    #expect(firm.settings(year: year, seed: 7) == firm.settings(year: year, seed: 7))
  }

  @Test(arguments: DemonstrationLedgerTests.books)
  func anotherSeedGivesOtherAmountsOfTheSameShape(_ firm: DemonstrationFirm, _ year: Int) {
    let one = firm.ledger(year: year, seed: 7)
    let other = firm.ledger(year: year, seed: 8)
    #expect(shape(of: one) == shape(of: other))
    let changed = zip(one.lines, other.lines).count { $0.balance != $1.balance }
    #expect(changed * 10 > one.lines.count * 8)
  }

  /// The bytes of the files, as anybody who types the same seed must get them.
  @Test(arguments: [
    (DemonstrationFirm.joinery, 2023, UInt64(7_077_373_640_158_713_750)),
    (.joinery, 2024, 14_668_629_834_802_571_468), (.restaurant, 2023, 335_390_202_320_858_601),
    (.restaurant, 2024, 15_231_505_727_446_841_849),
  ])
  func golden(_ firm: DemonstrationFirm, _ year: Int, _ hash: UInt64) {
    #expect(fnv1a(FECWriter.write(firm.ledger(year: year, seed: 1))) == hash)
  }

  private func shape(of ledger: Ledger) -> [Shape] {
    ledger.lines.map { line in
      let entry = ledger.entry(of: line)
      return Shape(
        date: entry.date.number, journal: entry.journal, number: entry.number, account: line.account,
        auxiliary: line.auxiliary, piece: line.piece, label: line.label.filter { !$0.isNumber },
        isDebit: line.debit > line.credit)
    }
  }

  /// The FNV-1a hash, 64 bits.
  private func fnv1a(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
