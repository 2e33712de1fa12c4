import Quantities

/// Why a partner's footprints cannot be had; texts in `Sources/Wording/Data/exchange.yaml`.
public enum ExchangeRefusal: String, MessageKey {
  case addressWrong = "exchange.address-wrong"
  case credentialsRefused = "exchange.credentials-refused"
  case answerWrong = "exchange.answer-wrong"
  case refused = "exchange.refused"
  case linkElsewhere = "exchange.link-elsewhere"
  case tooMany = "exchange.too-many"
  case busy = "exchange.busy"
}

extension Refusal {
  /// A refusal for one reason.
  init(_ key: ExchangeRefusal, _ values: [String: MessageValue] = [:]) { self.init(Diagnostic(.error, key, values)) }
}
