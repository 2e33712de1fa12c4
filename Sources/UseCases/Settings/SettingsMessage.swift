import Quantities

/// Why a change of settings is refused; texts in `Sources/Wording/Data/answers.yaml`.
public enum SettingsMessage: String, MessageKey {
  case changedMeanwhile = "settings.changed-meanwhile"
  case unwritable = "settings.unwritable"
  case tooLong = "settings.too-long"
  case tooMany = "settings.too-many"
  case nothingToRemove = "settings.nothing-to-remove"
  case outputMissing = "settings.output-missing"
}
