import Quantities

/// Puts messages into the words of one language.
public struct Speaker: Sendable {
  /// The language spoken.
  public let language: Language
  private let catalogue: Catalogue
  private let front: Front

  /// A speaker of `language` who knows `catalogue`.
  ///
  /// - Parameter front: where it speaks, on which remedies depend.
  public init(_ catalogue: Catalogue, _ language: Language, on front: Front = .commandLine) {
    self.catalogue = catalogue
    self.language = language
    self.front = front
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
    fill(catalogue[message.key]?.remedy(language, on: front) ?? "", message.values)
  }

  /// A value in words.
  public func say(_ value: MessageValue) -> String {
    switch value {
    case .text(let text): text.withoutControls
    case .integer(let number): numbers.integer(Int64(number))
    case .money(let money): numbers.euros(money)
    case .carbon(let mass): numbers.carbon(mass)
    case .intensity(let intensity, let unit):
      "\(numbers.decimal(intensity.gramsText)) gCO2e/\(numbers.unit(Unit(unit)))"
    case .factor(let value, let unit): numbers.factor(value, unit: unit)
    case .share(let share): numbers.percent(share)
    case .decimal(let value, let places): numbers.decimal(value.decimalText(places: places))
    case .quantity(let quantity): numbers.quantity(quantity)
    case .date(let date): numbers.date(date)
    case .localized(let text): say(text)
    case .message(let message): say(message)
    }
  }

  /// Replaces `{name}` by its value, and `{name|one|several}` by the word that the count `name` asks for. Braces around
  /// anything but a known name stay: remedies quote YAML.
  private func fill(_ template: String, _ values: [String: MessageValue]) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let afterOpen = rest.index(after: open)
      if let close = rest[afterOpen...].firstIndex(of: "}"), let said = said(rest[afterOpen..<close], values) {
        result += said
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest[afterOpen...]
      }
    }
    return result + rest
  }

  /// What stands between braces, in words; nil when it names no value.
  private func said(_ field: Substring, _ values: [String: MessageValue]) -> String? {
    let parts = field.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard let value = parts.first.flatMap({ values[$0] }) else { return nil }
    if parts.count == 1 { return say(value) }
    guard parts.count == 3, case .integer(let count) = value else { return nil }
    return language.isOne(count) ? parts[1] : parts[2]
  }
}

extension String {
  /// The text without characters that move a terminal's cursor, end a line or turn the direction of writing: names come
  /// from files that others wrote.
  fileprivate var withoutControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var text = ""
    for scalar in unicodeScalars { text.unicodeScalars.append(scalar.isControl ? " " : scalar) }
    return text
  }
}
