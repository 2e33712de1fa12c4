// Monetary factors by branch: what a euro bought from a branch carries, and what a euro the branch spends carries.

import Quantities

/// Which of the two intensities of a branch.
enum BranchBasis: String, CaseIterable {
  /// Carbon per euro of the branch's production: what buying from it carries.
  case production
  /// Carbon per euro of the branch's intermediate consumption: what its average purchase carries.
  case intermediate

  func name(_ branch: LocalizedText) -> LocalizedText {
    switch self {
    case .production: LocalizedText(fr: "\(branch.fr) (production)", en: "\(branch.en) (production)")
    case .intermediate:
      LocalizedText(fr: "\(branch.fr) (consommations intermédiaires)", en: "\(branch.en) (intermediate consumption)")
    }
  }
}

/// Reads `factors/monetary-naf.csv`, `monetary-a64.csv` and `monetary-a38.csv`.
enum BranchFactors {
  /// The factors of every branch, ids `naf:16.23Z:production`, `a38:CC:intermediate`…; the vintage is the year.
  static func read(
    _ files: ReferenceFiles, sources: SourceList, branches: Nomenclature
  ) throws(Refusal) -> [EmissionFactor] {
    let detailed = try files.records("factors/monetary-naf.csv", columns: columns + ["accuracy"]) {
      (record) throws(Diagnostic) in
      let code = try record.required("code")
      guard let branch = branches[code] else {
        throw record.problem(.branchUnknown, "code", ["value": .text(code)])
      }
      let note = "Note de précision de l'auteur (1 bonne, 4 faible) : \(record.text("accuracy"))."
      return try factors(record, "naf:\(branch.code)", branch.label, .official, sources) { _ in note }
    }
    var aggregated: [EmissionFactor] = []
    for level in ["a64", "a38"] {
      let path = "factors/monetary-\(level).csv"
      aggregated += try files.records(path, columns: columns + aggregateColumns) { (record) throws(Diagnostic) in
        let label = try record.localized("label")
        let id = "\(level):\(try record.required("code"))"
        return try factors(record, id, label, .derived, sources) { basis in
          let (low, high) = (record.text("\(basis.rawValue)_min"), record.text("\(basis.rawValue)_max"))
          return "Médiane de \(record.text("branches")) branches NAF, de \(low) à \(high)."
        }
      }.flatMap { $0 }
    }
    return detailed.flatMap { $0 } + aggregated
  }

  private static let columns = ["code", "production", "intermediate", "year", "source"]
  private static let aggregateColumns = [
    "label_fr", "label_en", "branches", "production_min", "production_max", "intermediate_min", "intermediate_max",
  ]

  private static func factors(
    _ record: ReferenceRecord, _ id: String, _ label: LocalizedText, _ status: FigureStatus, _ sources: SourceList,
    note: (BranchBasis) -> String
  ) throws(Diagnostic) -> [EmissionFactor] {
    let source = try sources.source(of: record)
    let year = try record.integer("year")
    var factors: [EmissionFactor] = []
    for basis in BranchBasis.allCases {
      let value = try record.decimal(basis.rawValue)
      factors.append(
        EmissionFactor(
          id: "\(id):\(basis.rawValue)", vintage: String(year), name: basis.name(label), value: value,
          valueText: record.text(basis.rawValue), unitText: "gCO2e/EUR", unit: .euro, gramsPerUnit: value, year: year,
          boundary: "cradle to purchase", combustion: nil, upstream: nil, uncertaintyPercent: nil, source: source.id,
          citation: source.citation(reference: record.text("code")), licence: source.licence, status: status,
          note: note(basis)))
    }
    return factors
  }
}
