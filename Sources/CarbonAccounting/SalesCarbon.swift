import Quantities

/// S(n): what the sales invoices of the year carried, invoice by invoice, at the factor in force on their date.
enum SalesCarbon {
  /// Contents of the sales, each rounded once to the gram, gathered by factor.
  ///
  /// - Parameters:
  ///   - sales: amounts excluding VAT with their dates.
  ///   - transmission: the factors in force.
  ///   - unitsPerEuro: for an account kept in a physical unit, the quantity that a euro of sales stands for.
  static func transmitted(
    _ sales: [Revenue.Sale], _ transmission: Transmission, unitsPerEuro: Rational? = nil
  ) throws(QuantityError) -> [SalesBasis] {
    var parts: [(force: Transmission.InForce?, from: CalendarDate, amount: Money, carbon: CarbonMass)] = []
    for sale in sales.sorted(by: { ($0.date, $0.id) < ($1.date, $1.id) }) {
      let force = transmission.factor(on: sale.date)
      if let last = parts.indices.last, parts[last].force == force {
        parts[last].amount += sale.amount
      } else {
        parts.append((force, sale.date, sale.amount, .zero))
      }
      guard let force, unitsPerEuro == nil else { continue }
      parts[parts.count - 1].carbon += try force.factor.content(of: sale.amount)
    }
    return try parts.map { (part) throws(QuantityError) in
      var carbon = part.carbon
      if let unitsPerEuro, let force = part.force {
        carbon = try force.factor.content(of: part.amount.euros.times(unitsPerEuro))
      }
      return SalesBasis(
        from: part.from, factor: part.force?.factor, justification: part.force?.justification, amount: part.amount,
        carbon: carbon)
    }
  }
}
