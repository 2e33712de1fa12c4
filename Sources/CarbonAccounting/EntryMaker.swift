// One ledger line in, one carbon entry out: the arrow of the method that everything else only sums.

import Quantities
import ReferenceData

/// Makes carbon entries for purchases: rule 1, the supplier's content as it stands; else rule 2, amount or quantity
/// times a public factor with the prudence margin.
struct EntryMaker {
  let factors: FactorChoice
  let contents: SupplierContents
  let prices: ReferencePrices
  let index: PriceIndex
  /// The prudence margin, 0.2 for 20 %.
  let prudence: Rational
  /// The year whose euros the ledger is in.
  let year: Int
  let labels: LabelReadings
  let acceptsLabels: Bool

  /// The entries of a line, one per activity it falls to.
  func entries(
    for line: LedgerFact, parts: [Allocator.Part], classified: Classification
  ) throws(Diagnostic) -> [CarbonEntry] {
    var entries: [CarbonEntry] = []
    let content = contents.content(for: line)
    // The grams an invoice carries are a whole number: they are shared, not multiplied out line by line.
    let shares = content?.grams.flatMap { grams in
      try? Apportionment.split(grams.grams, by: parts.map { abs($0.amount.cents) })
    }
    for (position, part) in parts.enumerated() {
      if let content {
        entries.append(try contentEntry(line, part, classified, content, exact: shares.map { $0[position] }))
      } else {
        entries.append(try entry(for: line, part: part, classified: classified))
      }
    }
    return entries
  }

  /// The entry of the part of a line without supplier content.
  private func entry(
    for line: LedgerFact, part: Allocator.Part, classified: Classification
  ) throws(Diagnostic) -> CarbonEntry {
    let factor = try factors.factor(classified.factor, for: part.activity)
    if factor.unit == .euro {
      return try monetaryEntry(line, part, classified, factor)
    }
    let (quantity, origin) = try quantity(of: line, part: part, factor: factor)
    return try make(
      line, part, classified, .physical(quantity, factor, origin: origin), prudence,
      grams: { () throws(QuantityError) in try quantity.value.times(factor.gramsPerUnit) })
  }

  /// The label's quantity if accepted, else the amount divided by the reference price of the day.
  private func quantity(
    of line: LedgerFact, part: Allocator.Part, factor: EmissionFactor
  ) throws(Diagnostic) -> (Quantity, QuantityOrigin) {
    if acceptsLabels, let read = labels.quantity(of: line, factor: factor),
      let share = try? part.amount.euros.divided(by: line.balance.euros), let value = try? read.value.times(share)
    {
      return (Quantity(value, factor.unit), .label)
    }
    guard let price = prices.price(factor.id, on: line.date),
      let value = try? part.amount.euros.divided(by: price.euros)
    else {
      throw Diagnostic(
        .error, CarbonMessage.priceMissing,
        ["factor": .localized(factor.name), "account": .text(line.account), "date": .date(line.date)],
        line: line.lineNumber, field: "CompteNum")
    }
    let quantity = Quantity(value, price.unit)
    guard let converted = quantity.billed(in: factor.unit) else {
      throw Diagnostic(
        .error, CarbonMessage.measureUnit,
        [
          "factor": .localized(factor.name), "unit": .localized(price.unit.label),
          "wanted": .localized(factor.unit.label),
        ])
    }
    return (converted, .provisional(price))
  }

  private func monetaryEntry(
    _ line: LedgerFact, _ part: Allocator.Part, _ classified: Classification, _ factor: EmissionFactor
  ) throws(Diagnostic) -> CarbonEntry {
    let deflator = Deflator(
      from: year, to: factor.year, ratio: try index.ratio(from: year, to: factor.year), series: index.series)
    return try make(
      line, part, classified, .monetary(factor, deflator: deflator), prudence,
      grams: { () throws(QuantityError) in
        try part.amount.euros.times(deflator.ratio).times(factor.gramsPerUnit)
      })
  }

  private func contentEntry(
    _ line: LedgerFact, _ part: Allocator.Part, _ classified: Classification, _ content: SupplierContents.Found,
    exact: Int64?
  ) throws(Diagnostic) -> CarbonEntry {
    try make(
      line, part, classified, .supplierContent(content.statement), nil,
      grams: { () throws(QuantityError) in
        if let exact { return Rational(exact) }
        return try content.gramsPerEuro.times(part.amount.euros)
      })
  }

  private func make(
    _ line: LedgerFact, _ part: Allocator.Part, _ classified: Classification, _ basis: Basis, _ prudence: Rational?,
    grams: () throws(QuantityError) -> Rational
  ) throws(Diagnostic) -> CarbonEntry {
    let carbon: CarbonMass
    do {
      let exact = try grams()
      carbon = try CarbonMass(
        rounding: prudence.map { (margin) throws(QuantityError) in
          try exact.times(Rational.one.plus(margin))
        } ?? exact)
    } catch {
      throw Diagnostic(
        .error, CarbonMessage.overflow, ["account": .text(line.account)], line: line.lineNumber, field: "Debit")
    }
    return CarbonEntry(
      id: "\(line.id)@\(part.activity.id)", date: line.date, activity: part.activity.id, evidence: .ledgerLine(line),
      account: line.account, supplier: line.supplier, amount: part.amount, category: classified.category,
      rule: classified.rule, basis: basis, prudence: prudence, carbon: carbon)
  }
}
