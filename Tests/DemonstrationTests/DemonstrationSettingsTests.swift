import Accounting
import Demonstration
import Quantities
import Testing

/// What the firms would write in their settings must be about their own ledgers.
@Suite struct DemonstrationSettingsTests {
  @Test(arguments: DemonstrationLedgerTests.books)
  func everySettingMeetsTheLedger(_ firm: DemonstrationFirm, _ year: Int) {
    let (ledger, settings) = firm.books(year: year, seed: 5)
    let balance = TrialBalance(ledger)
    let suppliers = Set(SupplierAttribution(ledger).purchases.map(\.supplier.number))
    #expect(!settings.measures.isEmpty && !settings.supplierContents.isEmpty && !settings.activities.isEmpty)
    for measure in settings.measures { #expect(balance.balance(ofPrefix: measure.account) > .zero) }
    for content in settings.supplierContents { #expect(suppliers.contains(content.supplier)) }
    for key in settings.keys {
      #expect(balance.balance(ofPrefix: key.account) > .zero)
      #expect(Set(key.shares.keys).isSubset(of: settings.activities.map(\.id)))
    }
    for emission in settings.directEmissions {
      #expect(settings.activities.contains { $0.id == emission.activity })
      #expect(ledger.fiscalYear.contains(emission.date))
    }
    let allowed = DepreciationMatch(ledger).assets
    for asset in settings.assets {
      #expect(asset.allowance > .zero)
      #expect(allowed.contains { $0.assetAccount == asset.account && $0.amount >= asset.allowance })
    }
  }

  @Test func eachFirmShowsItsOwnFeatures() {
    let joinery = DemonstrationFirm.joinery.settings(year: 2024, seed: 5)
    #expect(joinery.activities.map(\.naf) == ["16.23Z"])
    #expect(Set(joinery.measures.map(\.factor)) == ["energy.electricity", "energy.natural-gas.pcs"])
    #expect(joinery.supplierContents.count == 3)
    #expect(joinery.assets.map(\.allowance) == [Money(cents: 1_200_000)])
    #expect(joinery.directEmissions.isEmpty)
    let restaurant = DemonstrationFirm.restaurant.settings(year: 2024, seed: 5)
    #expect(restaurant.activities.map(\.kind) == [.production, .resale])
    #expect(restaurant.directEmissions.map(\.carbon) == [CarbonMass(grams: 1_186_600)])
    #expect(!restaurant.keys.isEmpty)
  }

  /// The measure of electricity says what its labels add up to; fuel and mileage are left in labels to accept.
  @Test(arguments: DemonstrationFirm.years)
  func labelsSayWhatMeasuresSay(_ year: Int) throws {
    let (ledger, settings) = DemonstrationFirm.joinery.books(year: year, seed: 5)
    let bills = ledger.lines.filter { $0.account == "60611" }
    let sum = bills.reduce(0) { $0 + (quantity($1.label, "kWh") ?? 0) }
    #expect(settings.measures.first { $0.account == "60611" }?.quantity == "\(sum) kWh")
    #expect(ledger.lines.filter { $0.account == "60614" }.allSatisfy { quantity($0.label, "L") != nil })
    #expect(ledger.lines.filter { $0.account == "62511" }.allSatisfy { quantity($0.label, "km") != nil })
    #expect(ledger.lines.filter { $0.account == "60612" }.allSatisfy { quantity($0.label, "kWh") == nil })
  }

  /// The number before a unit that ends a label.
  private func quantity(_ label: String, _ unit: String) -> Int? {
    let words = label.split(separator: " ")
    guard words.count > 1, words.last.map(String.init) == unit else { return nil }
    return Int(words[words.count - 2])
  }
}
