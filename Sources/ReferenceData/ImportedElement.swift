// An element of an imported publication, with everything the publication says about it.

import Quantities

/// The cells of a row that are not empty, by column, repaired and trimmed.
public struct ImportedRecord: Sendable, Hashable {
  let values: [String: String]

  /// The cell of a column of the publication; empty when there is none.
  public subscript(_ column: String) -> String { values[column] ?? "" }

  subscript(_ column: BaseCarboneColumn) -> String { values[column.rawValue] ?? "" }
}

/// An element: a factor or another figure, with its parts (postes).
public struct ImportedElement: Sendable, Hashable {
  /// Its own row.
  public let record: ImportedRecord
  /// Its parts: each with its type, its total and its gases.
  public private(set) var parts: [ImportedRecord]

  /// Adds a part, without the cells that only repeat the element's.
  mutating func add(part: ImportedRecord) {
    let own = part.values.filter { column, value in
      column == BaseCarboneColumn.total.rawValue || ImportedElement.isGas(column) || record[column] != value
    }
    parts.append(ImportedRecord(values: own))
  }

  init(record: ImportedRecord, parts: [ImportedRecord]) {
    self.record = record
    self.parts = parts
  }

  private static func isGas(_ column: String) -> Bool { gases.contains(column) || column.contains("gaz suppl") }

  /// The columns of the gases, in kg of CO2e per unit; biogenic CO2 stands beside the total, not in it.
  public static let gases = ["CO2f", "CH4f", "CH4b", "N2O", "Autres GES", "CO2b"]
}

extension ImportedElement {
  /// The number of the element in the publication.
  public var number: String { record[.id] }
  /// Factor or other figure.
  public var type: ImportedType { ImportedType(rawValue: record[.type]) ?? .sourceData }
  /// Whether it holds.
  public var status: ImportedStatus { ImportedStatus(rawValue: record[.status]) ?? .archived }
  /// The value, as published but with a decimal point.
  public var valueText: String { record[.total].replacing(",", with: ".") }

  /// What it is called: base name, attribute, boundary, place. English falls back on French where it is missing.
  public var name: LocalizedText {
    let french = name("français")
    return LocalizedText(fr: french, en: record["Nom base anglais"].isEmpty ? french : name("anglais"))
  }

  private func name(_ language: String) -> String {
    let place = record["Sous-localisation géographique \(language)"]
    let area = record["Localisation géographique"]
    let parts = ["base", "attribut", "frontière"].map { record["Nom \($0) \(language)"] }
    // Mainland France goes without saying in this publication.
    return (parts + [place.isEmpty && area != "France continentale" ? area : place])
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The unit as published when it is no factor's, else in the spelling of the catalogue.
  public var unitText: String { PublishedUnit(record[.unit])?.text ?? record[.unit] }

  /// The year it speaks of: named in its validity or its name (`Année 2018`, `2018 - mix moyen`), else that of its last
  /// change. The end of validity is no such year: it lies ahead.
  public var year: Int? {
    let validity = record["Période de validité"]
    if validity.hasPrefix("Année "), let year = PublishedDate(validity).year { return year }
    for column in ["Nom attribut français", "Nom frontière français"] {
      if let year = ImportedElement.year(in: record[column]) { return year }
    }
    return PublishedDate(record["Date de modification"]).year ?? PublishedDate(record["Date de création"]).year
  }

  private static func year(in text: String) -> Int? {
    text.split { !$0.isNumber }.lazy.compactMap { $0.count == 4 ? Int($0) : nil }
      .first { (1990...2100).contains($0) }
  }

  /// What a search looks into beside the name.
  var searchedTexts: [String] {
    ["Tags français", "Tags anglais", "Code de la catégorie", "Contributeur", "Localisation géographique"]
      .map { record[$0] } + [record[.unit], number]
  }
}
