import Quantities

/// Every emission factor, shipped and imported, in all its vintages.
public struct FactorCatalogue: Sendable {
  /// The vintages of each id, oldest first.
  private var byID: [String: [EmissionFactor]] = [:]

  /// Reads the shipped factors.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    let sources = try SourceList(files)
    for name in ["energy", "transport", "goods", "monetary-ademe"] {
      _ = try files.records("factors/\(name).csv", columns: EmissionFactor.columns) { (record) throws(Diagnostic) in
        let factor = try EmissionFactor(record, sources: sources)
        guard add(factor) else {
          throw record.problem(.duplicate, "id", ["value": .text("\(factor.id) \(factor.vintage)")])
        }
      }
    }
    for factor in try BranchFactors.read(files, sources: sources, branches: try Nomenclature(files)) { add(factor) }
  }

  /// The same catalogue with imported factors beside the shipped ones. A vintage already there is kept as it is.
  public func adding(_ factors: some Sequence<EmissionFactor>) -> FactorCatalogue {
    var copy = self
    for factor in factors { copy.add(factor) }
    return copy
  }

  /// The factor of an id, in a vintage or else in the newest; nil when there is none.
  public func factor(_ id: String, vintage: String? = nil) -> EmissionFactor? {
    guard let vintage else { return byID[id]?.last }
    return byID[id]?.first { $0.vintage == vintage }
  }

  /// Every vintage of an id, oldest first; the last is the default.
  public func vintages(of id: String) -> [EmissionFactor] { byID[id] ?? [] }

  /// Every id, sorted.
  public var ids: [String] { byID.keys.sorted() }

  /// The default vintage of every id, sorted by id.
  public var defaults: [EmissionFactor] { ids.compactMap { factor($0) } }

  /// Rows of one id stand oldest first in the data files, so the last one added is the default.
  @discardableResult
  private mutating func add(_ factor: EmissionFactor) -> Bool {
    guard self.factor(factor.id, vintage: factor.vintage) == nil else { return false }
    byID[factor.id, default: []].append(factor)
    return true
  }
}
