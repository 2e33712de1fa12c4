/// Something wrong or odd in what was given: what, where, why, and what to do about it.
///
/// The catalogue holds two texts per diagnostic: its key (the cause) and its key with `.remedy` (what to do).
public struct Diagnostic: Error, Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, Comparable {
    /// Worth knowing; nothing to do.
    case note
    /// Read or computed all the same, but should be looked at.
    case warning
    /// Refused.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// How much it matters.
  public let severity: Severity
  /// The cause.
  public let message: Message
  /// The file's name as the user gave it; the reader of bytes does not know it, the caller fills it in.
  public var file: String?
  /// The line, from 1.
  public let line: Int?
  /// The field, column or key.
  public var field: String?

  /// A diagnostic.
  public init(
    _ severity: Severity, _ key: some MessageKey, _ values: [String: MessageValue] = [:], file: String? = nil,
    line: Int? = nil, field: String? = nil
  ) {
    self.severity = severity
    message = Message(key, values)
    self.file = file
    self.line = line
    self.field = field
  }

  /// A diagnostic that was kept as text.
  public init(kept message: Message, _ severity: Severity, file: String?, line: Int?, field: String?) {
    self.severity = severity
    self.message = message
    self.file = file
    self.line = line
    self.field = field
  }

  /// The same, found in `file`.
  public func inFile(_ file: String) -> Diagnostic {
    var copy = self
    copy.file = copy.file ?? file
    return copy
  }

  /// The same, found in `field` unless the finder knew better.
  public func inField(_ field: String) -> Diagnostic {
    var copy = self
    copy.field = copy.field ?? field
    return copy
  }
}

/// The refusal of an input: at least one diagnostic of severity `error`.
public struct Refusal: Error, Sendable {
  /// Everything that was found, errors and the rest, in the order of the input.
  public let diagnostics: [Diagnostic]

  /// A refusal for these reasons.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// A refusal for one reason.
  public init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  /// Whether one of the reasons is `key`.
  public func says(_ key: some MessageKey) -> Bool { diagnostics.contains { $0.message.key == key.rawValue } }

  /// The same, found in `file`.
  public func inFile(_ file: String) -> Refusal { Refusal(diagnostics.map { $0.inFile(file) }) }
}

extension Diagnostic: CustomStringConvertible {
  /// One line for engineers: severity, place, key. People read what `Wording` makes of it.
  public var description: String {
    let place = [file, line.map(String.init), field].compactMap { $0 }.joined(separator: ":")
    return "\(severity.rawValue) \(place) \(message.key)"
  }
}
