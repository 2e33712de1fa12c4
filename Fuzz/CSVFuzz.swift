// Fuzz target of the readers of separated values: the reader itself, the Base Carbone importer, the imported catalogue.
//
// What must hold for any bytes: no crash, limits are kept, what was read and written again reads the same, every row of a
// publication is accounted for, and every element of it is found again in its compact form.

import DelimitedText
import Quantities
import ReferenceData

/// Called by libFuzzer. The first byte chooses the separator and which reader is tried, the rest is the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSeparatedValues(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let file = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  let separators = Array(",;\t|".utf8)
  if data[0] & 4 == 0 {
    tryReader(file, separator: separators[Int(data[0] & 3)])
  } else {
    tryImporter(file)
    _ = try? ImportedCatalogue(file)
  }
  return 0
}

private func tryReader(_ file: [UInt8], separator: UInt8) {
  let limits = DelimitedLimits(bytes: 4096, rows: 64, columns: 16, fieldLength: 256)
  guard let table = try? DelimitedReader.read(file, separator: separator, ragged: .keep, limits: limits) else { return }
  precondition(file.count <= limits.bytes && table.rows.count <= limits.rows && table.header.count <= limits.columns)
  let rows = table.rows.map { row in (0..<row.count).map { row[$0] } }
  for row in rows {
    precondition(!row.isEmpty && row.count <= limits.columns)
    precondition(row.allSatisfy { $0.utf8.count <= limits.fieldLength })
  }
  let lines = table.rows.map(\.line)
  precondition(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 } && lines.first ?? 2 > 1)
  // A second byte order mark would be taken for the first when the header is read again.
  guard table.header.first?.unicodeScalars.first != "\u{FEFF}" else { return }
  var writer = DelimitedWriter(header: table.header, separator: separator, disarmsFormulas: false)
  for row in rows { writer.append(row) }
  let again = try? DelimitedReader.read(writer.bytes, separator: separator, encoding: .utf8, ragged: .keep)
  precondition(again?.header == table.header, "the header changed")
  precondition(again?.rows.map { row in (0..<row.count).map { row[$0] } } == rows, "the rows changed")
}

/// The input stands under the header of the publication, which no fuzzer would guess; in Windows-1252, as published.
private func tryImporter(_ rows: [UInt8]) {
  let header =
    "Type Ligne;Identifiant de l'élément;Type de l'élément;Statut de l'élément;Nom base français;Unité français;"
    + "Total poste non décomposé;CO2f\n"
  let latin = header.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  guard let imported = try? BaseCarbone.read(latin + rows) else { return }
  precondition(imported.rows == imported.elements.count + imported.parts + imported.refused.count, "a row was lost")
  let bytes = ImportedCatalogue.bytes(of: imported, publication: BaseCarbone.publication, release: "V0")
  guard let catalogue = try? ImportedCatalogue(bytes) else { preconditionFailure("the compact form is not read") }
  precondition(catalogue.count == imported.elements.count)
  for element in imported.elements {
    precondition(catalogue.element(element.number) == element, "an element changed")
  }
}
