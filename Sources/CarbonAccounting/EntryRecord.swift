// A carbon entry as files and stores carry it: flat, exact, without what only the program needs to make it.

import Accounting
import CanonicalJSON
import Quantities
import ReferenceData

/// One carbon entry in the form that is written, kept and sealed. Equal entries give equal records.
public struct EntryRecord: Sendable, Hashable {
  /// A stable name that depends on content alone.
  public var id: String
  /// The day of the evidence.
  public var date: CalendarDate
  /// The activity whose account it enters.
  public var activity: String
  /// The expense account; empty for a statement.
  public var account: String
  /// The supplier's number.
  public var supplier: String?
  /// The ids of the ledger lines behind it.
  public var lines: [String]
  /// The amount excluding VAT that falls to the activity.
  public var amount: Money?
  /// A physical quantity, with six decimals at most.
  public var quantity: String?
  /// Its unit.
  public var unit: String?
  /// The purchase category.
  public var category: String
  /// The rule, as a code.
  public var rule: String
  /// How carbon follows, as a code.
  public var basis: String
  /// The factor's id.
  public var factor: String?
  /// Its vintage.
  public var vintage: String?
  /// Its value with its unit.
  public var factorValue: String?
  /// Where it is published.
  public var source: String?
  /// The prudence margin, with three decimals at most.
  public var prudence: String?
  /// What a verifier asks for.
  public var evidence: String
  /// The carbon.
  public var carbon: CarbonMass

  /// A record from its parts.
  public init(
    id: String, date: CalendarDate, activity: String, account: String, supplier: String?, lines: [String],
    amount: Money?, quantity: String?, unit: String?, category: String, rule: String, basis: String, factor: String?,
    vintage: String?, factorValue: String?, source: String?, prudence: String?, evidence: String, carbon: CarbonMass
  ) {
    self.id = id
    self.date = date
    self.activity = activity
    self.account = account
    self.supplier = supplier
    self.lines = lines
    self.amount = amount
    self.quantity = quantity
    self.unit = unit
    self.category = category
    self.rule = rule
    self.basis = basis
    self.factor = factor
    self.vintage = vintage
    self.factorValue = factorValue
    self.source = source
    self.prudence = prudence
    self.evidence = evidence
    self.carbon = carbon
  }

  /// The record of an entry.
  public init(_ entry: CarbonEntry) {
    let quantity: Quantity? = if case .physical(let quantity, _, _) = entry.basis { quantity } else { nil }
    self.init(
      id: entry.id, date: entry.date, activity: entry.activity, account: entry.account,
      supplier: entry.supplier?.number, lines: entry.lines.map(\.id), amount: entry.amount,
      quantity: quantity.map { $0.value.decimalText(places: 6) }, unit: quantity?.unit.symbol,
      category: entry.category, rule: entry.rule.code, basis: entry.basisCode, factor: entry.factor?.id,
      vintage: entry.factor?.vintage, factorValue: entry.factor.map { "\($0.valueText) \($0.unitText)" },
      source: entry.factor?.source, prudence: entry.prudence.map { $0.decimalText(places: 3) },
      evidence: entry.evidenceText, carbon: entry.carbon)
  }

  /// Whether somebody stated the carbon itself.
  public var isStated: Bool { basis == "statement" }
  /// Whether carbon is a quantity at a factor.
  public var isPhysical: Bool { ["measured", "label", "provisional"].contains(basis) }
  /// Whether the quantity is only an estimate from the amount.
  public var isProvisional: Bool { basis == "provisional" }

  /// The record that cancels this one: the same evidence, the opposite carbon and amount.
  public var reversed: EntryRecord {
    var copy = self
    copy.id = id + "/reversed"
    copy.amount = amount.map { -$0 }
    copy.carbon = -carbon
    return copy
  }

  /// The record as canonical JSON: what is hashed.
  public var json: JSONValue {
    .object([
      "id": .string(id), "date": .string(date.iso), "activity": .string(activity), "account": .string(account),
      "supplier": .optional(supplier), "lines": .array(lines.map { .string($0) }),
      "amount_eur": .optional(amount?.decimalText), "quantity": .optional(quantity), "unit": .optional(unit),
      "category": .string(category), "rule": .string(rule), "basis": .string(basis), "factor": .optional(factor),
      "vintage": .optional(vintage), "factor_value": .optional(factorValue), "source": .optional(source),
      "prudence": .optional(prudence), "evidence": .string(evidence), "carbon_g": .integer(carbon.grams),
    ])
  }

  /// Records in the order files carry them: by activity, account and id; by all they say where these are the same.
  public static func ordered(_ records: [EntryRecord]) -> [EntryRecord] {
    records.sorted { a, b in
      let (first, second) = ((a.activity, a.account, a.id), (b.activity, b.account, b.id))
      if first != second { return first < second }
      return a.json.canonicalText.utf8.lexicographicallyPrecedes(b.json.canonicalText.utf8)
    }
  }

  /// SHA-256, in hexadecimal, of the canonical bytes of the records in order: what a sealed account says of its entries.
  public static func digest(_ records: [EntryRecord]) -> String {
    Fingerprint.sha256(JSONValue.array(ordered(records).map(\.json)).canonicalText)
  }
}

extension RuleReference {
  /// The rule as files carry it: `account:6061`, `word:gazole`, `own:2`, `none`, `stated`.
  var code: String {
    switch self {
    case .own(let index, _): "own:\(index)"
    case .account(let prefix, _): "account:\(prefix)"
    case .word(let word, let prefix): "word:\(prefix):\(word)"
    case .none: "none"
    case .stated: "stated"
    }
  }
}

extension CarbonEntry {
  /// What a verifier asks for: the bills measured, who stated and on what, the supplier's account.
  var evidenceText: String {
    let parts: [String] =
      switch (basis, evidence) {
      case (.supplierContent(let content), _): [content.account, content.evidence]
      case (_, .statement(let statement)): [statement.label, statement.author, statement.date.iso, statement.evidence]
      case (_, .measure(let measure, _)): [measure.evidence]
      case (_, .footprint(let bought, _)):
        [bought.footprint.product, bought.footprint.company, bought.footprint.verification, bought.evidence]
      default: []
      }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The basis as files carry it.
  var basisCode: String {
    switch basis {
    case .supplierContent: "supplier-content"
    case .monetary: "monetary"
    case .statement: "statement"
    case .physical(_, _, .measured): "measured"
    case .physical(_, _, .label): "label"
    case .physical(_, _, .footprint): "footprint"
    case .physical(_, _, .provisional): "provisional"
    }
  }
}
