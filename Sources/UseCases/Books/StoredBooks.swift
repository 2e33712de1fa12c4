// The books of a year as they were last posted, read back: what pages show without keeping the books again.

import CanonicalJSON
import CarbonAccounting
import Quantities

/// The figures of a posting.
public struct StoredBooks: Sendable {
  /// A line of a list: a category, an account, a supplier.
  public struct Line: Sendable, Hashable {
    /// Its id, or number.
    public let id: String
    /// Its name; empty where the id says it all.
    public let name: String
    /// The amount, excluding VAT.
    public let amount: Money
    /// Its carbon.
    public let carbon: CarbonMass
  }

  /// The account of an activity.
  public struct Account: Sendable {
    /// The activity's id.
    public let id: String
    /// Its name.
    public let label: String
    /// The NAF code.
    public let naf: String
    /// What it does with what it buys.
    public let kind: Activity.Kind
    /// How it relates to the years around it.
    public let mode: ProductAccount.Mode
    /// P(n).
    public let production: CarbonMass
    /// Direct emissions, net of captures.
    public let direct: CarbonMass
    /// What entered in the year.
    public let inputs: CarbonMass
    /// B(n-1); nil for a first year.
    public let opening: CarbonMass?
    /// S(n).
    public let sales: CarbonMass
    /// Margin carbon that lapsed.
    public let lapsed: CarbonMass
    /// Contents of goods resold as they are, which the account leaves out.
    public let passedThrough: CarbonMass
    /// B(n); nil for a budget.
    public let balance: CarbonMass?
    /// R(n).
    public let revenue: Money
    /// F(n).
    public let closingFactor: CarbonIntensity
    /// The factor that would bring the balance to nil.
    public let emptyingFactor: CarbonIntensity
    /// What the factors multiply: `EUR` or a unit.
    public let factorUnit: String
    /// What is expected of next year.
    public let expected: (inputs: CarbonMass, revenue: Money)
    /// By purchase category, as the document has them.
    public let categories: [Line]
    /// By supplier.
    public let suppliers: [Line]
    /// By ledger account.
    public let accounts: [Line]
    /// Carbon by the quality of the evidence behind it.
    public let evidence: [EvidenceQuality: CarbonMass]
    /// The standard uncertainty of P(n).
    public let uncertainty: CarbonMass
  }

  /// Something the account would be better for.
  public struct Missing: Sendable {
    /// What kind.
    public let kind: MissingItem.Kind
    /// The ledger account; empty where none is concerned.
    public let account: String
    /// The factor a measure would use; empty where none would.
    public let factor: String
    /// The spend concerned.
    public let spend: Money
    /// The carbon counted provisionally.
    public let carbon: CarbonMass
    /// In words.
    public let message: Message
    /// Whether the firm keeps the estimate knowingly.
    public let isAcknowledged: Bool
  }

  /// One account per activity.
  public let accounts: [Account]
  /// What would make the account better, largest first.
  public let missing: [Missing]
  /// Departures from the method.
  public let departures: [Message]
  /// What the reader should be warned of.
  public let warnings: [Message]
  /// Expense accounts without carbon, with the reason.
  public let outside: [(line: Line, reason: Message)]
  /// Spend that enters the accounts.
  public let spend: Money

  /// The carbon of all activities.
  public var production: CarbonMass { accounts.map(\.production).total() }

  /// Reads the document of a posting; nil when an earlier program wrote it, without all that is shown: the books are then
  /// kept again.
  public init?(document: String) {
    guard let json = try? JSONValue(parsing: Array(document.utf8)), let notes = json["notes"],
      let accounts = json["accounts"]?.elements?.map(Account.init(json:)), !accounts.contains(where: { $0 == nil }),
      let departures = StoredBooks.messages(notes["departures"]),
      let warnings = StoredBooks.messages(notes["warnings"]), let reasons = StoredBooks.messages(notes["outside"]),
      let words = StoredBooks.messages(notes["missing"]), let missing = json["missing"]?.elements,
      let outside = json["outside"]?.elements?.compactMap(Line.init(json:)), outside.count == reasons.count,
      missing.count == words.count, let spend = json["spend_eur"].flatMap(Money.init(json:))
    else { return nil }
    self.accounts = accounts.compactMap(\.self)
    self.departures = departures
    self.warnings = warnings
    self.outside = Array(zip(outside, reasons))
    self.missing = zip(missing, words).compactMap(Missing.init)
    self.spend = spend
  }

