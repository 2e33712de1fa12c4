import CanonicalJSON
import CarbonAccounting
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Footprints

/// From a sealed account to a footprint, figure by figure.
@Suite struct FootprintMakerTests {
  static let rules = Result { try FootprintRules(Checkout.bytes("Sources/Footprints/Data/pact.csv")) }

  /// A sealed account with these members in the place of its own.
  static func sealed(_ changes: [String: JSONValue] = [:]) throws -> SealedAccounts.Sealed {
    var members: [String: JSONValue] = [
      "siren": "732829320", "activity": ["id": "joinery & co", "naf": "16.23Z", "kind": "production"],
      "fiscal_year": ["start": "2023-01-01", "end": "2023-12-31"], "closed_on": "2024-03-31",
      "closing_factor_g": "329.600", "factor_unit": "EUR", "direct_g": 0,
      "evidence_g": ["supplier": 250, "physical": 250, "monetary": 500, "statement": 0],
      "factors": [["source": "b"], ["source": "a"], ["source": "b"]], "departures": [["key": "x"]],
    ]
    for (name, value) in changes { members[name] = value }
    let account = JSONValue.object(members)
    return SealedAccounts.Sealed(account: account, seal: try Seal(account, after: ""))
  }

  static func footprint(
    _ changes: [String: JSONValue] = [:], siren: String? = "732829320", isInForce: Bool = true,
    replaced: [String] = [], _ change: (inout ShownAccount.Product) -> Void = { _ in }
  ) throws -> ProductFootprint {
    var product = ShownAccount.Product()
    change(&product)
    let maker = FootprintMaker(
      try rules.get(), domain: "carbone.example.fr",
      source: { $0 == "a" ? CarbonFootprint.FactorSource(name: "Base A", version: "2022") : nil },
      branch: { $0 == "16.23Z" ? "Manufacture of other builders' carpentry" : nil })
    return try maker.footprint(
      of: ShownAccount(
        try sealed(changes), company: "Menuiserie", siren: siren,
        shownAt: Timestamp(milliseconds: 1_711_900_000_000), isInForce: isInForce, replaced: replaced, product: product)
    )
  }

