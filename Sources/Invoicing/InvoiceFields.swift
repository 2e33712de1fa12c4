// Values of an invoice's elements, each known by its business term; what is wrong is gathered, not just the first.

import Quantities
import XML

/// Reads values and gathers what is wrong with them.
struct InvoiceFields {
  private(set) var problems: [Diagnostic] = []
  /// The line being read; nil for the document.
  var lineID: String?

  /// Throws what was gathered.
  func check() throws(Refusal) {
    if !problems.isEmpty { throw Refusal(problems) }
  }

  /// The text of an element that must be there and not be empty.
  mutating func text(_ element: XMLElement?, _ term: String, in place: XMLElement) -> String {
    if let element, !element.text.isEmpty { return element.text }
    say(.missing, [:], term, element ?? place)
    return ""
  }

  /// A decimal number that must be there.
  mutating func number(_ element: XMLElement?, _ term: String, in place: XMLElement) -> Rational {
    if let found = number(element, term) { return found }
    if element?.text.isEmpty ?? true { say(.missing, [:], term, element ?? place) }
    return .zero
  }

  /// A decimal number; nil when the element is not there or empty.
  mutating func number(_ element: XMLElement?, _ term: String) -> Rational? {
    guard let element, !element.text.isEmpty else { return nil }
    if let value = XMLDecimal.read(element.text) { return value }
    say(.notNumber, ["text": .text(String(element.text.prefix(40)))], term, element)
    return nil
  }

  /// A date that must be there.
  mutating func date(_ element: XMLElement?, _ term: String, in place: XMLElement) -> CalendarDate {
    if let found = date(element, term) { return found }
    if element?.text.isEmpty ?? true { say(.missing, [:], term, element ?? place) }
    return CalendarDate.unread
  }

  /// A date, with or without time zone: `2024-12-31`, `20241231`; nil when the element is not there or empty.
  mutating func date(_ element: XMLElement?, _ term: String) -> CalendarDate? {
    guard let element, !element.text.isEmpty else { return nil }
    let length = element.text.contains("-") && element.text.utf8.count > 8 ? 10 : 8
    let rest = element.text.dropFirst(length)
    let isZone = rest.isEmpty || rest == "Z" || (rest.utf8.count == 6 && (rest.hasPrefix("+") || rest.hasPrefix("-")))
    if isZone, let date = CalendarDate(String(element.text.prefix(length))) { return date }
    say(.notDate, ["text": .text(String(element.text.prefix(40)))], term, element)
    return nil
  }

  /// The type of the document, which must be there.
  mutating func type(_ element: XMLElement?, in place: XMLElement) -> InvoiceType {
    let type = InvoiceType(code: text(element, "BT-3", in: place))
    if let element, !element.text.isEmpty, !type.isKnownShape {
      say(.typeUnknown, ["text": .text(String(element.text.prefix(40)))], "BT-3", element)
    }
    return type
  }

  private mutating func say(
    _ key: InvoiceRefusal, _ values: [String: MessageValue], _ term: String, _ element: XMLElement
  ) {
    // A file of another kind would give as many as it has lines.
    guard problems.count < 20 else { return }
    let field = lineID.map { "\(term) (\($0))" } ?? term
    problems.append(Diagnostic(.error, key, values, line: element.line, field: field))
  }
}

extension CalendarDate {
  /// What stands for a date while a refusal is on its way.
  fileprivate static let unread: CalendarDate = {
    guard let day = CalendarDate(year: 1, month: 1, day: 1) else { preconditionFailure("the calendar has a first day") }
    return day
  }()
}

/// A decimal number of XML Schema: no exponent, no comma, which mean something else to somebody.
enum XMLDecimal {
  static func read(_ text: String) -> Rational? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }) else {
      return nil
    }
    return Rational(decimal: text)
  }
}

extension XMLElement {
  /// The text at the end of a path; empty when it is not there.
  func text(_ first: String, _ second: String? = nil, _ third: String? = nil) -> String {
    let found = self[first]
    guard let second else { return found?.text ?? "" }
    guard let third else { return self[first, second]?.text ?? "" }
    return self[first, second, third]?.text ?? ""
  }

  /// The identifier an element holds; nil when it is not there or empty.
  func identifier(_ scheme: String = "schemeID") -> InvoiceParty.Identifier? {
    text.isEmpty ? nil : InvoiceParty.Identifier(text, scheme: attribute(scheme))
  }
}
