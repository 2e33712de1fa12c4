import CanonicalJSON
import CarbonAccounting
import Footprints
import Quantities
import TestSupport
import Testing

@testable import UseCases

@Suite("Footprints received, taken into an account")
struct TakenFootprintTests {
  private static let rules = Result { try Library(DataDirectory.checkout(Checkout.root)).footprints }

  private static func json(_ change: (inout [String: JSONValue], inout [String: JSONValue]) -> Void = { _, _ in })
    -> JSONValue
  {
    var members: [String: JSONValue] = [
      "id": "B1F8C0D2-7C4E-4E67-9A9C-2E4C12345678", "status": "Active", "created": "2024-01-15T10:15:30Z",
      "companyName": "Vernis SA", "companyIds": ["urn:pact:insee.fr:siren:732829320"],
      "productNameCompany": "Vernis mat", "productIds": ["urn:gtin:1"],
    ]
    var carbon: [String: JSONValue] = [
      "declaredUnitOfMeasurement": "liter", "declaredUnitAmount": "12", "pcfExcludingBiogenicUptake": "18.000000001",
      "referencePeriodStart": "2023-01-01T00:00:00Z", "referencePeriodEnd": "2024-01-01T00:00:00Z",
      "crossSectoralStandards": ["ISO14067", "PACT-3.0"],
    ]
    change(&members, &carbon)
    members["pcf"] = .object(carbon)
    return .object(members)
  }

  private static func taken(_ json: JSONValue) throws -> SupplierFootprint {
    try SupplierFootprint(try ReceivedFootprint(json), try rules.get())
  }

  @Test func `Unit, figure, days, method and version are those of the supplier; without its days it holds three years`()
    throws
  {
    let footprint = try Self.taken(Self.json())
    #expect(footprint.id == "b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678" && footprint.version.iso == "2024-01-15")
    #expect(footprint.declared == Quantity(Rational(12), .litre))
    #expect(footprint.kilograms == Rational(decimal: "18.000000001"))
    #expect(footprint.period.lowerBound.iso == "2023-01-01" && footprint.period.upperBound.iso == "2023-12-31")
    #expect(footprint.validity.lowerBound.iso == "2023-01-01" && footprint.validity.upperBound.iso == "2026-12-31")
    #expect(footprint.method == "ISO14067, PACT-3.0" && footprint.verification.isEmpty && !footprint.isDeprecated)
  }

  @Test func `Its own days, its verification and its end are taken where it says them`() throws {
    let footprint = try Self.taken(
      Self.json { members, carbon in
        members["status"] = "Deprecated"
        members["validityPeriodStart"] = "2024-03-01T00:00:00Z"
        members["validityPeriodEnd"] = "2024-12-31T23:59:59Z"
        carbon["verification"] = [
          "providerName": "Auditeur SA", "coverage": "product level", "completedAt": "2024-02-20T08:00:00Z",
        ]
      })
    #expect(footprint.validity.lowerBound.iso == "2024-03-01" && footprint.validity.upperBound.iso == "2024-12-31")
    #expect(footprint.verification == "Auditeur SA, product level, 2024-02-20" && footprint.isDeprecated)
  }

  @Test(arguments: [
    ("declaredUnitOfMeasurement", "bottle", "footprint-take.unit"),
    ("pcfExcludingBiogenicUptake", "-1", "footprint-take.figure"),
    ("pcfExcludingBiogenicUptake", "0.0000000000000000001", "footprint-take.figure"),
    ("referencePeriodEnd", "2022-01-01T00:00:00Z", "footprint-take.days"),
  ])
  func `What cannot be counted exactly is refused`(member: String, value: String, key: String) throws {
    let refusal = #expect(throws: Refusal.self) {
      _ = try Self.taken(Self.json { _, carbon in carbon[member] = .string(value) })
    }
    #expect(refusal?.diagnostics.map(\.message.key) == [key])
  }

  @Test func `What a page carries from one form to the next is read again as the same footprint`() throws {
    let received = try ReceivedFootprint(
      Self.json { members, carbon in
        members["precedingPfIds"] = ["c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789"]
        members["validityPeriodEnd"] = "2024-12-31T23:59:59Z"
        carbon["verification"] = ["providerName": "Auditeur SA"]
      })
    let again = try ReceivedFootprint(JSONValue(parsing: Array(received.document.canonicalText.utf8)))
    #expect(again == received)
  }

  @Test func `A list says which of the footprints that count were taken back or replaced`() throws {
    let bought = FootprintPurchase(
      footprint: try Self.taken(Self.json()), match: LineMatch(supplier: "V"), quantity: Quantity(.one, .litre),
      evidence: "")
    let same = try ReceivedFootprint(Self.json())
    #expect(FootprintChange.all([bought], in: [same]).isEmpty)
    let withdrawn = try ReceivedFootprint(Self.json { members, _ in members["status"] = "Deprecated" })
    let newer = try ReceivedFootprint(
      Self.json { members, _ in
        members["id"] = "c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789"
        members["precedingPfIds"] = ["b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678"]
      })
    #expect(FootprintChange.all([bought], in: [withdrawn]).map(\.message.key) == ["footprint-take.withdrawn"])
    #expect(FootprintChange.all([bought], in: [withdrawn, newer]).map(\.newer?.id) == [newer.id])
  }
}
