import Quantities
import ReferenceData
import TestSupport
import Testing

@Suite("The official Base Carbone V22.0")
struct RealBaseCarboneTests {
  private static let path = "base-carbone/Base_Carbone_V22.0.csv"

  @Test("Imported whole, searched and shown", .enabled(if: SharedData.has(path), "\(SharedData.absent)"))
  func whole() throws {
    let imported = try BaseCarbone.read(try SharedData.bytes(Self.path))
    #expect(imported.rows == 15_264)
    #expect(imported.elements.count == 9_623)
    #expect(imported.parts == 5_641)
    #expect(imported.refused.isEmpty)
    #expect(imported.count(.generic, .factor) + imported.count(.generic, .sourceData) == 6_956)
    #expect(imported.elements.count { $0.type == .sourceData } == 1_878)
    #expect(!imported.elements.contains { $0.record["Contributeur"].contains("Ã") })
    let bytes = ImportedCatalogue.bytes(of: imported, publication: BaseCarbone.publication, release: "V22.0")
    let catalogue = try ImportedCatalogue(bytes)
    // Looking up a number reads the index through: every 500th element is enough.
    for element in imported.elements.indices.filter({ $0 % 500 == 0 }).map({ imported.elements[$0] }) {
      #expect(catalogue.element(element.number) == element)
    }
  }

  @Test("Shipped figures of this release are those of the file", .enabled(if: SharedData.has(path)))
  func shipped() throws {
    let imported = try BaseCarbone.read(try SharedData.bytes(Self.path))
    let elements = Dictionary(imported.elements.map { ($0.number, $0) }) { first, _ in first }
    let shipped = try FactorCatalogue(try Shipped.files())
    var compared = 0
    for factor in shipped.ids.flatMap(shipped.vintages(of:))
    where factor.source == "base-carbone-v22" && factor.status == .official {
      guard let element = elements[factor.citation.reference],
        let official = element.factor(publication: "base-carbone", release: "V22.0", source: try Extract.source())
      else { continue }
      compared += 1
      // Some are restated per other units (a tonne per kilogram), which the unit shows.
      if official.unit == factor.unit { #expect(official.gramsPerUnit == factor.gramsPerUnit, "\(factor.id)") }
    }
    #expect(compared > 50)
  }
}
