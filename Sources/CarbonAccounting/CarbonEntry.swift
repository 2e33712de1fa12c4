// The carbon journal: one entry per piece of evidence, from which every view is made.

import Accounting
import Quantities
import ReferenceData

/// One carbon entry: what was bought (or emitted), on which evidence, with which factor, and the carbon it carries.
///
/// Entries are values that nothing changes: a correction reverses and replaces (`reversed`).
public struct CarbonEntry: Sendable, Hashable {
  /// A stable name that depends on content alone: `AC/42/1@joinery`.
  public let id: String
  /// The day of the evidence.
  public let date: CalendarDate
  /// The activity whose account it enters.
  public let activity: String
  /// What it was made from.
  public let evidence: Evidence
  /// The expense account; empty for a statement.
  public let account: String
  /// Who supplied.
  public let supplier: LedgerSupplier?
  /// The amount excluding VAT that falls to the activity; nil for a statement.
  public let amount: Money?
  /// The purchase category, an id of `categories.csv`; `direct` for direct emissions.
  public let category: String
  /// Why it is in that category at that factor.
  public let rule: RuleReference
  /// How carbon follows from amount or quantity.
  public let basis: Basis
  /// The prudence margin applied (0.2 for 20 %); nil where the method asks for none.
  public let prudence: Rational?
  /// The resulting carbon, rounded once to the gram.
  public let carbon: CarbonMass

  /// What a carbon entry was made from.
  public enum Evidence: Sendable, Hashable {
    /// One line of the ledger.
    case ledgerLine(LedgerFact)
    /// A quantity read elsewhere, which stands for these lines of the ledger.
    case measure(Measure, lines: [LedgerFact])
    /// So much of a product whose supplier gave a footprint, bought by these lines of the ledger.
    case footprint(FootprintPurchase, lines: [LedgerFact])
    /// An expert's statement.
    case statement(DirectEmission)
    /// The depreciation allowance of an asset account, or of a known asset.
    case allowance(LedgerFact, assetAccount: String)
  }

  /// The ledger lines behind the entry.
  public var lines: [LedgerFact] {
    switch evidence {
    case .ledgerLine(let line), .allowance(let line, _): [line]
    case .measure(_, let lines), .footprint(_, let lines): lines
    case .statement: []
    }
  }

  /// The entry that cancels this one: the same evidence, the opposite carbon and amount.
  public var reversed: CarbonEntry {
    CarbonEntry(
      id: id + "/reversed", date: date, activity: activity, evidence: evidence, account: account, supplier: supplier,
      amount: amount.map { -$0 }, category: category, rule: rule, basis: basis, prudence: prudence, carbon: -carbon)
  }
}

/// How an entry's carbon follows from its evidence.
public enum Basis: Sendable, Hashable {
  /// The content the supplier transmitted, as it stands.
  case supplierContent(SupplierContent)
  /// Quantity x physical factor.
  case physical(Quantity, EmissionFactor, origin: QuantityOrigin)
  /// Amount x monetary factor, the amount brought to the factor's euros.
  case monetary(EmissionFactor, deflator: Deflator)
  /// An expert's figure.
  case statement
}

/// Where a physical quantity comes from.
public enum QuantityOrigin: Sendable, Hashable {
  /// Read on bills or a meter.
  case measured
  /// Read in the line's label, and accepted.
  case label
  /// Bought of a product whose supplier gave a footprint, which is the factor.
  case footprint
  /// Amount / reference price: provisional until somebody reads the bill.
  case provisional(ReferencePrice)
}

/// The change of prices between the year of the ledger and the year of a factor's euros.
public struct Deflator: Sendable, Hashable {
  /// The year of the amount.
  public let from: Int
  /// The year of the factor's euros.
  public let to: Int
  /// What amounts are multiplied by.
  public let ratio: Rational
  /// The price index used; empty where none was.
  public let series: String
}

/// Which rule classified a line.
public enum RuleReference: Sendable, Hashable {
  /// The firm's own rule number `index` (from 1).
  case own(index: Int, summary: String)
  /// The default rule of an account prefix.
  case account(prefix: String, reason: LocalizedText)
  /// A word that refines the default rule.
  case word(String, prefix: String)
  /// No rule: the default category of the branch, and a decision asked for.
  case none
  /// A firm's measure, content, asset or statement says it.
  case stated
}

/// How good the evidence behind carbon is.
public enum EvidenceQuality: String, Sendable, CaseIterable {
  /// Content transmitted by the supplier.
  case supplier
  /// A quantity that was measured (or accepted from a label).
  case physical
  /// An amount of money, or a quantity estimated from one.
  case monetary
  /// An expert's statement.
  case statement
}

extension CarbonEntry {
  /// How good its evidence is.
  public var quality: EvidenceQuality {
    switch basis {
    case .supplierContent: .supplier
    case .physical(_, _, .provisional): .monetary
    case .physical: .physical
    case .monetary: .monetary
    case .statement: .statement
    }
  }

  /// Whether the quantity is only an estimate from the amount.
  public var isProvisional: Bool {
    if case .physical(_, _, .provisional) = basis { true } else { false }
  }

  /// The factor used; nil for contents and statements.
  public var factor: EmissionFactor? {
    switch basis {
    case .physical(_, let factor, _), .monetary(let factor, _): factor
    case .supplierContent, .statement: nil
    }
  }
}
