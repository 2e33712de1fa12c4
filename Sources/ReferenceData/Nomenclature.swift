import Quantities

/// A branch of the French classification of activities (NAF rév. 2), and what it belongs to.
public struct Branch: Sendable, Hashable {
  /// The code with its point: `16.23Z`.
  public let code: String
  /// What the branch does.
  public let label: LocalizedText
  /// NACE division: `16`.
  public let division: String
  /// Branch of the national accounts in 64: `C16`.
  public let a64: String
  /// Branch of the national accounts in 38: `CC`.
  public let a38: String
  /// NACE section: `C`.
  public let section: String
}

/// The French classification of activities: NAF rév. 2, 732 branches.
public struct Nomenclature: Sendable {
  /// Every branch, in the order of codes.
  public let branches: [Branch]
  private let positions: [String: Int]

  /// Reads `nomenclatures/naf.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    var positions: [String: Int] = [:]
    let columns = ["code", "label_fr", "label_en", "division", "a64", "a38", "section"]
    branches = try files.records("nomenclatures/naf.csv", columns: columns) { (record) throws(Diagnostic) in
      let code = try record.required("code")
      guard positions.updateValue(positions.count, forKey: code) == nil else {
        throw record.problem(.duplicate, "code", ["value": .text(code)])
      }
      return Branch(
        code: code, label: try record.localized("label"), division: try record.required("division"),
        a64: try record.required("a64"), a38: try record.required("a38"), section: try record.required("section"))
    }
    self.positions = positions
  }

  /// The branch of a code, however it is typed: `16.23Z`, `1623Z`, `16.23z`, `16 23 Z`.
  public subscript(code: String) -> Branch? {
    if let position = positions[code] { return branches[position] }
    return positions[Nomenclature.normalized(code)].map { branches[$0] }
  }

  /// The code as the nomenclature writes it.
  static func normalized(_ code: String) -> String {
    let signs = code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard signs.count > 2 else { return signs }
    return "\(signs.prefix(2)).\(signs.dropFirst(2))"
  }
}
