// From an element of a publication to a factor an account may use.

import Quantities

extension ImportedElement {
  /// The factor; nil for figures that are none, or whose unit is not a mass of CO2e per unit.
  ///
  /// - Parameters:
  ///   - catalogue: the release it was imported from.
  ///   - source: the publication.
  public func factor(publication: String, release: String, source: Source) -> EmissionFactor? {
    guard type == .factor, let published = PublishedUnit(record[.unit]), let unit = FactorUnit(published.text),
      let value = Rational(decimal: valueText), let grams = try? value.times(unit.grams)
    else { return nil }
    let split = combustionAndUpstream
    return EmissionFactor(
      id: "\(publication):\(number)", vintage: release, name: name, value: value, valueText: valueText,
      unitText: published.text, unit: unit.unit, gramsPerUnit: grams, year: year ?? 0,
      boundary: record["Nom frontière français"], combustion: split?.combustion, upstream: split?.upstream,
      uncertaintyPercent: Rational(decimal: record["Incertitude"]), source: source.id,
      citation: Citation(
        text: [source.title, release, source.publisher].joined(separator: ", "), reference: number, url: source.url),
      licence: source.licence, status: .official, note: note)
  }

  /// The sums of the parts burnt on the spot and before; nil unless every part is of one of the two.
  private var combustionAndUpstream: (combustion: Rational, upstream: Rational)? {
    var (combustion, upstream) = (Rational.zero, Rational.zero)
    guard !parts.isEmpty else { return nil }
    for part in parts {
      guard let value = Rational(decimal: part[.total]) else { return nil }
      switch part["Type poste"] {
      case "Combustion", "Combustion à la centrale":
        guard let sum = try? combustion.plus(value) else { return nil }
        combustion = sum
      case "Amont", "Transport et distribution":
        guard let sum = try? upstream.plus(value) else { return nil }
        upstream = sum
      default: return nil
      }
    }
    return (combustion, upstream)
  }

  private var note: String {
    let validity = record["Période de validité"]
    return [
      status == .archived ? "Élément archivé." : "",
      validity.isEmpty ? "" : "Période de validité : \(PublishedDate(validity).text).",
      record["Commentaire français"],
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
