/// Who speaks: the same refusal is mended by another command, or on another page.
public enum Front: Sendable, CaseIterable {
  /// A terminal: remedies may name commands, options and keys of the settings file.
  case commandLine
  /// A page: remedies name pages and steps only.
  case website
}
