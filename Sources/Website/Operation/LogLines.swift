// The log: one line per event, for people or for programs.

import CanonicalJSON
import Logging
import Quantities

/// Writes events as lines: text, or JSON objects. Times are UTC; whatever could move a terminal's cursor or begin another line
/// is escaped; values under the names of secrets are hidden.
public struct LogLines: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let isJSON: Bool
  private let clock: @Sendable () -> Timestamp
  private let write: @Sendable (String) -> Void

  /// A value longer than this is cut.
  private static let longest = 2000
  /// Parts of names whose values nobody is to read.
  private static let secrets = ["authorization", "cookie", "password", "secret", "token"]

  /// A log.
  ///
  /// - Parameters:
  ///   - level: the least that is written.
  ///   - isJSON: whether lines are JSON objects.
  ///   - clock: gives the moment.
  ///   - write: takes each line whole, with its end.
  public init(
    level: Logger.Level, isJSON: Bool, clock: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable (String) -> Void
  ) {
    logLevel = level
    self.isJSON = isJSON
    self.clock = clock
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { $1 }
    var fields: [(name: String, text: String)] = values.sorted { $0.key < $1.key }.map { name, value in
      let isSecret = LogLines.secrets.contains(where: name.lowercased().contains)
      return (name, isSecret ? "•••" : String("\(value)".prefix(LogLines.longest)))
    }
    if let error = event.error { fields.append(("error", String("\(error)".prefix(LogLines.longest)))) }
    let message = String("\(event.message)".prefix(LogLines.longest))
    write(isJSON ? json(event.level, message, fields) : text(event.level, message, fields))
  }

  /// `2026-01-31T10:00:00.123Z`.
  private var time: String {
    let now = clock()
    let part = String(1000 + ((now.milliseconds % 1000) + 1000) % 1000).dropFirst()
    return "\(now.iso.dropLast()).\(part)Z"
  }

  private func json(_ level: Logger.Level, _ message: String, _ fields: [(name: String, text: String)]) -> String {
    var object: [String: JSONValue] = [:]
    for field in fields { object[field.name] = .string(field.text) }
    // Whatever an event calls its values, these four are ours.
    object["time"] = .string(time)
    object["level"] = .string(level.rawValue)
    object["message"] = .string(message)
    return JSONValue.object(object).canonicalText.withControlsEscaped + "\n"
  }

  private func text(_ level: Logger.Level, _ message: String, _ fields: [(name: String, text: String)]) -> String {
    let said = fields.map { field in
      let value = field.text.replacing("\\", with: "\\\\").withControlsEscaped
      let isPlain = !value.isEmpty && !value.contains { " =\"".contains($0) }
      return " \(field.name.withControlsEscaped)=" + (isPlain ? value : "\"\(value.replacing("\"", with: "\\\""))\"")
    }
    return "\(time) \(level.rawValue.uppercased()) \(message.withControlsEscaped)\(said.joined())\n"
  }
}

extension String {
  /// With characters that end a line, move a cursor or turn the direction of writing as `\u001b`, which JSON reads back.
  fileprivate var withControlsEscaped: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      guard scalar.isControl else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 { text += "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst() }
    }
    return text
  }
}
