// The carbon content of a line as it travels on an invoice: properties of what is sold, by documented names.

import Quantities

/// What a line of an invoice says of its carbon content.
///
/// The names and values are those of docs/INVOICES.md. They stay: invoices are kept for ten years.
public struct CarbonStatement: Sendable, Hashable {
  /// The account a content was worked out from.
  public struct Basis: Sendable, Hashable {
    /// Grams of CO2e per euro excluding VAT, or per `unit`; nil when unsaid.
    public var factor: CarbonIntensity?
    /// What the factor multiplies: euros, or the unit the account is kept in.
    public var unit = Unit.euro
    /// The activity's account, by its id; nil when unsaid.
    public var account: String?
    /// The fiscal year of the account, as it is called; nil when unsaid.
    public var year: String?
    /// Whether the account is closed; false when it is estimated, nil when unsaid.
    public var isClosed: Bool?
    /// How the account is kept; nil when unsaid.
    public var method: String?
    /// Where the account can be checked; nil when unsaid.
    public var link: String?
    /// The SHA-256 that seals the account, in hexadecimal; nil when unsaid.
    public var seal: String?

    /// A basis about which nothing is said yet.
    public init() {}

    /// Whether it is a closed cumulative account, with its factor and the seal it can be checked by: a content that a
    /// customer's account takes as it stands.
    public var isTransmitted: Bool {
      method == CarbonStatement.method && isClosed == true && factor != nil && isSealed
    }

    /// Whether it names a seal: 64 hexadecimal digits that are not all the same.
    var isSealed: Bool {
      guard let seal, seal.utf8.count == 64, Set(seal.utf8).count > 1 else { return false }
      return seal.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
  }

  /// The content of the line: negative for what is given back.
  public let content: CarbonMass
  /// What it was worked out from.
  public let basis: Basis

  /// A statement.
  public init(content: CarbonMass, basis: Basis) {
    self.content = content
    self.basis = basis
  }

  /// The method of our accounts.
  public static let method = "cumulative product carbon account"
  /// The longest value of a property, in bytes.
  static let valueBytes = 500

  /// The names of the properties, in the order they are written.
  enum Name: String, CaseIterable {
    case content = "CarbonContent"
    case factor = "CarbonFactor"
    case account = "CarbonAccount"
    case year = "CarbonAccountYear"
    case state = "CarbonAccountState"
    case method = "CarbonMethod"
    case link = "CarbonVerification"
    case seal = "CarbonAccountSeal"
  }

  private static let contentUnit = " gCO2e"
  private static let factorUnit = " gCO2e/"
  private static let closed = "closed"
  private static let estimated = "estimated"

  /// The properties that say it.
  var attributes: [InvoiceAttribute] {
    Name.allCases.compactMap { name in value(name).map { InvoiceAttribute(name: name.rawValue, value: $0) } }
  }

  private func value(_ name: Name) -> String? {
    switch name {
    case .content: String(content.grams) + CarbonStatement.contentUnit
    case .factor: basis.factor.map { $0.gramsText + CarbonStatement.factorUnit + basis.unit.symbol }
    case .account: basis.account
    case .year: basis.year
    case .state: basis.isClosed.map { $0 ? CarbonStatement.closed : CarbonStatement.estimated }
    case .method: basis.method
    case .link: basis.link
    case .seal: basis.seal
    }
  }

  /// What properties say; nil when none is a carbon content.
  ///
  /// - Throws: the property that is there and cannot be read, or stands twice: half a statement is none.
  init?(_ attributes: [InvoiceAttribute]) throws(Unreadable) {
    var values: [Name: String] = [:]
    for attribute in attributes {
      guard let name = Name(rawValue: attribute.name) else { continue }
      guard values.updateValue(attribute.value, forKey: name) == nil else { throw Unreadable(attribute: attribute) }
    }
    guard let text = values[.content] else { return nil }
    guard let grams = CarbonStatement.number(text, contentUnit: CarbonStatement.contentUnit).flatMap({ Int64($0) }),
      abs(Int128(grams)) <= CarbonMass.limit.grams
    else { throw Unreadable(attribute: InvoiceAttribute(name: Name.content.rawValue, value: text)) }
    var basis = Basis()
    basis.account = values[.account]
    basis.year = values[.year]
    basis.method = values[.method]
    basis.link = values[.link]
    basis.seal = values[.seal]
    if let text = values[.factor] {
      guard let (factor, unit) = CarbonStatement.factor(text) else {
        throw Unreadable(attribute: InvoiceAttribute(name: Name.factor.rawValue, value: text))
      }
      basis.factor = factor
      basis.unit = unit
    }
    if let text = values[.state] {
      guard text == CarbonStatement.closed || text == CarbonStatement.estimated else {
        throw Unreadable(attribute: InvoiceAttribute(name: Name.state.rawValue, value: text))
      }
      basis.isClosed = text == CarbonStatement.closed
    }
    self.init(content: CarbonMass(grams: grams), basis: basis)
  }

  /// A property that cannot be read.
  struct Unreadable: Error { let attribute: InvoiceAttribute }

  /// A factor and what it multiplies: `12.500 gCO2e/m3`.
  private static func factor(_ text: String) -> (CarbonIntensity, Unit)? {
    guard let place = text.firstRange(of: factorUnit) else { return nil }
    let (number, unit) = (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    guard !unit.isEmpty, unit.utf8.count <= 40, !unit.contains(where: \.isWhitespace), XMLDecimal.read(number) != nil,
      let factor = CarbonIntensity(grams: number)
    else { return nil }
    return (factor, Unit(unit))
  }

  /// The number before a unit; nil when the unit is another.
  private static func number(_ text: String, contentUnit unit: String) -> String? {
    text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : nil
  }
}
