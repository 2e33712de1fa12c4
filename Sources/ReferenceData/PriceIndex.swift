import Quantities

/// A yearly price index: brings an amount from the euros of one year to the euros of another.
public struct PriceIndex: Sendable {
  /// The series: `insee-cpi`.
  public let series: String
  private let values: [Int: Rational]

  /// Reads one series of `prices/price-index.csv`.
  public init(_ files: ReferenceFiles, series: String) throws(Refusal) {
    self.series = series
    var values: [Int: Rational] = [:]
    let columns = ["series", "year", "value", "source", "status"]
    _ = try files.records("prices/price-index.csv", columns: columns) { (record) throws(Diagnostic) in
      let value = try record.decimal("value")
      let year = try record.integer("year")
      guard value > .zero else {
        throw record.problem(.numberInvalid, "value", ["column": "value", "value": .text(record.text("value"))])
      }
      guard record.text("series") == series else { return }
      guard values.updateValue(value, forKey: year) == nil else {
        throw record.problem(.duplicate, "year", ["value": .text("\(series) \(year)")])
      }
    }
    guard !values.isEmpty else {
      throw Refusal(
        Diagnostic(
          .error, ReferenceMessage.seriesUnknown, ["series": .text(series)], file: "prices/price-index.csv",
          field: "series"))
    }
    self.values = values
  }

  /// The years that have an index, in order.
  public var years: [Int] { values.keys.sorted() }

  /// What an amount in euros of year `start` is multiplied by to be in euros of year `end`: exact.
  ///
  /// - Throws: a diagnostic when either year has no index.
  public func ratio(from start: Int, to end: Int) throws(Diagnostic) -> Rational {
    let (base, target) = (try value(start), try value(end))
    guard let ratio = try? target.divided(by: base) else { throw missing(end) }
    return ratio
  }

  private func value(_ year: Int) throws(Diagnostic) -> Rational {
    guard let value = values[year] else { throw missing(year) }
    return value
  }

  private func missing(_ year: Int) -> Diagnostic {
    let years = years
    return Diagnostic(
      .error, ReferenceMessage.indexMissing,
      [
        "series": .text(series), "year": .text(String(year)), "first": .text(years.first.map(String.init) ?? ""),
        "last": .text(years.last.map(String.init) ?? ""),
      ], file: "prices/price-index.csv", field: "year")
  }
}
