import Quantities

extension EmissionFactor {
  /// A factor that no publication gives: what somebody declares of one product. It stands in no catalogue.
  ///
  /// - Parameters:
  ///   - id: what entries name it by.
  ///   - value: the figure declared, in `unitText`.
  ///   - gramsPerUnit: grams of CO2 equivalent of one `unit`.
  ///   - year: the year it is for.
  ///   - source: a word for where such figures come from.
  public init(
    declared id: String, vintage: String, name: String, value: Rational, valueText: String, unitText: String,
    unit: Unit, gramsPerUnit: Rational, year: Int, source: String, citation: Citation
  ) {
    self.init(
      id: id, vintage: vintage, name: LocalizedText(fr: name, en: name), value: value, valueText: valueText,
      unitText: unitText, unit: unit, gramsPerUnit: gramsPerUnit, year: year, boundary: "cradle-to-gate",
      combustion: nil, upstream: nil, uncertaintyPercent: nil, source: source, citation: citation, licence: "",
      status: .estimate, note: "")
  }
}
