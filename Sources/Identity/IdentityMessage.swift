import Quantities

/// What is said about passwords and codes; texts in `Sources/Wording/Data/identity.yaml`.
public enum IdentityMessage: String, MessageKey {
  case passwordShort = "identity.password-short"
  case passwordLong = "identity.password-long"
  case passwordCommon = "identity.password-common"
  case passwordGuessable = "identity.password-guessable"
}
