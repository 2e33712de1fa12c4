import Quantities

/// Why another machine cannot be asked; texts in `Sources/Wording/Data/web.yaml`.
public enum WebRefusal: String, MessageKey {
  case unreachable = "web.unreachable"
  case answerTooLong = "web.answer-too-long"
  case notPublic = "web.not-public"
}

extension Refusal {
  /// A refusal for one reason.
  init(_ key: WebRefusal, _ values: [String: MessageValue] = [:]) { self.init(Diagnostic(.error, key, values)) }
}
