import Accounting
import Quantities

/// The contents suppliers transmitted, ready to be found by ledger line.
struct SupplierContents {
  /// A statement with what it makes of one euro.
  struct Found {
    let statement: SupplierContent
    /// Exact gCO2e per euro excluding VAT.
    let gramsPerEuro: Rational
    /// The line's whole grams, where the content was said for its invoice.
    let grams: CarbonMass?
  }

  private let statements: [SupplierContent]
  /// The statements about each supplier of the year: names are compared once, not line by line.
  private let bySupplier: [LedgerSupplier: [SupplierContent]]
  /// Purchases excluding VAT by supplier and piece, for contents said per invoice.
  private let invoiceAmounts: [InvoiceKey: Money]
  /// The grams of each line of an invoice whose content was said: they add up to it.
  private var invoiceGrams: [String: CarbonMass] = [:]

  private struct InvoiceKey: Hashable {
    let supplier: LedgerSupplier
    let piece: String
  }

  /// Checks that every statement meets ledger lines and that no line has two.
  ///
  /// - Parameter purchases: the lines that are purchases of the year.
  init(_ statements: [SupplierContent], purchases: [LedgerFact]) throws(Refusal) {
    self.statements = statements
    var amounts: [InvoiceKey: Money] = [:]
    for line in purchases {
      guard let supplier = line.supplier else { continue }
      amounts[InvoiceKey(supplier: supplier, piece: line.piece), default: .zero] += line.balance
    }
    invoiceAmounts = amounts
    let suppliers = Set(purchases.compactMap(\.supplier))
    bySupplier = Dictionary(
      uniqueKeysWithValues: suppliers.map { supplier in
        (supplier, statements.filter { supplier.isNamed($0.supplier) })
      })
    try check(purchases)
    for statement in statements { share(statement, among: purchases) }
  }

  private mutating func share(_ statement: SupplierContent, among purchases: [LedgerFact]) {
    guard case .content(let mass) = statement.value, let piece = statement.piece else { return }
    let lines = purchases.filter { $0.piece == piece && ($0.supplier?.isNamed(statement.supplier) ?? false) }
    // With a credit among the lines the shares are not all positive: each line then carries its exact part.
    guard lines.allSatisfy({ $0.balance >= .zero }),
      let shares = try? Apportionment.split(mass.grams, by: lines.map(\.balance.cents))
    else { return }
    for (line, grams) in zip(lines, shares) { invoiceGrams[line.id] = CarbonMass(grams: grams) }
  }

  /// The content to use for a line: a statement about its invoice wins over those about its supplier, of which the last
  /// that had begun on its date holds.
  func content(for line: LedgerFact) -> Found? {
    guard let supplier = line.supplier, let named = bySupplier[supplier], !named.isEmpty else { return nil }
    let inForce = named.filter { $0.piece == nil && ($0.from ?? line.date) <= line.date }
    guard
      let statement = named.first(where: { $0.piece == line.piece })
        ?? inForce.max(by: { first, second in
          guard let day = second.from else { return false }
          return first.from.map { $0 < day } ?? true
        })
    else { return nil }
    switch statement.value {
    case .intensity(let intensity):
      return Found(statement: statement, gramsPerEuro: intensity.rational, grams: nil)
    case .content(let mass):
      let amount = invoiceAmounts[InvoiceKey(supplier: supplier, piece: line.piece)] ?? .zero
      guard let perEuro = try? mass.rational.divided(by: amount.euros) else { return nil }
      return Found(statement: statement, gramsPerEuro: perEuro, grams: invoiceGrams[line.id])
    }
  }

  private func check(_ purchases: [LedgerFact]) throws(Refusal) {
    var problems: [Diagnostic] = []
    for (position, statement) in statements.enumerated() {
      let values: [String: MessageValue] = [
        "supplier": .text(statement.supplier), "piece": .text(statement.piece ?? "*"),
      ]
      let covered = purchases.filter {
        ($0.supplier?.isNamed(statement.supplier) ?? false) && (statement.piece == nil || statement.piece == $0.piece)
      }
      if covered.isEmpty {
        problems.append(
          Diagnostic(.error, CarbonMessage.contentWithoutLines, values, field: "supplier_contents[\(position + 1)]"))
      } else if case .content = statement.value, covered.map(\.balance).total() == .zero || statement.piece == nil {
        problems.append(
          Diagnostic(.error, CarbonMessage.contentInvoiceNil, values, field: "supplier_contents[\(position + 1)]"))
      }
      // A supplier may be named by its number in one and by its name in the other.
      let named = Set(covered.compactMap(\.supplier))
      if statements[..<position].contains(where: { earlier in
        earlier.isAbout(statement.supplier, statement.piece, from: statement.from)
          || earlier.piece == statement.piece && earlier.from == statement.from
            && named.contains { $0.isNamed(earlier.supplier) }
      }) {
        problems.append(
          Diagnostic(.error, CarbonMessage.contentTwice, values, field: "supplier_contents[\(position + 1)]"))
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
  }
}
