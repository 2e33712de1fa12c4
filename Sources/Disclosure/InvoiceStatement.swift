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

  /// The sentence that gives the factor.
  public var sentence: Message {
    let key: TransmissionMessage =
      if unit != "EUR" { .sentenceUnit } else {
        switch kind {
        case .production: .sentence
        case .resale: .sentenceMargin
        case .publicService: .sentenceCost
        }
      }
    return Message(key, values)
  }

  /// The line that a billing program can print by itself; nil where the factor does not multiply a price.
  public var footer: Message? { multipliesPrices ? Message(TransmissionMessage.footer, values) : nil }

  /// The content of a document of so much, and the sentence that gives it; nil where the factor does not multiply a price.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func document(of amount: Money) throws(QuantityError) -> (content: CarbonMass, sentence: Message)? {
    guard multipliesPrices else { return nil }
    let content = try factor.content(of: amount)
    let sentence = Message(
      TransmissionMessage.document,
      values.merging(["carbon": .carbon(content), "amount": .money(amount)]) { _, new in new })
    guard let link else { return (content, sentence) }
    return (
      content,
      Message(TransmissionMessage.documentChecked, ["document": .message(sentence), "link": .text(link)])
    )
  }

  /// A factor per euro of margin or of cost is not one per euro of price.
  private var multipliesPrices: Bool { unit == "EUR" && kind == .production }

  private var values: [String: MessageValue] {
    [
      "grams": .decimal(factor.rational, places: 3), "unit": .text(unit.replacing("_", with: " ")), "year": .text(year),
      "state": .message(Message(isClosed ? TransmissionMessage.closed : .estimated)),
    ]
  }
}