  private static func messages(_ json: JSONValue?) -> [Message]? {
    try? json?.elements?.map(MessageDocument.message)
  }
}

extension StoredBooks.Line {
  fileprivate init?(json: JSONValue) {
    guard let id = json["id"]?.text ?? json["account"]?.text, let amount = json["amount_eur"].flatMap(Money.init(json:))
    else { return nil }
    self.init(
      id: id, name: json["name"]?.text ?? "", amount: amount, carbon: CarbonMass(grams: json["carbon_g"]?.integer ?? 0))
  }
}

extension StoredBooks.Missing {
  fileprivate init?(json: JSONValue, message: Message) {
    guard let kind = json["kind"]?.text.flatMap(MissingItem.Kind.init(rawValue:)),
      let spend = json["spend_eur"].flatMap(Money.init(json:))
    else { return nil }
    self.init(
      kind: kind, account: json["account"]?.text ?? "", factor: json["factor"]?.text ?? "", spend: spend,
      carbon: CarbonMass(grams: json["carbon_g"]?.integer ?? 0), message: message,
      isAcknowledged: json["acknowledged"] == true)
  }
}

extension StoredBooks.Account {
  fileprivate init?(json: JSONValue) {
    func mass(_ key: String) -> CarbonMass? { json[key]?.integer.map { CarbonMass(grams: $0) } }
    func factor(_ key: String) -> CarbonIntensity? { json[key]?.text.flatMap { CarbonIntensity(grams: $0) } }
    func lines(_ key: String) -> [StoredBooks.Line] {
      json[key]?.elements?.compactMap(StoredBooks.Line.init(json:)) ?? []
    }
    guard let activity = json["activity"], let id = activity["id"]?.text, let naf = activity["naf"]?.text,
      let kind = activity["kind"]?.text.flatMap(Activity.Kind.init(rawValue:)),
      let mode = json["mode"]?.text.flatMap(ProductAccount.Mode.init(rawValue:)), let production = mass("production_g"),
      let revenue = json["revenue_eur"].flatMap(Money.init(json:)), let closing = factor("closing_factor_g"),
      let emptying = factor("emptying_factor_g"), let expected = json["expected"],
      let expectedRevenue = expected["revenue_eur"].flatMap(Money.init(json:))
    else { return nil }
    var evidence: [EvidenceQuality: CarbonMass] = [:]
    for quality in EvidenceQuality.allCases {
      evidence[quality] = CarbonMass(grams: json["evidence_g"]?[quality.rawValue]?.integer ?? 0)
    }
    self.init(
      id: id, label: json["label"]?.text ?? id, naf: naf, kind: kind, mode: mode, production: production,
      direct: mass("direct_g") ?? .zero, inputs: mass("inputs_g") ?? .zero, opening: mass("opening_g"),
      sales: mass("sales_g") ?? .zero, lapsed: mass("lapsed_g") ?? .zero,
      passedThrough: mass("passed_through_g") ?? .zero, balance: mass("balance_g"),
      revenue: revenue, closingFactor: closing, emptyingFactor: emptying,
      factorUnit: json["factor_unit"]?.text ?? "EUR",
      expected: (CarbonMass(grams: expected["inputs_g"]?.integer ?? 0), expectedRevenue),
      categories: lines("categories"), suppliers: lines("suppliers"), accounts: lines("accounts"), evidence: evidence,
      uncertainty: mass("uncertainty_g") ?? .zero)
  }
}

extension Money {
  /// Euros as decimal text.
  fileprivate init?(json: JSONValue) {
    guard let text = json.text, let money = Money(euros: text) else { return nil }
    self = money
  }
}
