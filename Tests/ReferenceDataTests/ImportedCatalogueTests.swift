import Quantities
import ReferenceData
import Testing

@Suite("Imported publications in compact form")
struct ImportedCatalogueTests {
  @Test("What was written is read back: every element, every cell, every poste")
  func roundTrip() throws {
    let catalogue = try Extract.catalogue()
    #expect(catalogue.publication == "base-carbone")
    #expect(catalogue.release == "V0.9")
    #expect(catalogue.count == 5)
    for element in try Extract.imported().elements { #expect(catalogue.element(element.number) == element) }
    #expect(catalogue.element("90000") == nil)
    #expect(catalogue.element("9000011") == nil)
    #expect(catalogue.element("") == nil)
  }

  @Test("The same import gives the same bytes")
  func deterministic() throws { #expect(try Extract.compact() == Extract.compact()) }

  @Test("A file cut short anywhere, or with any one byte changed, is refused or reads the same")
  func damaged() throws {
    let bytes = try Extract.compact()
    let last = try Extract.imported().elements.last
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      #expect(throws: Refusal.self) { try ImportedCatalogue(Array(bytes[..<position])) }
      var changed = bytes
      changed[position] ^= UInt8.random(in: 1...255, using: &generator)
      // Line 1 is not under the checksum: a changed release or count is read as it stands, and nothing else.
      if let read = try? ImportedCatalogue(changed) {
        #expect(read.element("900005") == last)
      }
    }
  }

  @Test("Another format and another file are told apart from a damaged one")
  func messages() throws {
    let bytes = try Extract.compact()
    #expect(key(Array("id,value\n".utf8)) == "reference.catalogue-format")
    #expect(
      key(Array(String(decoding: bytes, as: UTF8.self).replacing("\t1\t", with: "\t2\t", maxReplacements: 1).utf8))
        == "reference.catalogue-format")
    #expect(key(bytes.dropLast()) == "reference.catalogue-damaged")
    #expect(key([]) == "reference.catalogue-damaged")
  }

  private func key(_ bytes: [UInt8]) -> String? {
    do throws(Refusal) {
      _ = try ImportedCatalogue(bytes)
      return nil
    } catch { return error.diagnostics.first?.message.key }
  }
}
