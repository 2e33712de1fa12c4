import Foundation
import Quantities
import ReferenceData
import TestSupport

@testable import CarbonPricing

/// What these tests work with: the data files as they are shipped, and projects small enough to check by hand.
enum Shipped {
  static func files(of target: String) throws -> ReferenceFiles {
    let folder = Checkout.root.appending(path: "Sources/\(target)/Data")
    var contents: [String: [UInt8]] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let path = walk?.nextObject() as? String {
      if path.hasSuffix(".csv") { contents[path] = [UInt8](try Data(contentsOf: folder.appending(path: path))) }
    }
    return ReferenceFiles(contents)
  }

  static func library() throws -> PriceLibrary {
    let index = try PriceIndex(try files(of: "ReferenceData"), series: "insee-cpi")
    return try PriceLibrary(try files(of: "CarbonPricing"), index: index)
  }
}

extension CarbonProject {
  /// Two variants: one that costs and emits, one that costs 1 000 more at once and avoids 10 t and spends `saved` less a
  /// year.
  static func sketch(
    saved: Double = 0, years: Int = 5, rate: Double = 0, timing: Discounting.Timing = .end, lag: Int = 0,
    price: Double? = nil, life: Int? = nil, extra: Double = 1000
  ) throws -> CarbonProject {
    try CarbonProject(
      name: "sketch", firstYear: 2025, years: years, discounting: Discounting(rate: rate, timing: timing, lag: lag),
      price: price.flatMap { Rational(rounding: $0, places: 6) }.map { PriceSchedule(flat: $0) },
      variants: [
        ProjectVariant(
          name: "old", investments: [0],
          lines: [ProjectVariant.Line(label: "fuel", kind: .opex, amounts: YearlyValues(500))],
          emissions: YearlyValues(10)),
        ProjectVariant(
          name: "new", investments: [extra],
          lines: [ProjectVariant.Line(label: "fuel", kind: .opex, amounts: YearlyValues(500 - saved))], life: life),
      ])
  }
}
