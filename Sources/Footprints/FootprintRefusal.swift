import Quantities

/// Why an account gives no product footprint, or a footprint cannot be read; texts in `Sources/Wording/Data/footprints.yaml`.
public enum FootprintRefusal: String, MessageKey {
  case rulesBroken = "footprints.rules-broken"
  case noSIREN = "footprints.no-siren"
  case notAProduct = "footprints.not-a-product"
  case notPositive = "footprints.not-positive"
  case massMissing = "footprints.mass-missing"
  case notOurs = "footprints.not-ours"
  case unreadable = "footprints.unreadable"
  case filterWrong = "footprints.filter-wrong"
  case eventWrong = "footprints.event-wrong"
}

extension Refusal {
  /// A refusal for one reason.
  init(_ key: FootprintRefusal, _ values: [String: MessageValue] = [:], field: String? = nil) {
    self.init(Diagnostic(.error, key, values, field: field))
  }
}
