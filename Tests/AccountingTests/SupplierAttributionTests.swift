import Accounting
import Quantities
import Testing

@Suite("Suppliers of entries")
struct SupplierAttributionTests {
  private func invoice(_ lines: SampleLedger.Line...) -> SampleLedger.Entry { SampleLedger.Entry(lines: lines) }

  @Test("Purchases by supplier, credit notes and late invoices included, class 6 only")
  func purchases() throws {
    let ledger = try SampleLedger.ledger([
      invoice(.init("601", 100_00), .init("44566", 20_00), .init("401", "F1", -120_00)),
      invoice(.init("401", "F1", 24_00), .init("44566", -4_00), .init("609", -20_00)),
      invoice(.init("401", "F1", 96_00), .init("512", -96_00)),
      invoice(.init("626", 30_00), .init("4081", "F2", -30_00)),
      invoice(.init("607", 50_00), .init("401", "F3", -50_00)),
      invoice(.init("2154", 900_00), .init("404", "F4", -900_00)),
      invoice(.init("641", 70_00), .init("421", -70_00)),
      SampleLedger.Entry(.closing, .init("601", -100_00), .init("401", "F1", 100_00)),
    ])
    let attribution = SupplierAttribution(ledger, accounts: SupplierAttribution.supplying)
    #expect(attribution.purchases.map(\.supplier.number) == ["F1", "F3", "F2"])
    #expect(attribution.purchases.map(\.amount.cents) == [80_00, 50_00, 30_00])
    #expect(attribution.purchases.map(\.entries) == [2, 1, 1])
    #expect(attribution.amountWithoutSupplier == Money(cents: 70_00))
    #expect(attribution.supplier(ofEntry: 2) == LedgerSupplier(number: "F1", name: "Name of F1"))
    #expect(attribution.supplier(ofEntry: 5)?.number == "F4")
    #expect(attribution.supplier(ofEntry: 7) == nil)
    #expect(attribution.supplier(ofEntry: 99) == nil)
  }

  @Test("An entry of two suppliers belongs to neither")
  func several() throws {
    let ledger = try SampleLedger.ledger([
      invoice(.init("601", 100), .init("401", "F2", -60), .init("401", "F1", -40))
    ])
    let attribution = SupplierAttribution(ledger)
    #expect(
      attribution.suppliers == [
        .several([
          LedgerSupplier(number: "F1", name: "Name of F1"), LedgerSupplier(number: "F2", name: "Name of F2"),
        ])
      ])
    #expect(attribution.amountOfSeveralSuppliers == Money(cents: 100))
    #expect(attribution.purchases.isEmpty)
  }

  @Test(
    "Without an auxiliary, a supplier's own account stands for it; a collective account names nobody",
    arguments: [
      ("401", "Dupont", false), ("4011", "Dupont", false), ("401000", "Fournisseurs", false),
      ("40110000", "Fournisseurs - Achats de biens", false), ("4081", "Factures non parvenues", false),
      ("401DUPONT", "Dupont SARL", true), ("40100017", "Scierie Moreau", true), ("40100010", "Scierie Moreau", true),
      ("401099", "Fournisseurs divers", false), ("401099", "Fournisseur Dupont", true), ("40100017", "", false),
      ("411DUPONT", "Dupont SARL", false), ("409DUPONT", "Dupont SARL", false),
    ])
  func ownAccounts(account: String, name: String, isIndividual: Bool) throws {
    let ledger = try SampleLedger.ledger(
      [invoice(.init("601", 100), .init(account, -100))], accountNames: [account: name])
    let expected = isIndividual ? LedgerSupplier(number: account, name: name) : nil
    #expect(SupplierAttribution(ledger).supplier(ofEntry: 0) == expected)
  }

  @Test("Nothing of class 6 is lost, whatever the ledger", arguments: 1...20 as ClosedRange<UInt64>)
  func sums(seed: UInt64) throws {
    let ledger = try SampleLedger.random(seed: seed)
    let attribution = SupplierAttribution(ledger)
    let attributed = attribution.purchases.map(\.amount).total()
    let total = attributed + attribution.amountWithoutSupplier + attribution.amountOfSeveralSuppliers
    #expect(total == TrialBalance(ledger).balance(ofPrefix: "6"))
    #expect(attribution.suppliers.count == ledger.entries.count)
  }
}
