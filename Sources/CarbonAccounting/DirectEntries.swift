import Quantities

/// Entries of the experts' statements of direct emissions that are not combustion.
enum DirectEntries {
  /// One entry per statement, as it stands: no margin on an expert's figure.
  static func make(_ statements: [DirectEmission]) -> [CarbonEntry] {
    statements.enumerated().map { position, statement in
      CarbonEntry(
        id: "direct/\(position + 1)@\(statement.activity)", date: statement.date, activity: statement.activity,
        evidence: .statement(statement), account: "", supplier: nil, amount: nil, category: "direct", rule: .stated,
        basis: .statement, prudence: nil, carbon: statement.carbon)
    }
  }
}
