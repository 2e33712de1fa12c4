// From a sealed account to the footprint of what it sells.

import CanonicalJSON
import CarbonAccounting
import Quantities

/// A sealed account that its firm shows, with what is known beside it.
public struct ShownAccount: Sendable {
  /// What the firm says of a product that its account does not hold.
  public struct Product: Sendable, Hashable {
    /// What the firm calls it; empty for the name of its branch.
    public var name = ""
    /// What it is; empty for the name of its branch.
    public var description = ""
    /// Kilograms per declared unit; empty where the firm does not say.
    public var mass = ""
    /// Kilograms of fossil carbon per declared unit; empty where the firm does not say.
    public var fossilCarbon = ""

    /// Nothing said.
    public init() {}
  }

  /// The account and its seal.
  public let sealed: SealedAccounts.Sealed
  /// The firm's name.
  public let company: String
  /// The firm's SIREN, where it is known.
  public let siren: String?
  /// When it was first shown.
  public let shownAt: Timestamp
  /// Whether it is what the firm still says.
  public let isInForce: Bool
  /// The seals of the same activity and year that it replaces.
  public let replaced: [String]
  /// What the firm says of the product.
  public let product: Product

  /// An account that is shown.
  public init(
    _ sealed: SealedAccounts.Sealed, company: String, siren: String?, shownAt: Timestamp, isInForce: Bool,
    replaced: [String] = [], product: Product = Product()
  ) {
    self.sealed = sealed
    self.company = company
    self.siren = siren
    self.shownAt = shownAt
    self.isInForce = isInForce
    self.replaced = replaced
    self.product = product
  }
}

/// Makes footprints.
public struct FootprintMaker: Sendable {
  private let rules: FootprintRules
  /// The host of the instance: the issuer of product identifiers.
  private let domain: String
  /// Where factors come from, by the id that accounts name.
  private let source: @Sendable (String) -> CarbonFootprint.FactorSource?
  /// A branch's name in English, by its NAF code.
  private let branch: @Sendable (String) -> String?

  /// A maker.
  public init(
    _ rules: FootprintRules, domain: String,
    source: @escaping @Sendable (String) -> CarbonFootprint.FactorSource?,
    branch: @escaping @Sendable (String) -> String?
  ) {
    self.rules = rules
    self.domain = domain
    self.source = source
    self.branch = branch
  }

  /// The footprint of an account.
  ///
  /// - Throws: a `FootprintRefusal` that says why the account gives none: no SIREN, no product (a trade margin, a public
  ///   service's cost), nothing above zero, a mass or fossil carbon that the firm did not say.
  public func footprint(of shown: ShownAccount) throws(Refusal) -> ProductFootprint {
    guard let siren = shown.siren else { throw Refusal(.noSIREN) }
    let account = try SealedFigures(shown.sealed.account)
    guard account.isProduct else { throw Refusal(.notAProduct, ["activity": .text(account.activity)]) }
    let carbon = try carbon(of: account, shown.product)
    let end = carbon.periodEnd
    let last = end.adding(years: rules.validityYears)
    let closed = Timestamp(startOf: account.closedOn)
    let label = branch(account.naf) ?? account.naf
    let unit = account.unit == "EUR" ? "one euro of sales excluding VAT" : "one \(account.unit)"
    let described = shown.product.description.isEmpty ? label : shown.product.description
    let id = FootprintIdentifier.footprint(seal: shown.sealed.seal.sha256)
    let preceding = shown.replaced.map(FootprintIdentifier.footprint(seal:)).filter { $0 != id }
    return ProductFootprint(
      id: id, specification: rules.specification, preceding: preceding.unique, created: shown.shownAt,
      status: shown.isInForce ? .active : .deprecated, validFrom: closed > end && closed < last ? closed : end,
      validTo: last, companyName: shown.company, companyIDs: FootprintIdentifier.company(siren: siren),
      productDescription: "\(described). Declared unit: \(unit).",
      productIDs: [FootprintIdentifier.product(siren: siren, activity: account.activity, domain: domain)],
      classifications: [FootprintIdentifier.classification(naf: account.naf)],
      productName: shown.product.name.isEmpty ? label : shown.product.name,
      comment: comment(account, seal: shown.sealed.seal.sha256), carbon: carbon)
  }

  private func carbon(of account: SealedFigures, _ product: ShownAccount.Product) throws(Refusal) -> CarbonFootprint {
    let unit = DeclaredUnit(symbol: account.unit)
    guard account.factor > .zero else { throw Refusal(.notPositive, ["activity": .text(account.activity)]) }
    let (mass, fossil) = try masses(unit, product, account)
    let content: String
    do throws(QuantityError) { content = try account.content() } catch { throw Refusal(.notOurs) }
    return CarbonFootprint(
      unit: unit, isPerEuro: account.unit == "EUR", mass: mass, periodStart: Timestamp(startOf: account.year.start),
      periodEnd: Timestamp(startOf: account.year.end.next), geography: rules.geography,
      boundary: FootprintWords.boundary, content: content, fossilCarbon: fossil,
      characterization: rules.characterization, standards: rules.standards,
      allocation: account.unit == "EUR" ? FootprintWords.perEuro : FootprintWords.perUnit,
      sources: account.sources.compactMap(source), primaryShare: account.evidence.primaryShare(rules.primary),
      quality: account.evidence.quality(rules), includesCapture: account.knowsNoCapture ? false : nil)
  }

  /// Mass and fossil carbon: none where mass is not relevant; else what the unit or the firm says.
  private func masses(
    _ unit: DeclaredUnit, _ product: ShownAccount.Product, _ account: SealedFigures
  ) throws(Refusal) -> (mass: String, fossil: String) {
    let mass: String
    switch unit.mass {
    case .notRelevant: return ("0", "0")
    case .kilograms(let known): mass = known
    case .unknown: mass = product.mass
    }
    guard !mass.isEmpty, !product.fossilCarbon.isEmpty else {
      throw Refusal(.massMissing, ["activity": .text(account.activity), "unit": .text(account.unit)])
    }
    return (mass, product.fossilCarbon)
  }

  private func comment(_ account: SealedFigures, seal: String) -> String {
    let departures =
      account.departures == 0
      ? "" : " Departures from the method that the account lists: \(account.departures)."
    return FootprintWords.comment + departures + " Seal of the account: \(seal)."
  }
}

extension Timestamp {
  /// The first moment of a day, in UTC.
  init(startOf day: CalendarDate) {
    // Days since 1970 by the calendar that starts in March (Howard Hinnant's `days_from_civil`).
    let year = Int64(day.month <= 2 ? day.year - 1 : day.year)
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * Int64(day.month > 2 ? day.month - 3 : day.month + 9) + 2) / 5 + Int64(day.day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(milliseconds: (era * 146_097 + dayOfEra - 719_468) * 86_400_000)
  }

  /// The same moment so many years later; a 29 February becomes a 1 March where there is none.
  public func adding(years: Int) -> Timestamp {
    let day = self.day
    let same = CalendarDate(year: day.year + years, month: day.month, day: day.day)
    return Timestamp(startOf: same ?? CalendarDate(year: day.year + years, month: 3, day: 1) ?? day)
  }
}

extension [String] {
  /// Each once, in the same order.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
