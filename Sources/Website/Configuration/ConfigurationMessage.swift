import Quantities

/// Why a configuration is refused; texts with remedies in `configuration.yaml`.
public enum ConfigurationMessage: String, MessageKey {
  case valueWrong = "configuration.value-wrong"
  case secretTwice = "configuration.secret-twice"
  case urlWrong = "configuration.url-wrong"
  case urlPlain = "configuration.url-plain"
  case urlNeedsProxy = "configuration.url-needs-proxy"
  case hostExposed = "configuration.host-exposed"
  case hostWrong = "configuration.host-wrong"
  case sessionShort = "configuration.session-short"
  case tokenShort = "configuration.token-short"
  case missing = "configuration.missing"
  case mailURL = "configuration.mail-url"
  case mailPlain = "configuration.mail-plain"
  case issuerWrong = "configuration.issuer-wrong"
  case databaseWrong = "configuration.database-wrong"
}

/// What `--print-config` and `--check-config` say; texts in `configuration.yaml`.
public enum ConfigurationWord: String, MessageKey {
  case originUsual = "configuration.origin-usual"
  case originFile = "configuration.origin-file"
  case originEnvironment = "configuration.origin-environment"
  case originFlag = "configuration.origin-flag"
  case nothing = "configuration.nothing"
  case sound = "configuration.sound"
}
