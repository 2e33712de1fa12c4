import DelimitedText
import Foundation
import Quantities
import ReferenceData
import TestSupport

/// An extract in the exact layout of the official file, with invented elements: `Fixtures/base-carbone.csv`, in UTF-8 so
/// that it can be read; the importer gets it in Windows-1252, as it is published.
enum Extract {
  static func text() throws -> String {
    String(decoding: try Checkout.bytes("Tests/ReferenceDataTests/Fixtures/base-carbone.csv"), as: UTF8.self)
  }

  static func published(_ text: String) -> [UInt8] { text.data(using: .windowsCP1252).map { [UInt8]($0) } ?? [] }

  static func imported() throws -> BaseCarboneImport { try BaseCarbone.read(published(try text())) }

  static func catalogue() throws -> ImportedCatalogue { try ImportedCatalogue(try compact()) }

  static func compact(release: String = "V0.9") throws -> [UInt8] {
    ImportedCatalogue.bytes(of: try imported(), publication: BaseCarbone.publication, release: release)
  }

  static func source() throws -> Source {
    guard let source = try SourceList(try Shipped.files())[BaseCarbone.publication] else {
      throw Refusal(Diagnostic(.error, ReferenceMessage.sourceUnknown))
    }
    return source
  }

  /// The factor of an element of the extract.
  static func factor(_ number: String) throws -> EmissionFactor? {
    let element = try imported().elements.first { $0.number == number }
    return element?.factor(publication: BaseCarbone.publication, release: "V0.9", source: try source())
  }

  /// The first row of a kind for one element, from the extract, with one cell changed.
  static func row(_ number: String, _ line: String, _ column: String, _ value: String) throws -> String {
    let table = try DelimitedReader.read(Array(try text().utf8), separator: UInt8(ascii: ";"))
    let row = table.rows.first { $0["Identifiant de l'élément"] == number && $0["Type Ligne"] == line }
    var writer = DelimitedWriter(header: ["x"], separator: UInt8(ascii: ";"), disarmsFormulas: false)
    writer.append(table.header.map { $0 == column ? value : row?[$0] ?? "" })
    return String(decoding: writer.bytes.dropFirst(2), as: UTF8.self)
  }
}
