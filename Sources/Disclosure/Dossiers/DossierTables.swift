// The tables of a dossier, for people with a spreadsheet.

import CarbonAccounting
import DelimitedText
import Quantities
import ReferenceData

/// Entries, factors and evidence as CSV: UTF-8, comma, LF. Text that a spreadsheet would run is disarmed by an apostrophe.
enum DossierTables {
  /// One row per carbon entry.
  static func entries(_ records: [EntryRecord]) -> [UInt8] {
    var writer = DelimitedWriter(header: [
      "activity", "entry", "date", "account", "supplier", "lines", "amount_eur", "quantity", "unit", "category", "rule",
      "basis", "factor", "vintage", "factor_value", "source", "prudence", "evidence", "carbon_g",
    ])
    for entry in EntryRecord.ordered(records) {
      writer.append([
        .text(entry.activity), .text(entry.id), .text(entry.date.iso), .text(entry.account),
        .text(entry.supplier ?? ""), .text(entry.lines.joined(separator: " ")),
        .decimal(entry.amount?.decimalText ?? ""), .decimal(entry.quantity ?? ""), .text(entry.unit ?? ""),
        .text(entry.category), .text(entry.rule), .text(entry.basis), .text(entry.factor ?? ""),
        .text(entry.vintage ?? ""), .text(entry.factorValue ?? ""), .text(entry.source ?? ""),
        .decimal(entry.prudence ?? ""), .text(entry.evidence), .integer(Int(entry.carbon.grams)),
      ])
    }
    return writer.bytes
  }

  /// One row per factor and vintage, with the publication it is read in.
  static func factors(_ factors: [EmissionFactor]) -> [UInt8] {
    var writer = DelimitedWriter(header: [
      "id", "vintage", "name_fr", "name_en", "value", "unit", "year", "boundary", "uncertainty_pct", "status", "source",
      "publication", "reference", "url", "licence", "note",
    ])
    for factor in factors {
      writer.append([
        .text(factor.id), .text(factor.vintage), .text(factor.name.fr), .text(factor.name.en),
        .decimal(factor.valueText), .text(factor.unitText), .integer(factor.year), .text(factor.boundary),
        .decimal(factor.uncertaintyPercent?.decimalText(places: 2) ?? ""), .text(factor.status.rawValue),
        .text(factor.source), .text(factor.citation.text), .text(factor.citation.reference),
        .text(factor.citation.url), .text(factor.licence), .text(factor.note),
      ])
    }
    return writer.bytes
  }

  /// One row per file behind the entries.
  static func evidence(_ files: [Dossier.Evidence]) -> [UInt8] {
    var writer = DelimitedWriter(header: ["kind", "file", "size", "sha256"])
    for file in files { writer.append([.text(file.kind), .text(file.name), .integer(file.size), .text(file.sha256)]) }
    return writer.bytes
  }
}
