import Quantities

/// What is said about logins by an OpenID Connect provider; texts in `Sources/Wording/Data/signin.yaml`.
public enum SignInMessage: String, MessageKey {
  case configurationWrong = "signin.configuration-wrong"
  case unreachable = "signin.unreachable"
  case answerWrong = "signin.answer-wrong"
  case issuerWrong = "signin.issuer-wrong"
  case stateWrong = "signin.state-wrong"
  case tooLate = "signin.too-late"
  case declined = "signin.declined"
  case unavailable = "signin.unavailable"
  case providerError = "signin.provider-error"
  case codeRefused = "signin.code-refused"
  case tokenWrong = "signin.token-wrong"
  case noEmail = "signin.no-email"
}

extension Refusal {
  /// A refusal for one reason.
  init(_ key: SignInMessage, _ values: [String: MessageValue] = [:], field: String? = nil) {
    self.init(Diagnostic(.error, key, values, field: field))
  }
}
