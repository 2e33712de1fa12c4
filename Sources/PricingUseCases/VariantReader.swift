// One variant of a project file.

import CarbonAccounting
import CarbonPricing
import Quantities
import ReferenceData
import UseCases
import WrittenFiles
import Yams

/// Reads variants; what is wrong is reported in the field and gives nil.
struct VariantReader {
  let library: Library
  /// Years of operation, which every list by year must have.
  let years: Int

  private static let lineLimit = 200

  func variant(_ field: YAMLField) -> ProjectVariant? {
    field.expect("name", "investment", "life", "lines", "emissions", "emissions_at_start", "pollutants")
    let name = field.required("name")
    let investments = field.oneOrMany("investment", .notMoney, WrittenValue.costMoney)?.values ?? []
    let lines = field.list("lines")
    guard lines.count <= VariantReader.lineLimit else {
      field.refuse(
        Refusal(
          Diagnostic(
            .error, PricingRefusal.tooMany, ["what": "lines", "limit": .integer(VariantReader.lineLimit)])))
      return nil
    }
    let start = field.value("emissions_at_start", .notCarbon, WrittenValue.carbon)
    let life = field.priced("life", .notCount, WrittenValue.count)
    let made = (lines.compactMap(line), field.list("pollutants").compactMap(pollutant), emissions(field))
    guard let name else { return nil }
    return ProjectVariant(
      name: name, investments: investments.map(\.euros.approximate), lines: made.0,
      emissionsAtStart: start?.tonnes ?? 0, emissions: made.2, pollutants: made.1, life: life)
  }

  private func emissions(_ field: YAMLField) -> YearlyValues {
    let given = field.oneOrMany("emissions", .notCarbon, WrittenValue.carbon)
    return given.flatMap { values(field, "emissions", $0.values.map(\.tonnes), isList: $0.isList) } ?? YearlyValues(0)
  }

  private func line(_ field: YAMLField) -> ProjectVariant.Line? {
    field.expect("label", "kind", "amount", "quantity", "unit_price", "growth", "from", "to", "fuel")
    let label = field.required("label")
    let kind: ProjectVariant.LineKind? = field.required("kind").map { _ in field.choice("kind", default: .opex) }
    let amounts = amounts(field)
    let fuel = fuel(field)
    guard let label, let kind, let amounts else { return nil }
    return ProjectVariant.Line(label: label, kind: kind, amounts: amounts, fuel: fuel)
  }

  private func amounts(_ field: YAMLField) -> YearlyValues? {
    if field.member("amount") != nil {
      if field.member("unit_price") != nil { field.refuse(.oneOf, ["keys": "amount, unit_price"]) }
      let given = field.oneOrMany("amount", .notMoney, WrittenValue.costMoney)
      return given.flatMap { values(field, "amount", $0.values.map(\.euros.approximate), isList: $0.isList) }
    }
    guard field.member("quantity") != nil, field.member("unit_price") != nil else {
      field.refuse(.amountMissing)
      return nil
    }
    let quantity = field.value("quantity", .notQuantity, WrittenValue.quantity)
    let price = field.value("unit_price", .notNumber, WrittenValue.number)
    guard let quantity, let price, let amount = try? quantity.value.times(price) else { return nil }
    return values(field, "quantity", [amount.approximate], isList: false)
  }

  /// Values with the growth and the years of the field.
  private func values(_ field: YAMLField, _ key: String, _ values: [Double], isList: Bool) -> YearlyValues? {
    let growth = field.priced("growth", .notPercent, WrittenValue.growth)
    let from = field.priced("from", .notCount, WrittenValue.count) ?? 1
    let to = field.priced("to", .notCount, WrittenValue.count)
    guard isList else {
      return YearlyValues(.level(values.first ?? 0, growth: growth?.approximate ?? 0), from: from, to: to)
    }
    guard values.count == years else {
      (field.member(key) ?? field).refuse(
        Refusal(
          Diagnostic(
            .error, PricingRefusal.wrongLength,
            ["label": .text(key), "years": .integer(years), "found": .integer(values.count)])))
      return nil
    }
    return YearlyValues(.list(values), from: from, to: to)
  }

  private func fuel(_ field: YAMLField) -> ProjectVariant.Fuel? {
    guard let id = field.text("fuel") else { return nil }
    guard let factor = library.reference.factors.vintages(of: id).last else {
      field.member("fuel")?.refuse(.factorUnknown, ["factor": .text(id)])
      return nil
    }
    guard let quantity = field.value("quantity", .notQuantity, WrittenValue.quantity) else {
      if field.member("quantity") == nil { field.refuse(.amountMissing) }
      return nil
    }
    guard let converted = quantity.converted(to: factor.unit) else {
      field.member("quantity")?.refuse(
        .unitMismatch,
        [
          "unit": .text(quantity.unit.symbol), "factor": .text(id), "expected": .text(factor.unit.symbol),
        ])
      return nil
    }
    return ProjectVariant.Fuel(factor: id, quantity: converted, gramsPerUnit: factor.gramsPerUnit)
  }

  private func pollutant(_ field: YAMLField) -> ProjectVariant.Pollutant? {
    field.expect("name", "tonnes", "price", "growth", "from", "to")
    let name = field.required("name")
    let price = field.requiredPriced("price", .notPrice, WrittenValue.carbonPrice)
    if field.member("tonnes") == nil { _ = field.required("tonnes") }
    let given = field.oneOrMany("tonnes", .notNumber, WrittenValue.number)
    let tonnes = given.flatMap { values(field, "tonnes", $0.values.map(\.approximate), isList: $0.isList) }
    guard let name, let price, let tonnes else { return nil }
    return ProjectVariant.Pollutant(name: name, tonnes: tonnes, price: price.approximate)
  }
}

extension CarbonMass {
  /// Tonnes, approximate: for discounting.
  var tonnes: Double { Double(grams) / 1_000_000 }
}
