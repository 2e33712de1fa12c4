import Foundation
import Quantities
import TestSupport
import Testing

@testable import Accounting

/// Files written by other programs. They are not shipped: see `SharedData`.
@Suite("Ledgers written by other programs")
struct FECRealFileTests {
  static let tryton = "accounting/tryton/903456788FEC20241231.txt"
  private static let figures = "accounting/tryton/expected-2024.json"

  @Test(
    "A full year exported by Tryton: lines, entries and totals of an independent count",
    .enabled(if: SharedData.has(tryton), Comment(rawValue: SharedData.absent)))
  func fullYear() throws {
    let (ledger, diagnostics) = try FECReader.read(
      SharedData.bytes(Self.tryton), name: LedgerFileName("903456788FEC20241231.txt"))
    let json = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(Self.figures))) as? [String: Any]
    let expected = try #require(json?["2024"] as? [String: Any])
    #expect(ledger.lines.count == expected["lines"] as? Int)
    #expect(ledger.entries.count == expected["entries"] as? Int)
    #expect(ledger.lines.lazy.map(\.debit).total().decimalText == expected["total_debit"] as? String)
    #expect(ledger.lines.lazy.map(\.credit).total().decimalText == expected["total_credit"] as? String)
    #expect(ledger.fiscalYear.start.iso == "2024-01-01" && ledger.fiscalYear.end.iso == "2024-12-31")
    #expect(!diagnostics.contains { $0.severity == .error })
    #expect(FECOutcome(try SharedData.bytes(Self.tryton), path: FECCarefulPath.self).lines == ledger.lines)
  }

  @Test(
    "Small samples of other programs read the same by both paths",
    arguments: ["lsn_sample_pipe.txt", "lsn_sample_tab.txt", "odoo_l10n_fr_fec_expected.txt"])
  func samples(file: String) throws {
    guard SharedData.has("accounting/" + file) else { return }
    let bytes = try SharedData.bytes("accounting/" + file)
    let fast = FECOutcome(bytes, path: FECFastPath.self)
    #expect(fast == FECOutcome(bytes, path: FECCarefulPath.self))
    #expect(!fast.diagnostics.contains { $0.message.key == FECMessage.headerMissing.rawValue })
  }
}
