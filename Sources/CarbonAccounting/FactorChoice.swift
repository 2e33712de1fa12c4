import Quantities
import ReferenceData

/// Finds the factor a selector names, for an activity, in the vintage the firm pinned or else the newest.
struct FactorChoice {
  let catalogue: FactorCatalogue
  let vintages: [String: String]

  /// The factor of `selector`.
  ///
  /// - Throws: a diagnostic when the catalogue has no such factor: never a silent zero.
  func factor(_ selector: String, for activity: Activity) throws(Diagnostic) -> EmissionFactor {
    let id = Self.identifier(selector, activity)
    if let factor = catalogue.factor(id, vintage: vintages[id]) { return factor }
    if selector.hasPrefix("branch:") {
      throw Diagnostic(
        .error, CarbonMessage.branchUnknown, ["code": .text(activity.naf), "activity": .text(activity.id)],
        field: "activities")
    }
    throw Diagnostic(
      .error, CarbonMessage.factorUnknown, ["factor": .text(id), "vintage": .text(vintages[id] ?? "")],
      field: "factor")
  }

  /// `branch:intermediate` names the activity's own branch; `id:` is the plain spelling of a catalogue id.
  private static func identifier(_ selector: String, _ activity: Activity) -> String {
    if selector.hasPrefix("id:") { return String(selector.dropFirst(3)) }
    guard selector.hasPrefix("branch:") else { return selector }
    let branch = activity.naf.contains(":") ? activity.naf : "naf:" + activity.naf
    return branch + ":" + selector.dropFirst("branch:".count)
  }
}
