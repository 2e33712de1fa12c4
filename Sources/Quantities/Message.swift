// What the program says, before it is put into words: a key and values. Wording turns it into French or English.

/// A key of the catalogue of words. Each module declares its own enum, so that a key cannot be misspelt,
/// and a test holds that every case has its French and its English text.
public protocol MessageKey: RawRepresentable<String>, CaseIterable, Sendable {}

/// Something to say: a key of the catalogue and the values its text names between braces.
public struct Message: Sendable, Hashable {
  /// The catalogue key, for instance `fec.entry-unbalanced`.
  public let key: String
  /// The values by the name the text gives them.
  public let values: [String: MessageValue]

  /// A message of a typed key.
  public init(_ key: some MessageKey, _ values: [String: MessageValue] = [:]) {
    self.key = key.rawValue
    self.values = values
  }

  /// A message that was kept as text, whose key was typed when it was made.
  public init(kept key: String, _ values: [String: MessageValue]) {
    self.key = key
    self.values = values
  }
}

/// A value inside a message, formatted in the reader's language.
public enum MessageValue: Sendable, Hashable {
  /// Text shown as it stands: a name, a field, an account number.
  case text(String)
  /// A count.
  case integer(Int)
  /// An amount of euros.
  case money(Money)
  /// A mass of CO2e, shown in the unit that reads best.
  case carbon(CarbonMass)
  /// Carbon per euro or unit: `512.400 gCO2e/EUR`.
  case intensity(CarbonIntensity, per: String)
  /// A factor as its source writes it, with a point, and its unit: `0.215`, `kgCO2e/kWh_pcs`.
  case factor(String, unit: String)
  /// A share, shown in percent with one decimal.
  case share(Rational)
  /// A decimal number, shown with the given decimals.
  case decimal(Rational, places: Int)
  /// A physical quantity.
  case quantity(Quantity)
  /// A day.
  case date(CalendarDate)
  /// Words that a data file gives in each language.
  case localized(LocalizedText)
  /// Another message, put into words in its turn.
  case message(Message)
}

/// A text that data files carry in French and in English: the name of a factor, the reason of a rule.
public struct LocalizedText: Sendable, Hashable {
  /// French.
  public let fr: String
  /// English.
  public let en: String

  /// A text in both languages.
  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }
}

extension MessageValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
}
