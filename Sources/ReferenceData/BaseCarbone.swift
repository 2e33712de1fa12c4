// The importer of the Base Carbone, the public database of emission factors that ADEME publishes as one CSV file.
//
// What the official file (V22.0, 15 264 rows, 67 columns) is really like, and what becomes of it:
// - Windows-1252, `;`, LF, quoted cells with line breaks and runs of quotes inside: the reader takes them as they are.
// - Accents of two columns (contributor, regulations) went through UTF-8 twice, `DonnÃ©es`: repaired, see `Mojibake`.
// - Decimal commas, and powers of ten such as `5,10E-03`: read exactly.
// - Rows `Elément` and `Poste`: the postes of an element follow it and repeat most of its cells; kept where they differ.
// - The elements that are not decomposed have empty gas columns; the others fill them with zeros.
// - Dates as `21/12/2018`, `11/03/2022 00:00`, spreadsheet serial numbers (`45362`), `déc-17`, `déc.-19`, `31-mars-21`,
//   `Année 2018`, `2023`, `3 ans`, `5ème rapport du GIEC (2013)`, or nothing: see `PublishedDate`.
// - Archived elements (a third of the rows) stay in the file under `Archivé`: kept, found after the valid ones.
// - Source data (`Données source`: calorific values, shares, distances) are no factors: kept, found, never used as one.
// - Units in 136 spellings (`kWh PCI`, `kWhPCI`, `KWh PCI`, `kWh (PCI)`): see `PublishedUnit`; unknown ones stay as written.
// - Cells padded with spaces: trimmed. Spanish columns, nearly empty: kept.

import DelimitedText
import Quantities

/// The columns of the official file that have a meaning here; every other column is kept as it is.
enum BaseCarboneColumn: String, CaseIterable {
  case line = "Type Ligne"
  case id = "Identifiant de l'élément"
  case type = "Type de l'élément"
  case status = "Statut de l'élément"
  case name = "Nom base français"
  case unit = "Unité français"
  case total = "Total poste non décomposé"
}

/// What an imported element is.
public enum ImportedType: String, Sendable, CaseIterable {
  /// A mass of CO2e per unit of something.
  case factor = "Facteur d'émission"
  /// Any other figure: a calorific value, a share, a distance.
  case sourceData = "Données source"
}

/// Whether an imported element still holds.
public enum ImportedStatus: String, Sendable, CaseIterable {
  /// Holds in general.
  case generic = "Valide générique"
  /// Holds for one make, firm or process.
  case specific = "Valide spécifique"
  /// Replaced or withdrawn.
  case archived = "Archivé"
}

/// A publication read whole: its elements, and an account of every row.
public struct BaseCarboneImport: Sendable {
  /// The elements, in the order of the file.
  public let elements: [ImportedElement]
  /// Rows under the header; each is in an element, or refused.
  public let rows: Int
  /// The rows that were refused: line, column and reason.
  public let refused: [Diagnostic]

  /// Rows `Poste` that were kept.
  public var parts: Int { elements.reduce(0) { $0 + $1.parts.count } }

  /// How many elements have a status and a type.
  public func count(_ status: ImportedStatus, _ type: ImportedType) -> Int {
    elements.count { $0.status == status && $0.type == type }
  }
}

/// Reads the official CSV file of the Base Carbone.
public enum BaseCarbone {
  /// The publication, as ids spell it: element 25775 is `base-carbone:25775`.
  public static let publication = "base-carbone"

  /// Reads the file whole.
  ///
  /// - Parameter bytes: the official file, `;`-separated, in any encoding `DelimitedReader` decides.
  /// - Throws: a refusal when it is no such file; a wrong row is no refusal, it is listed in the result.
  public static func read(_ bytes: [UInt8]) throws(Refusal) -> BaseCarboneImport {
    let table = try DelimitedReader.read(bytes, separator: UInt8(ascii: ";"), ragged: .keep)
    try table.require(columns: BaseCarboneColumn.allCases.map(\.rawValue))
    var assembly = ElementAssembly(header: table.header)
    for row in table.rows { assembly.add(row) }
    return assembly.finished(rows: table.rows.count)
  }
}

/// Puts elements together from their rows.
private struct ElementAssembly {
  private let header: [String]
  private var elements: [ImportedElement] = []
  private var positions: [String: Int] = [:]
  private var refused: [Diagnostic] = []

  init(header: [String]) { self.header = header }

  mutating func add(_ row: DelimitedRow) {
    do throws(Diagnostic) {
      guard row.count == header.count else {
        throw Diagnostic(
          .warning, DelimitedMessage.raggedRow, ["expected": .integer(header.count), "found": .integer(row.count)],
          line: row.line)
      }
      try add(record(row), line: row.line)
    } catch { refused.append(error) }
  }

  func finished(rows: Int) -> BaseCarboneImport {
    BaseCarboneImport(elements: elements, rows: rows, refused: refused)
  }

  private func record(_ row: DelimitedRow) -> ImportedRecord {
    var values: [String: String] = [:]
    for position in header.indices where !row.isEmpty(position) {
      let value = Mojibake.repaired(row.bytes(position)).trimmed
      if !value.isEmpty { values[header[position]] = value }
    }
    return ImportedRecord(values: values)
  }

  private mutating func add(_ record: ImportedRecord, line: Int) throws(Diagnostic) {
    let id = try check(record, line: line)
    switch record[.line] {
    case "Elément", "Élément":
      guard positions[id] == nil else { throw problem(.duplicate, .id, record, line) }
      positions[id] = elements.count
      elements.append(ImportedElement(record: record, parts: []))
    case "Poste":
      guard let position = positions[id] else { throw problem(.importOrphan, .id, record, line) }
      elements[position].add(part: record)
    default:
      throw problem(.choiceInvalid, .line, record, line, allowed: ["Elément", "Poste"])
    }
  }

  /// The id of a row whose cells can be read.
  private func check(_ record: ImportedRecord, line: Int) throws(Diagnostic) -> String {
    for column in [BaseCarboneColumn.line, .id, .total] where record[column].isEmpty {
      throw problem(.cellEmpty, column, record, line)
    }
    guard record[.id].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw problem(.numberInvalid, .id, record, line)
    }
    guard Rational(decimal: record[.total]) != nil else { throw problem(.numberInvalid, .total, record, line) }
    guard ImportedType(rawValue: record[.type]) != nil else {
      throw problem(.choiceInvalid, .type, record, line, allowed: ImportedType.allCases.map(\.rawValue))
    }
    guard ImportedStatus(rawValue: record[.status]) != nil else {
      throw problem(.choiceInvalid, .status, record, line, allowed: ImportedStatus.allCases.map(\.rawValue))
    }
    return record[.id]
  }

  private func problem(
    _ key: ReferenceMessage, _ column: BaseCarboneColumn, _ record: ImportedRecord, _ line: Int, allowed: [String] = []
  ) -> Diagnostic {
    let values: [String: MessageValue] = [
      "column": .text(column.rawValue), "value": .text(record[column]),
      "allowed": .text(allowed.joined(separator: ", ")),
    ]
    return Diagnostic(.warning, key, values, line: line, field: column.rawValue)
  }
}
