// Papers that show prices, with the carbon beside them: quote, price list, letterhead.

import Quantities
import Wording

/// A document that shows prices, and the carbon that comes with them.
public struct PricedDocument: Sendable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// An offer to a customer: quantities, amounts, totals.
    case quote
    /// What each thing costs: no quantity, no total.
    case priceList = "price-list"
    /// The sentence alone, to put on writing paper.
    case letterhead
  }

  /// A line with what it comes to.
  public struct Row: Sendable, Hashable {
    /// The line.
    public let line: PricedLine
    /// Quantity × price.
    public let amount: Money
    /// The carbon of the whole line; nil where none may be transmitted.
    public let content: CarbonMass?
  }

  /// What it is.
  public let kind: Kind
  /// What the account lets the firm say.
  public let statement: InvoiceStatement
  /// The firm that offers.
  public let firm: String
  /// To whom; empty for nobody in particular.
  public let customer: String
  /// Its number; empty for none.
  public let number: String
  /// Its day.
  public let date: CalendarDate
  /// The lines.
  public let rows: [Row]

  /// A document.
  ///
  /// - Throws: `QuantityError.overflow` when an amount or a content leaves what can be counted.
  public init(
    _ kind: Kind, _ statement: InvoiceStatement, firm: String, customer: String = "", number: String = "",
    date: CalendarDate, lines: [PricedLine]
  ) throws(QuantityError) {
    self.kind = kind
    self.statement = statement
    self.firm = firm
    self.customer = customer
    self.number = number
    self.date = date
    rows = try lines.map { (line) throws(QuantityError) in
      // A price list says what one costs and carries.
      let line =
        kind == .quote
        ? line
        : PricedLine(
          name: line.name, unit: line.unit, price: line.price, base: line.base, supplied: line.supplied)
      return Row(line: line, amount: try line.amount(), content: try statement.content(of: line))
    }
    // Sums of many lines stay far from what an integer holds, or are refused here.
    var amount = Money.zero
    for row in rows { amount = try amount.plus(row.amount) }
    total = amount
  }

  /// The sum of the amounts.
  public let total: Money
  /// The sum of the lines' contents: what is printed adds up.
  public var content: CarbonMass { rows.compactMap(\.content).total() }
  /// Lines for which nothing may be transmitted.
  public var withoutContent: Int { rows.count { $0.content == nil } }

  /// Its title.
  var title: PricedMessage {
    switch kind {
    case .quote: .quote
    case .priceList: .priceList
    case .letterhead: .letterhead
    }
  }

  /// The sentences below the lines.
  func notes(_ speaker: Speaker) -> [String] {
    var notes = [speaker.say(statement.sentence)]
    if kind != .letterhead, withoutContent > 0 { notes.append(speaker.say(PricedMessage.notTransmittedNote)) }
    return notes
  }
}
