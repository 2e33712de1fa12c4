// The figure and the sentence to print on every document that shows a price.

import CanonicalJSON
import CarbonAccounting
import Quantities

/// What an account lets a firm print on its invoices.
public struct InvoiceStatement: Sendable {
  /// What the activity does with what it buys.
  public let kind: Activity.Kind
  /// Grams of CO2e per euro or unit.
  public let factor: CarbonIntensity
  /// `EUR`, or the unit sold.
  public let unit: String
  /// The account's fiscal year, as it is called.
  public let year: String
  /// Whether the factor is that of a closed account; else it is estimated, and justified.
  public let isClosed: Bool
  /// Where the account can be checked, without `https://`.
  public let link: String?

  /// A statement.
  public init(
    kind: Activity.Kind, factor: CarbonIntensity, unit: String, year: String, isClosed: Bool, link: String? = nil
  ) {
    self.kind = kind
    self.factor = factor
    self.unit = unit
    self.year = year
    self.isClosed = isClosed
    self.link = link
  }

  /// The statement of a sealed account; nil when the account is not one of ours.
  public init?(sealed account: JSONValue, link: String? = nil) {
    guard let kind = account["activity"]?["kind"]?.text.flatMap(Activity.Kind.init(rawValue:)),
      let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }),
      let unit = account["factor_unit"]?.text,
      let start = account["fiscal_year"]?["start"]?.text.flatMap({ CalendarDate($0) }),
      let end = account["fiscal_year"]?["end"]?.text.flatMap({ CalendarDate($0) }),
      let year = FiscalYear(start: start, end: end)
    else { return nil }
    self.init(kind: kind, factor: factor, unit: unit, year: year.label, isClosed: true, link: link)
  }

  /// What the factor multiplies on a document.
  public enum Base: Sendable {
    /// The price, excluding VAT.
    case price
    /// The trade margin of a product resold as it was bought.
    case margin
    /// The cost of a public service, where the document shows it.
    case cost
    /// The quantity sold, in the account's unit.
    case quantity
  }

  /// What the factor multiplies on a document.
  public var base: Base {
    guard unit == "EUR" else { return .quantity }
    return switch kind {
    case .production: .price
    case .resale: .margin
    case .publicService: .cost
    }
  }

  /// What may be printed, where, and what may not.
  public var rule: Message {
    let key: TransmissionMessage =
      switch base {
      case .price: .rulePrice
      case .margin: .ruleMargin
      case .cost: .ruleCost
      case .quantity: .ruleQuantity
      }
    return Message(key, values)
  }

  /// What production carbon is divided by, as a reader of the account knows it.
  public var baseName: TransmissionMessage {
    switch kind {
    case .production: .baseRevenue
    case .resale: .baseMargin
    case .publicService: .baseCost
    }
  }

  /// The factor with what it is per: `120.000 g CO2e/€ of margin`.
  public var factorText: Message {
    let key: TransmissionMessage =
      switch base {
      case .price: .factorPrice
      case .margin: .factorMargin
      case .cost: .factorCost
      case .quantity: .factorQuantity
      }
    return Message(key, values)
  }

  /// The sentence that gives the factor.
  public var sentence: Message {
    let key: TransmissionMessage =
      switch base {
      case .price: .sentence
      case .margin: .sentenceMargin
      case .cost: .sentenceCost
      case .quantity: .sentenceUnit
      }
    return checked(Message(key, values))
  }

  /// The line that a billing program can print by itself; nil for resold goods, each of which has a content of its own or none.
  public var footer: Message? {
    let key: TransmissionMessage? =
      switch base {
      case .price: .footer
      case .margin: nil
      case .cost: .footerCost
      case .quantity: .footerUnit
      }
    guard let key else { return nil }
    let line = Message(key, values)
    guard let link else { return line }
    return Message(TransmissionMessage.footerChecked, ["text": .message(line), "link": .text(link)])
  }

  /// What a document carries, with the sentence that says it.
  public typealias Content = (carbon: CarbonMass, sentence: Message)

  /// The content of a document that shows so much, and the sentence that gives it; nil where the factor multiplies neither a
  /// price nor a cost.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func document(of amount: Money) throws(QuantityError) -> Content? {
    let key: TransmissionMessage? =
      switch base {
      case .price: .document
      case .cost: .documentCost
      case .margin, .quantity: nil
      }
    guard let key else { return nil }
    return said(key, try factor.content(of: amount), ["amount": .money(amount)])
  }

  /// The content of a document that shows a quantity; nil where the account is not kept in a unit.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func document(of quantity: Rational) throws(QuantityError) -> Content? {
    guard base == .quantity else { return nil }
    return said(
      .documentUnit, try factor.content(of: quantity),
      ["quantity": .quantity(Quantity(quantity, Unit(unit)))])
  }

  /// The content of a product resold as it was bought: what its supplier transmitted, and the margin's own carbon; nil where
  /// the factor is not per euro of margin. A product whose supplier transmitted nothing has none.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func product(from supplier: CarbonMass, margin: Money) throws(QuantityError) -> Content? {
    guard base == .margin else { return nil }
    let own = try factor.content(of: margin)
    let carbon = try CarbonMass(rounding: supplier.rational.plus(own.rational))
    return said(.product, carbon, ["supplier": .carbon(supplier), "margin": .money(margin)])
  }

  private func said(
    _ key: TransmissionMessage, _ carbon: CarbonMass, _ more: [String: MessageValue]
  ) -> Content {
    var values = values.merging(more) { _, new in new }
    values["carbon"] = .carbon(carbon)
    return (carbon, checked(Message(key, values)))
  }

  /// The words with where to check them.
  private func checked(_ words: Message) -> Message {
    guard let link else { return words }
    return Message(TransmissionMessage.checked, ["text": .message(words), "link": .text(link)])
  }

  private var values: [String: MessageValue] {
    [
      "grams": .decimal(factor.rational, places: 3), "unit": .text(unit.replacing("_", with: " ")), "year": .text(year),
      "state": .message(Message(isClosed ? TransmissionMessage.closed : .estimated)),
    ]
  }
}