  @Test func `An account per euro is per piece, a piece being one euro of sales`() throws {
    let footprint = try Self.footprint()
    let json = footprint.json
    let pcf = try #require(json["pcf"])
    #expect(pcf["declaredUnitOfMeasurement"] == "piece" && pcf["declaredUnitAmount"] == "1")
    #expect(json["productDescription"]?.text?.hasSuffix("Declared unit: one euro of sales excluding VAT.") == true)
    for figure in ["pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions"] {
      #expect(pcf[figure] == "0.3296", "\(figure)")
    }
    #expect(pcf["productMassPerDeclaredUnit"] == "0" && pcf["fossilCarbonContent"] == "0")
    #expect(pcf["referencePeriodStart"] == "2023-01-01T00:00:00Z")
    // The end of the period is not in it.
    #expect(pcf["referencePeriodEnd"] == "2024-01-01T00:00:00Z")
    #expect(
      json["validityPeriodStart"] == "2024-03-31T00:00:00Z" && json["validityPeriodEnd"] == "2027-01-01T00:00:00Z")
    #expect(pcf["geographyCountry"] == "FR" && pcf["exemptedEmissionsPercent"] == "0")
    #expect(json["created"] == "2024-03-31T15:46:40Z" && json["status"] == "Active")
    #expect(json["precedingPfIds"] == nil)
  }

  @Test func `Firm, product and branch are named by URNs, and the same account always alike`() throws {
    let json = try Self.footprint().json
    #expect(
      json["companyIds"] == [
        "urn:oasis:names:tc:ebcore:partyid-type:iso6523:0002:732829320", "urn:pact:insee.fr:siren:732829320",
      ])
    #expect(json["productIds"] == ["urn:pact:carbone.example.fr:supplier-id:732829320-joinery%20%26%20co"])
    #expect(json["productClassifications"] == ["urn:pact:insee.fr:naf-rev2:16.23Z"])
    #expect(try Self.footprint() == Self.footprint())
    #expect(try Self.footprint().id != Self.footprint(["closing_factor_g": "329.601"]).id)
    let id = try #require(UUID(uuidString: try Self.footprint().id))
    #expect(id.uuid.6 >> 4 == 5 && id.uuid.8 >> 6 == 2)
  }

  /// RFC 9562, appendix A.4: version 5 of a name in the namespace of names that are URLs is made like that of DNS names.
  @Test func `The id of a seal is the one that any other program makes`() {
    // python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, "urn:sillage:seal:abc"))'
    #expect(FootprintIdentifier.footprint(seal: "abc") == "9faaa430-0c29-514a-86f2-d5611319151f")
  }

  @Test func `Evidence weighs by its carbon: primary share and ratings`() throws {
    let pcf = try Self.footprint().json["pcf"]
    #expect(pcf?["primaryDataShare"] == "25")
    // (250 x 1 + 250 x 3 + 500 x 4) / 1000, and so on.
    #expect(pcf?["dqi"] == ["technologicalDQR": "3.0", "geographicalDQR": "2.2", "temporalDQR": "3.2"])
    let captured = try Self.footprint(["evidence_g": ["statement": -300, "physical": 100], "direct_g": -300])
    #expect(captured.carbon.primaryShare == "75" && captured.carbon.includesCapture == nil)
    #expect(try Self.footprint().carbon.includesCapture == false)
    let none = try Self.footprint(["evidence_g": [:]]).json["pcf"]
    #expect(none?["primaryDataShare"] == nil && none?["dqi"] == nil)
    let huge = try Self.footprint(["evidence_g": ["supplier": .integer(.min), "monetary": .integer(.max)]])
    #expect(huge.carbon.primaryShare == "50")
  }

  @Test func `Sources are named once each, those nobody knows left out`() throws {
    #expect(
      try Self.footprint().json["pcf"]?["secondaryEmissionFactorSources"] == [["name": "Base A", "version": "2022"]])
    #expect(try Self.footprint(["factors": []]).json["pcf"]?["secondaryEmissionFactorSources"] == nil)
    #expect(try Self.footprint().comment.contains("Departures from the method that the account lists: 1."))
  }

  @Test func `What a reopened year showed before is deprecated, and named by what replaced it`() throws {
    let before = try Self.footprint(isInForce: false)
    #expect(before.status == .deprecated)
    let seal = try Self.sealed().seal.sha256
    let after = try Self.footprint(["closing_factor_g": "300.000"], replaced: [seal, seal])
    #expect(after.preceding == [before.id] && after.json["precedingPfIds"] == [.string(before.id)])
    // An account closed again without a change does not replace itself.
    #expect(try Self.footprint(replaced: [seal]).preceding.isEmpty)
  }

  @Test(arguments: [
    ("kWh", "kilowatt hour", "1", "0"), ("t.km", "ton kilometer", "1", "0"), ("h", "hour", "1", "0"),
    ("MWh", "kilowatt hour", "1000", "0"), ("passenger.km", "piece", "1", "0"),
  ])
  func `Energy, transport and time have no mass`(unit: String, name: String, amount: String, mass: String) throws {
    let carbon = try Self.footprint(["factor_unit": .string(unit)]).carbon
    #expect(carbon.unit.name == name && carbon.unit.amount == amount && carbon.mass == mass)
    #expect(carbon.fossilCarbon == "0")
  }

  @Test(arguments: [("kg", "1"), ("t", "1000"), ("L", "0.9"), ("door", "0.9")])
  func `Goods weigh what their unit or the firm says, and hold the carbon the firm says`(
    unit: String, mass: String
  ) throws {
    let changes: [String: JSONValue] = ["factor_unit": .string(unit)]
    let footprint = try Self.footprint(changes) {
      $0.mass = "0.9"
      $0.fossilCarbon = "0.1"
    }
    #expect(footprint.carbon.mass == mass && footprint.carbon.fossilCarbon == "0.1")
    #expect(reason(changes) == .massMissing)
    #expect(reason(changes) { $0.mass = "0.9" } == .massMissing)
  }

  private func reason(
    _ changes: [String: JSONValue], siren: String? = "732829320",
    _ change: (inout ShownAccount.Product) -> Void = { _ in }
  ) -> FootprintRefusal? {
    do {
      _ = try Self.footprint(changes, siren: siren, change)
      return nil
    } catch { return (error as? Refusal)?.diagnostics.first.flatMap { FootprintRefusal(rawValue: $0.message.key) } }
  }

  @Test func `What is no product gives no footprint`() {
    let resale: JSONValue = ["id": "shop", "naf": "47.11B", "kind": "resale"]
    let service: JSONValue = ["id": "town", "naf": "84.11Z", "kind": "public-service"]
    #expect(reason(["activity": resale]) == .notAProduct)
    #expect(reason(["activity": service]) == .notAProduct)
    #expect(reason([:], siren: nil) == .noSIREN)
    #expect(reason(["closing_factor_g": "0.000"]) == .notPositive)
    #expect(reason(["closing_factor_g": "-1.000"]) == .notPositive)
    #expect(reason(["fiscal_year": .null]) == .notOurs)
    #expect(reason(["closed_on": "yesterday"]) == .notOurs)
  }

  @Test func `A rule that is missing or makes no sense is named`() throws {
    let text = String(decoding: try Checkout.bytes("Sources/Footprints/Data/pact.csv"), as: UTF8.self)
    for (row, wrong) in [
      ("validity.years,3", "validity.years,three"), ("monetary=4", "monetary=6"), ("standards,", "standard,"),
      ("supplier=1 statement=1 physical=2", "statement=1 physical=2"),
    ] {
      #expect(throws: Refusal.self, "\(row)") {
        _ = try FootprintRules(Array(text.replacing(row, with: wrong, maxReplacements: 1).utf8))
      }
    }
  }
}
