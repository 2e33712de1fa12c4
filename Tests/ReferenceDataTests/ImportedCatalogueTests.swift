import Quantities
import Testing

@testable import ReferenceData

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

  @Test("A file cut short anywhere, or with any one byte changed, is refused")
  func damaged() throws {
    let bytes = try Extract.compact()
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      #expect(throws: Refusal.self) { try ImportedCatalogue(Array(bytes[..<position])) }
      var changed = bytes
      changed[position] ^= UInt8.random(in: 1...255, using: &generator)
      #expect(throws: Refusal.self) { try ImportedCatalogue(changed) }
    }
  }

  @Test("An index that points beyond the file, under a right checksum, finds nothing")
  func forged() throws {
    let text = String(decoding: try Extract.compact(), as: UTF8.self)
    let number = try #require(try Extract.imported().elements.first?.number)
    let entry = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(number)\t") })
    for offset in ["9223372036854775807", "999999", "99999999999999999999999"] {
      var fields = entry.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      fields[2] = offset
      let forged = fields.joined(separator: "\t")
      let growth = forged.utf8.count - entry.utf8.count
      var lines = text.replacing(entry, with: forged).split(separator: "\n", omittingEmptySubsequences: false)
      var head = lines[0].split(separator: "\t").map(String.init)
      head[6] = String((Int(head[6]) ?? 0) + growth)
      lines[0] = Substring(head[3...].joined(separator: "\t"))
      let body = Array(lines.joined(separator: "\n").utf8)
      let bytes = Array("\(head[0])\t\(head[1])\t\(Checksum.of(body[...]))\t".utf8) + body
      #expect(try ImportedCatalogue(bytes).element(number) == nil)
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
