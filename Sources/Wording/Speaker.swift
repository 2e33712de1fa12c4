import Quantities

/// Puts messages into the words of one language.
public struct Speaker: Sendable {
  /// The language spoken.
  public let language: Language
  private let catalogue: Catalogue

  /// A speaker of `language` who knows `catalogue`.
  public init(_ catalogue: Catalogue, _ language: Language) {
    self.catalogue = catalogue
    self.language = language
  }

  /// The number formats of the language.
  public var numbers: NumberStyle { NumberStyle(language) }

  /// A message in words. A key the catalogue lacks is shown as it is: ugly, but never silent.
  public func say(_ message: Message) -> String {
    fill(catalogue[message.key]?.text[language] ?? message.key, message.values)
  }

  /// A typed key in words.
  public func say(_ key: some MessageKey, _ values: [String: MessageValue] = [:]) -> String {
    say(Message(key, values))
  }

  /// The text of a data file in the language spoken.
  public func say(_ text: LocalizedText) -> String { language == .fr ? text.fr : text.en }

  /// What to do about a message; empty when there is nothing to do.
  public func remedy(for message: Message) -> String {
    fill(catalogue[message.key]?.remedy[language] ?? "", message.values)
  }

  /// A value in words.
  public func say(_ value: MessageValue) -> String {
    switch value {
    case .text(let text): text.withoutControls
    case .integer(let number): numbers.integer(Int64(number))
    case .money(let money): numbers.euros(money)
    case .carbon(let mass): numbers.carbon(mass)
    case .intensity(let intensity, let unit):
      "\(numbers.decimal(intensity.gramsText)) gCO2e/\(unit == "EUR" ? "€" : unit)"
    case .share(let share): numbers.percent(share)
    case .decimal(let value, let places): numbers.decimal(value.decimalText(places: places))
    case .quantity(let quantity): numbers.quantity(quantity)
    case .date(let date): numbers.date(date)
    case .localized(let text): say(text)
    case .message(let message): say(message)
    }
  }

  /// Replaces `{name}` by its value. Braces around anything but a known name stay: remedies quote YAML.
  private func fill(_ template: String, _ values: [String: MessageValue]) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let afterOpen = rest.index(after: open)
      let name = rest[afterOpen...].prefix { $0.isLetter || $0 == "_" }
      if let value = values[String(name)], name.endIndex < rest.endIndex, rest[name.endIndex] == "}" {
        result += say(value)
        rest = rest[rest.index(after: name.endIndex)...]
      } else {
        result += "{"
        rest = rest[afterOpen...]
      }
    }
    return result + rest
  }
}

extension String {
  /// The text without characters that move a terminal's cursor, end a line or turn the direction of writing: names come
  /// from files that others wrote.
  fileprivate var withoutControls: String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    var text = ""
    for scalar in unicodeScalars { text.unicodeScalars.append(isControl(scalar) ? " " : scalar) }
    return text
  }
}
