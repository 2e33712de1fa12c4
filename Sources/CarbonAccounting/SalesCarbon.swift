import Quantities

/// S(n): what the sales invoices of the year carried, invoice by invoice, at the factor in force on their date.
enum SalesCarbon {
  /// Contents of the sales, each rounded once to the gram, gathered by factor.
  ///
  /// - Parameters:
  ///   - sales: amounts excluding VAT with their dates.
  ///   - transmission: the factors in force.
  static func transmitted(
    _ sales: [Revenue.Sale], _ transmission: Transmission
  ) throws(QuantityError) -> [SalesBasis] {
    var parts: [(force: Transmission.InForce?, from: CalendarDate, amount: Money, carbon: CarbonMass)] = []
    for sale in sales.sorted(by: { ($0.line.date, $0.line.id) < ($1.line.date, $1.line.id) }) {
      let force = transmission.factor(on: sale.line.date)
      let carbon = try force.map { (force) throws(QuantityError) in try force.factor.content(of: sale.amount) } ?? .zero
      if let last = parts.indices.last, parts[last].force == force {
        parts[last].amount += sale.amount
        parts[last].carbon += carbon
      } else {
        parts.append((force, sale.line.date, sale.amount, carbon))
      }
    }
    return parts.map {
      SalesBasis(
        from: $0.from, factor: $0.force?.factor, justification: $0.force?.justification, amount: $0.amount,
        carbon: $0.carbon)
    }
  }
}
