// A firm's suppliers by the carbon of what it buys from them: who transmits a content, who was asked, who might be.

import CarbonAccounting
import Quantities
import Storage

/// The suppliers of a year.
public struct SupplierReview: Sendable {
  /// A supplier.
  public struct Supplier: Sendable, Hashable {
    /// The number the ledger gives them.
    public let number: String
    /// Their name; the number where the ledger gives none.
    public let name: String
    /// Spend, excluding VAT.
    public let spend: Money
    /// Carbon, prudence included.
    public let carbon: CarbonMass
    /// Their carbon in that of all inputs; 0 when there is none.
    public let share: Rational
    /// The contents they transmitted.
    public let contents: [SupplierContent]
    /// When they were asked, and whether they answered; nil when they never were.
    public let request: SupplierRequest?

    /// Whether they transmit.
    public var transmits: Bool { !contents.isEmpty }

    /// Their SIREN, where their number in the ledger holds one: nine digits that check, or the first nine of a SIRET.
    public var siren: String? { SupplierReview.siren(in: number) }
  }

  /// The suppliers, largest carbon first.
  public let suppliers: [Supplier]
  /// The carbon of what was bought from those who transmit.
  public let transmitted: CarbonMass
  /// The carbon of all inputs.
  public let inputs: CarbonMass

  /// The suppliers of posted books.
  ///
  /// - Parameters:
  ///   - settings: those in force, for the contents that were transmitted.
  ///   - requests: who was asked.
  public init(_ books: StoredBooks, settings: FirmSettings, requests: [SupplierRequest]) {
    let inputs = books.accounts.map(\.inputs).total()
    let asked = Dictionary(requests.map { ($0.supplier, $0) }) { first, _ in first }
    var lines: [String: StoredBooks.Line] = [:]
    for line in books.accounts.flatMap(\.suppliers) {
      let before = lines[line.id]
      lines[line.id] = StoredBooks.Line(
        id: line.id, name: line.name, amount: (before?.amount ?? .zero) + line.amount,
        carbon: (before?.carbon ?? .zero) + line.carbon)
    }
    let contents = Dictionary(grouping: settings.supplierContents, by: \.supplier.folded)
    suppliers = lines.values.map { line in
      let name = line.name.isEmpty ? line.id : line.name
      let own = (contents[line.id.folded] ?? []) + (line.id.folded == name.folded ? [] : contents[name.folded] ?? [])
      return Supplier(
        number: line.id, name: name, spend: line.amount, carbon: line.carbon,
        share: (try? line.carbon.rational.divided(by: inputs.rational)) ?? .zero, contents: own,
        request: asked[line.id])
    }.sorted { ($1.carbon, $0.number) < ($0.carbon, $1.number) }
    transmitted = suppliers.filter(\.transmits).map(\.carbon).total()
    self.inputs = inputs
  }

  /// The supplier of a number; nil when nothing was bought from them.
  public subscript(number: String) -> Supplier? { suppliers.first { $0.number == number } }

  /// The SIREN a text holds: a run of nine digits, or of fourteen (SIRET), that passes the check.
  public static func siren(in text: String) -> String? {
    let runs = text.filter { !$0.isWhitespace }.split { !($0.isASCII && $0.isNumber) }
    for run in runs where run.count == 9 || run.count == 14 {
      let digits = String(run.prefix(9))
      if SIREN.isValid(digits), digits != "000000000" { return digits }
    }
    return nil
  }
}
