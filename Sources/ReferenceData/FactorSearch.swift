// Finds factors by words or id, among those shipped and those imported.

import Quantities

/// A factor, or an imported figure, that answers a search.
public struct FactorMatch: Sendable, Hashable {
  /// Its id: `energy.diesel`, `base-carbone:25775`.
  public let id: String
  /// Its name.
  public let name: LocalizedText
  /// Its value in the default vintage, with a decimal point.
  public let valueText: String
  /// The unit of the value.
  public let unitText: String
  /// The default vintage.
  public let vintage: String
  /// Whether it is to be used.
  public let standing: ImportedStanding
}

/// Searches factors, shipped and imported.
public struct FactorSearch: Sendable {
  /// What a search found.
  public struct Found: Sendable {
    /// How many answer in all.
    public let total: Int
    /// The best of them.
    public let matches: [FactorMatch]
  }

  private let catalogue: FactorCatalogue
  private let imported: [ImportedCatalogue]

  /// A search in the shipped catalogue and in imported publications.
  ///
  /// - Parameter imported: newest release first; of an element in several releases the first is shown.
  public init(_ catalogue: FactorCatalogue, imported: [ImportedCatalogue]) {
    self.catalogue = catalogue
    self.imported = imported
  }

  private struct Candidate {
    let standing: ImportedStanding
    let score: Int
    /// Shipped with the program, in a physical unit: it has vintages, an English name and a price beside it.
    var isCurated = false
    let make: () -> FactorMatch?

    /// In force first, then by words found, then curated, then by closeness of the name.
    var rank: (Int, Int, Int, Int) {
      (standing.rawValue, -SearchQuery.words(inScore: score), isCurated ? 0 : 1, -score)
    }
  }

  /// The factors that hold every word, best first; the same words always give the same list.
  ///
  /// Words are compared without accents, case or plural, may be cut short from three letters, and count more in names
  /// than in tags. Factors in force come first, then other figures, then archived elements.
  public func find(_ text: String, limit: Int) -> Found {
    guard let query = SearchQuery(text) else { return Found(total: 0, matches: []) }
    let candidates = shipped(query) + published(query)
    // Equals stay as the catalogues list them: sorting keeps the order of equals.
    let best = candidates.indices.sorted { candidates[$0].rank < candidates[$1].rank }
    return Found(total: candidates.count, matches: best.prefix(limit).compactMap { candidates[$0].make() })
  }

  private func shipped(_ query: SearchQuery) -> [Candidate] {
    catalogue.defaults.compactMap { factor in
      // Stems of every name at every search would cost more than the search: a quick look first.
      let plain = SearchText.plain("\(factor.name.fr) \(factor.name.en) \(factor.id)".utf8)
      guard plain.withUnsafeBufferPointer({ query.occurs(in: $0, isStemmed: false) }) else { return nil }
      let rest = SearchText.index([factor.id])
      let scores = [factor.name.fr, factor.name.en].compactMap {
        query.score(title: SearchText.index([$0])[...], rest: rest[...])
      }
      guard let score = scores.max() else { return nil }
      return Candidate(standing: .factor, score: score, isCurated: factor.unit != .euro) { FactorMatch(factor) }
    }
  }

  private func published(_ query: SearchQuery) -> [Candidate] {
    var seen: Set<String> = []
    var candidates: [Candidate] = []
    for publication in imported {
      for (score, entry) in publication.find(query) {
        guard seen.insert("\(publication.publication):\(entry.numberText)").inserted else { continue }
        candidates.append(
          Candidate(standing: entry.standing, score: score) {
            publication.element(entry).map { FactorMatch($0, publication) }
          })
      }
    }
    return candidates
  }
}

extension FactorMatch {
  init(_ factor: EmissionFactor) {
    self.init(
      id: factor.id, name: factor.name, valueText: factor.valueText, unitText: factor.unitText, vintage: factor.vintage,
      standing: .factor)
  }

  init(_ element: ImportedElement, _ catalogue: ImportedCatalogue) {
    self.init(
      id: "\(catalogue.publication):\(element.number)", name: element.name, valueText: element.valueText,
      unitText: element.unitText, vintage: catalogue.release, standing: element.standing)
  }
}
