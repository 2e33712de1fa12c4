// A factor: how much carbon one unit of something carries, and who says so.

import Quantities

/// How sure a figure is.
public enum FigureStatus: String, Sendable, CaseIterable {
  /// Read in the official publication itself.
  case official
  /// An official figure as quoted by somebody else.
  case secondary
  /// Computed from sourced figures; the note says how.
  case derived
  /// Carried over, interpolated or converted for want of a published figure; the note says how.
  case estimate
}

/// What a factor counts: a mass of CO2 equivalent per unit of something, as `kgCO2e/kWh`.
public struct FactorUnit: Sendable, Hashable {
  /// Grams in the unit of mass: 1 000 for kgCO2e, 1 for gCO2e.
  public let grams: Rational
  /// What is counted.
  public let unit: Unit

  /// Reads `kgCO2e/…`, `gCO2e/…` or `tCO2e/…`; nil when it is none of these.
  public init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let symbol = text[text.index(after: slash)...]
    guard let grams = FactorUnit.masses[String(text[..<slash])], !symbol.isEmpty else { return nil }
    self.grams = grams
    self.unit = Unit(String(symbol))
  }

  private static let masses = ["kgCO2e": Rational(1000), "gCO2e": Rational(1), "tCO2e": Rational(1_000_000)]
}

/// The carbon that one unit of something carries, in one vintage.
public struct EmissionFactor: Sendable, Hashable {
  /// The id, the same in every vintage: `energy.diesel`, `naf:16.23Z:production`, `base-carbone:26765`.
  public let id: String
  /// Which edition and year: `V22.0-2021`.
  public let vintage: String
  /// What it is the factor of.
  public let name: LocalizedText
  /// The value, in `unitText`.
  public let value: Rational
  /// The value as the source writes it, with a point.
  public let valueText: String
  /// `kgCO2e/kWh`.
  public let unitText: String
  /// What is counted: kWh, L, EUR…
  public let unit: Unit
  /// Grams of CO2 equivalent per `unit`.
  public let gramsPerUnit: Rational
  /// The year it is valid for; for money, the year of its euros.
  public let year: Int
  /// What is counted and what is not: `combustion + upstream`.
  public let boundary: String
  /// Emitted where the thing is used, in `unitText`; nil where the source does not split.
  public let combustion: Rational?
  /// Emitted before the thing is used, in `unitText`; nil where the source does not split.
  public let upstream: Rational?
  /// Half the 95 % interval, in percent of the value; nil where the source does not say.
  public let uncertaintyPercent: Rational?
  /// The id of the source.
  public let source: String
  /// The source in words, with the place inside it.
  public let citation: Citation
  /// Under which terms the figure may be used again.
  public let licence: String
  /// How sure it is.
  public let status: FigureStatus
  /// A remark, in French.
  public let note: String

  /// The uncertainty as a share; nil where the source does not say.
  public var uncertainty: Uncertainty? { uncertaintyPercent.flatMap { try? Uncertainty(percent: $0) } }
}

extension EmissionFactor {
  /// One row of `factors/*.csv`.
  init(_ record: ReferenceRecord, sources: SourceList) throws(Diagnostic) {
    id = try record.required("id")
    vintage = try record.required("vintage")
    name = try record.localized("name")
    value = try record.decimal("value")
    valueText = record.text("value")
    unitText = try record.required("unit")
    guard let parsed = FactorUnit(unitText), let grams = try? value.times(parsed.grams) else {
      throw record.problem(.unitInvalid, "unit", ["value": .text(unitText)])
    }
    unit = parsed.unit
    gramsPerUnit = grams
    year = try record.integer("year")
    boundary = record.text("boundary")
    combustion = try record.optionalDecimal("combustion")
    upstream = try record.optionalDecimal("upstream")
    uncertaintyPercent = try record.optionalDecimal("uncertainty_pct")
    let source = try sources.source(of: record)
    self.source = source.id
    citation = source.citation(reference: record.text("source_ref"))
    licence = source.licence
    status = try record.choice("status")
    note = record.text("note")
  }

  static let columns = [
    "id", "vintage", "name_fr", "name_en", "value", "unit", "year", "boundary", "combustion", "upstream",
    "uncertainty_pct", "source", "source_ref", "status", "note",
  ]
}
