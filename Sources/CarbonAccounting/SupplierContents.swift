import Accounting
import Quantities

/// The contents suppliers transmitted, ready to be found by ledger line.
struct SupplierContents {
  /// A statement with what it makes of one euro.
  struct Found {
    let statement: SupplierContent
    /// Exact gCO2e per euro excluding VAT.
    let gramsPerEuro: Rational
  }

  private let statements: [SupplierContent]
  /// The statements about each supplier of the year: names are compared once, not line by line.
  private let bySupplier: [LedgerSupplier: [SupplierContent]]
  /// Purchases excluding VAT by supplier and piece, for contents said per invoice.
  private let invoiceAmounts: [InvoiceKey: Money]

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
  }

  /// The content to use for a line; a statement about its invoice wins over one about its supplier.
  func content(for line: LedgerFact) -> Found? {
    guard let supplier = line.supplier, let named = bySupplier[supplier], !named.isEmpty else { return nil }
    guard let statement = named.first(where: { $0.piece == line.piece }) ?? named.first(where: { $0.piece == nil })
    else { return nil }
    switch statement.value {
    case .intensity(let intensity):
      return Found(statement: statement, gramsPerEuro: intensity.rational)
    case .content(let mass):
      let amount = invoiceAmounts[InvoiceKey(supplier: supplier, piece: line.piece)] ?? .zero
      guard let perEuro = try? mass.rational.divided(by: amount.euros) else { return nil }
      return Found(statement: statement, gramsPerEuro: perEuro)
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
      if statements[..<position].contains(where: {
        $0.supplier.folded == statement.supplier.folded && $0.piece == statement.piece
      }) {
        problems.append(
          Diagnostic(.error, CarbonMessage.contentTwice, values, field: "supplier_contents[\(position + 1)]"))
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
  }
}
