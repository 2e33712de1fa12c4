// What the data files say of carbon prices: trajectories, prices that companies use, exchange rates, thresholds.

import Quantities
import ReferenceData

/// A price read on a market on a day.
public struct MarketObservation: Sendable, Hashable {
  /// The trajectory it belongs to.
  public let trajectory: String
  /// The day.
  public let date: CalendarDate
  /// Euros per tonne.
  public let value: Rational
  /// Who says so.
  public let citation: Citation
}

/// The internal price of a company, to compare one's own with.
public struct CompanyPrice: Sendable, Hashable {
  /// Who.
  public let company: String
  /// What for.
  public let use: PriceUse
  /// What kind of price it is.
  public let kind: PricePolicy.Kind
  /// Since when, or for when; nil where the source does not say.
  public let year: Int?
  /// In units of the currency per tonne.
  public let value: Rational
  /// `EUR` or `USD`.
  public let currency: String
  /// Who says so.
  public let citation: Citation
}

/// Everything the data files of this target say.
public struct PriceLibrary: Sendable {
  /// The published trajectories, in the order of the file.
  public let trajectories: [PriceTrajectory]
  /// Prices read on markets.
  public let observations: [MarketObservation]
  /// Prices of companies.
  public let companies: [CompanyPrice]
  /// How other money and other years' money become euros of a year.
  public let conversion: PriceConversion
  /// Thresholds.
  public let parameters: Parameters
  /// From A to F.
  public let scale: ScoreScale

  /// Reads the data files of this target.
  ///
  /// - Parameters:
  ///   - files: by path under `Data/`.
  ///   - index: French consumer prices, from the reference data.
  /// - Throws: a refusal that names file, line and column.
  public init(_ files: ReferenceFiles, index: PriceIndex) throws(Refusal) {
    let sources = try SourceList(files)
    trajectories = try PriceTrajectory.read(files, sources)
    observations = try files.records("observations.csv", columns: ["trajectory", "date", "value", "source"]) {
      (record) throws(Diagnostic) in
      MarketObservation(
        trajectory: try record.required("trajectory"), date: try record.date("date"),
        value: try record.decimal("value"), citation: try sources.source(of: record).citation())
    }
    companies = try files.records(
      "company-prices.csv", columns: ["company", "use", "kind", "year", "value", "currency", "source"]
    ) { (record) throws(Diagnostic) in
      CompanyPrice(
        company: try record.required("company"), use: try record.choice("use"), kind: try record.choice("kind"),
        year: record.text("year").isEmpty ? nil : try record.integer("year"), value: try record.decimal("value"),
        currency: try record.required("currency"), citation: try sources.source(of: record).citation())
    }
    conversion = PriceConversion(index: index, rates: try ExchangeRates(files))
    parameters = try Parameters(files)
    scale = try ScoreScale(files)
  }

  /// The trajectory of an id.
  ///
  /// - Throws: `pricing.trajectory-unknown`.
  public func trajectory(_ id: String) throws(Refusal) -> PriceTrajectory {
    guard let found = trajectories.first(where: { $0.id == id }) else {
      let known = trajectories.map(\.id).joined(separator: ", ")
      throw Refusal(
        Diagnostic(.error, PricingRefusal.trajectoryUnknown, ["trajectory": .text(id), "known": .text(known)]))
    }
    return found
  }

  /// A threshold, as it holds at the end of a year.
  func threshold(_ id: String, year: Int) throws(Refusal) -> Rational {
    guard let day = CalendarDate(year: min(max(year, 1), 9999), month: 12, day: 31) else {
      preconditionFailure("every year has a 31 December")
    }
    do { return try parameters.value(id, on: day) } catch { throw Refusal(error) }
  }
}

extension PriceTrajectory {
  private static let columns = [
    "id", "name_fr", "name_en", "kind", "currency", "price_year", "interpolation", "growth", "last_year", "source",
    "note_fr", "note_en",
  ]

  static func read(_ files: ReferenceFiles, _ sources: SourceList) throws(Refusal) -> [PriceTrajectory] {
    var points: [String: [Point]] = [:]
    _ = try files.records("trajectory-values.csv", columns: ["trajectory", "year", "value", "status"]) {
      (record) throws(Diagnostic) in
      let (id, year) = (try record.required("trajectory"), try record.integer("year"))
      if let last = points[id]?.last, last.year >= year {
        throw record.problem(.duplicate, "year", ["value": .text("\(id) \(year)")])
      }
      points[id, default: []].append(
        Point(year: year, value: try record.decimal("value"), status: try record.choice("status")))
    }
    let values = points
    return try files.records("trajectories.csv", columns: columns) { (record) throws(Diagnostic) in
      let id = try record.required("id")
      guard let points = values[id] else { throw record.problem(.cellEmpty, "id", ["column": .text("year")]) }
      return PriceTrajectory(
        id: id, name: try record.localized("name"), kind: try record.choice("kind"),
        currency: try record.required("currency"),
        priceYear: record.text("price_year").isEmpty ? nil : try record.integer("price_year"),
        interpolation: try record.choice("interpolation"), growth: try record.optionalDecimal("growth"),
        lastYear: try record.integer("last_year"), points: points,
        citation: try sources.source(of: record).citation(), note: try record.localized("note"))
    }
  }
}
