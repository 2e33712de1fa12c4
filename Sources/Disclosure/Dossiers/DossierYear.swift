// The sealed accounts of a year as a check reads them: figures that others wrote, bounded before they are added up.

import CanonicalJSON
import CarbonAccounting
import Quantities

/// One file of sealed accounts.
struct DossierYear {
  let name: String
  let sealed: SealedAccounts
  let accounts: [DossierAccount]
  /// The fiscal year; that of the first account.
  let year: FiscalYear

  /// Reads and verifies the file.
  ///
  /// - Throws: a refusal when a seal does not hold, or the file holds no account or one that lacks a figure.
  init(_ name: String, _ bytes: [UInt8]) throws(Refusal) {
    self.name = name
    sealed = try SealedAccounts(parsing: bytes)
    accounts = sealed.accounts.compactMap(DossierAccount.init)
    let years = Set(accounts.map(\.year))
    guard accounts.count == sealed.accounts.count, years.count == 1, let year = years.first,
      Set(accounts.map(\.activity)).count == accounts.count
    else {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealFormat, ["format": .text("sillage.accounts/1")]))
    }
    self.year = year
  }
}

/// One sealed account. Masses are grams in 128 bits: whatever a file holds, their sums do not overflow.
struct DossierAccount {
  struct Category: Hashable {
    let id: String
    let cents: Int64
    let grams: Int64
  }

  struct Factor: Hashable {
    let id: String
    let vintage: String
    let value: String
    let unit: String
    let source: String
  }

  let seal: Seal
  let activity: String
  let siren: String?
  let year: FiscalYear
  let production: Int128
  let direct: Int128
  let inputs: Int128
  let opening: Int128?
  let sales: Int128
  let salesParts: [Int64]
  let lapsed: Int128
  let balance: Int128
  let revenue: Money
  let previousFactor: String?
  let closingFactor: String
  let factorUnit: String
  let categories: [Category]
  let evidence: [String: Int64]
  let factors: [Factor]
  let entryCount: Int64
  let entryDigest: String

  /// Nil when a figure is missing.
  init?(_ sealed: SealedAccounts.Sealed) {
    let json = sealed.account
    func day(_ key: String) -> CalendarDate? { json["fiscal_year"]?[key]?.text.flatMap { CalendarDate($0) } }
    func grams(_ key: String) -> Int128? { json[key]?.integer.map { Int128($0) } }
    guard let activity = json["activity"]?["id"]?.text, let start = day("start"), let end = day("end"),
      let year = FiscalYear(start: start, end: end), let production = grams("production_g"),
      let direct = grams("direct_g"), let inputs = grams("inputs_g"), let sales = grams("sales_g"),
      let lapsed = grams("lapsed_g"), let balance = grams("balance_g"),
      let revenue = json["revenue_eur"]?.text.flatMap({ Money(euros: $0) }),
      let closingFactor = json["closing_factor_g"]?.text, let factorUnit = json["factor_unit"]?.text,
      let parts = json["sales_by_factor"]?.elements, let categories = json["categories"]?.elements,
      let factors = json["factors"]?.elements, let entryCount = json["entries"]?["count"]?.integer,
      let entryDigest = json["entries"]?["sha256"]?.text, case .object(let evidence)? = json["evidence_g"]
    else { return nil }
    seal = sealed.seal
    self.activity = activity
    siren = json["siren"]?.text
    self.year = year
    self.production = production
    self.direct = direct
    self.inputs = inputs
    opening = grams("opening_g")
    self.sales = sales
    salesParts = parts.compactMap { $0["carbon_g"]?.integer }
    self.lapsed = lapsed
    self.balance = balance
    self.revenue = revenue
    previousFactor = json["previous_factor_g"]?.text
    self.closingFactor = closingFactor
    self.factorUnit = factorUnit
    self.categories = categories.compactMap(Category.init)
    self.evidence = evidence.compactMapValues(\.integer)
    self.factors = factors.compactMap(Factor.init)
    self.entryCount = entryCount
    self.entryDigest = entryDigest
    guard salesParts.count == parts.count, self.categories.count == categories.count,
      self.factors.count == factors.count, self.evidence.count == evidence.count
    else { return nil }
  }
}

extension DossierAccount.Category {
  fileprivate init?(_ json: JSONValue) {
    guard let id = json["id"]?.text, let amount = json["amount_eur"]?.text.flatMap({ Money(euros: $0) }),
      let grams = json["carbon_g"]?.integer
    else { return nil }
    self.init(id: id, cents: amount.cents, grams: grams)
  }
}

extension DossierAccount.Factor {
  fileprivate init?(_ json: JSONValue) {
    guard let id = json["id"]?.text, let vintage = json["vintage"]?.text, let value = json["value"]?.text,
      let unit = json["unit"]?.text, let source = json["source"]?.text
    else { return nil }
    self.init(id: id, vintage: vintage, value: value, unit: unit, source: source)
  }
}

extension Sequence<Int64> {
  /// The exact sum.
  func sum() -> Int128 { reduce(0) { $0 + Int128($1) } }
}
