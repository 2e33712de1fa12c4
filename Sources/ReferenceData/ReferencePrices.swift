import Quantities

/// The price of one unit of an energy or a way of transport between two dates, excluding VAT.
public struct ReferencePrice: Sendable, Hashable {
  /// The factor id it prices: `energy.diesel`.
  public let id: String
  /// What is priced.
  public let unit: Unit
  /// The first day it holds.
  public let from: CalendarDate
  /// The last day it holds.
  public let to: CalendarDate
  /// Euros excluding VAT per unit.
  public let euros: Rational
  /// How sure it is.
  public let status: FigureStatus
  /// Who says so.
  public let citation: Citation
  /// A remark, in French.
  public let note: String
}

/// Reference prices: what turns an energy bill without a quantity into a provisional one.
public struct ReferencePrices: Sendable {
  private let byID: [String: [ReferencePrice]]

  /// Reads `prices/energy-reference-prices.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    let sources = try SourceList(files)
    let columns = ["id", "unit", "from", "to", "value_eur", "source", "status", "note"]
    let prices = try files.records("prices/energy-reference-prices.csv", columns: columns) {
      (record) throws(Diagnostic) in
      try ReferencePrices.price(record, sources)
    }
    byID = Dictionary(grouping: prices, by: \.id)
  }

  /// The price that holds on a date; nil when none is known.
  public func price(_ id: String, on date: CalendarDate) -> ReferencePrice? {
    byID[id]?.last { $0.from <= date && date <= $0.to }
  }

  /// Every id that has a price, sorted.
  public var ids: [String] { byID.keys.sorted() }

  private static func price(_ record: ReferenceRecord, _ sources: SourceList) throws(Diagnostic) -> ReferencePrice {
    let unit = try record.required("unit")
    guard unit.hasPrefix("EUR/") else { throw record.problem(.unitInvalid, "unit", ["value": .text(unit)]) }
    let euros = try record.decimal("value_eur")
    // A price of zero would make a quantity of any size.
    guard euros > .zero else {
      throw record.problem(
        .numberInvalid, "value_eur", ["column": "value_eur", "value": .text(record.text("value_eur"))])
    }
    return ReferencePrice(
      id: try record.required("id"), unit: Unit(String(unit.dropFirst(4))), from: try record.date("from"),
      to: try record.date("to"), euros: euros, status: try record.choice("status"),
      citation: try sources.source(of: record).citation(), note: record.text("note"))
  }
}
