import Accounting
import Quantities
import ReferenceData

/// What every step of keeping the books needs: the ledger sorted, the rules chosen, the activities and their keys.
struct BookContext {
  let settings: FirmSettings
  let library: ReferenceLibrary
  let year: FiscalYear
  let facts: LedgerFacts
  let lines: SortedLines
  let classifier: Classifier
  let allocator: Allocator
  let revenue: Revenue
  let factors: FactorChoice
  let prudence: Rational

  /// Accounts of goods resold and their sales, by the chart of accounts: 707, 7097.
  static let goodsSales = ["707", "7097"]

  init(_ ledger: Ledger, _ settings: FirmSettings, _ library: ReferenceLibrary) throws(Refusal) {
    try BookContext.check(settings, ledger.fiscalYear)
    try BookContext.checkVintages(settings.vintages, library.factors)
    self.settings = settings
    self.library = library
    year = ledger.fiscalYear
    facts = LedgerFacts(ledger)
    classifier = Classifier(own: settings.rules, table: library.classification, date: ledger.fiscalYear.start)
    factors = FactorChoice(catalogue: library.factors, vintages: settings.vintages)
    do { prudence = try library.parameters.value("prudence.margin", on: ledger.fiscalYear.end) } catch {
      throw Refusal.wrapping(error)
    }
    let hasResale = settings.activities.contains { $0.kind == .resale }
    lines = SortedLines(facts.expenses, classifier, hasResale: hasResale)
    let bare = Allocator(
      activities: settings.activities, keys: settings.keys, defaultWeights: settings.activities.map { _ in 1 })
    revenue = try Revenue(
      facts.revenue, activities: settings.activities, allocator: bare, resaleAccounts: BookContext.goodsSales)
    let cost = lines.goodsResold.map(\.balance).total()
    let revenue = self.revenue
    let weights = settings.activities.map { activity in
      let total = revenue.total(of: activity)
      return max(0, activity.kind == .resale ? (total - cost).cents : total.cents)
    }
    allocator = Allocator(
      activities: settings.activities, keys: settings.keys,
      defaultWeights: weights.contains { $0 > 0 } ? weights : settings.activities.map { _ in 1 })
  }

  private func labels() throws(Refusal) -> LabelReadings {
    do {
      return LabelReadings(
        lines.purchases, factors: library.factors, prices: library.prices,
        plausible: try library.parameters.value("label.plausible-ratio", on: year.end))
    } catch {
      throw Refusal.wrapping(error)
    }
  }

  func entryMaker() throws(Refusal) -> EntryMaker {
    EntryMaker(
      factors: factors,
      contents: try SupplierContents(
        settings.supplierContents, purchases: lines.purchases.map(\.line) + lines.goodsResold),
      prices: library.prices, index: library.priceIndex, prudence: prudence, year: year.end.year,
      labels: try labels(), acceptsLabels: settings.acceptsLabels)
  }

  /// One entry per line and activity; every line that cannot be counted is a reason to refuse.
  func entries(
    for purchases: [(line: LedgerFact, classified: Classification)], _ maker: EntryMaker
  ) throws(Refusal) -> [CarbonEntry] {
    var entries: [CarbonEntry] = []
    var problems: [Diagnostic] = []
    for (line, classified) in purchases {
      do throws(Diagnostic) {
        entries += try maker.entries(for: line, parts: try parts(of: line), classified: classified)
      } catch {
        problems.append(error)
      }
    }
    // The same reason said once per account is enough to act on.
    if !problems.isEmpty { throw Refusal(problems.uniqued(by: \.message)) }
    return entries
  }

  private func parts(of line: LedgerFact) throws(Diagnostic) -> [Allocator.Part] {
    do { return try allocator.parts(of: line, amount: line.balance) } catch {
      throw Diagnostic(.error, CarbonMessage.overflow, ["account": .text(line.account)], line: line.lineNumber)
    }
  }

  /// The allowances of assets that carry carbon, and those of assets that are no good or service bought (goodwill).
  func allowances() -> (counted: [DepreciationEntries.Allowance], outside: [DepreciationEntries.Allowance]) {
    let isOutside = { (allowance: DepreciationEntries.Allowance) in
      allowance.assetAccount.map { classifier.classify(allowance.line.onAccount($0)).treatment == .outside } ?? false
    }
    return (facts.allowances.filter { !isOutside($0) }, facts.allowances.filter(isOutside))
  }

  /// Expense accounts that carry no carbon on purpose; allowances stand under their asset's account.
  func outsideAccounts() -> [OutsideAccount] {
    let expenses = lines.outside.map { ($0.line, $0.line.balance, $0.classified.rule) }
    let assets = allowances().outside.map { allowance in
      let line = allowance.line.onAccount(allowance.assetAccount ?? "")
      return (line, allowance.amount, classifier.classify(line).rule)
    }
    var byAccount: [String: OutsideAccount] = [:]
    for (line, amount, rule) in expenses + assets {
      let before = byAccount[line.account]?.amount ?? .zero
      byAccount[line.account] = OutsideAccount(
        account: line.account, name: line.accountName, amount: before + amount, rule: rule)
    }
    return byAccount.values.sorted { $0.account < $1.account }
  }

  /// A vintage chosen for a factor that does not exist would be ignored in silence.
  private static func checkVintages(_ vintages: [String: String], _ factors: FactorCatalogue) throws(Refusal) {
    let unknown = vintages.sorted { $0.key < $1.key }.filter { factors.factor($0.key, vintage: $0.value) == nil }
    guard unknown.isEmpty else {
      throw Refusal(
        unknown.map {
          Diagnostic(
            .error, CarbonMessage.factorUnknown, ["factor": .text($0.key), "vintage": .text($0.value)],
            field: "vintages.\($0.key)")
        })
    }
  }

  private static func check(_ settings: FirmSettings, _ year: FiscalYear) throws(Refusal) {
    guard !settings.activities.isEmpty else { throw Refusal(Diagnostic(.error, CarbonMessage.activityMissing)) }
    let ids = Set(settings.activities.map(\.id))
    var problems: [Diagnostic] = []
    for (position, key) in settings.keys.enumerated() {
      for id in key.shares.keys.sorted() where !ids.contains(id) {
        problems.append(
          Diagnostic(.error, CarbonMessage.activityUnknown, ["activity": .text(id)], field: "keys[\(position + 1)]"))
      }
      if key.shares.values.allSatisfy({ $0 <= 0 }) || key.shares.values.contains(where: { $0 < 0 }) {
        problems.append(Diagnostic(.error, CarbonMessage.keyWithoutShares, field: "keys[\(position + 1)]"))
      }
    }
    if settings.activities.count(where: { $0.kind == .resale }) > 1 {
      problems.append(Diagnostic(.error, CarbonMessage.resaleTwice, field: "activities"))
    }
    for id in settings.withoutDirectEmissions where !ids.contains(id) {
      problems.append(
        Diagnostic(.error, CarbonMessage.activityUnknown, ["activity": .text(id)], field: "no_direct_emissions"))
    }
    for (position, emission) in settings.directEmissions.enumerated() {
      let field = "direct_emissions[\(position + 1)]"
      if !ids.contains(emission.activity) {
        problems.append(
          Diagnostic(.error, CarbonMessage.activityUnknown, ["activity": .text(emission.activity)], field: field))
      }
      if !year.contains(emission.date) {
        problems.append(
          Diagnostic(
            .error, CarbonMessage.statementDate, ["label": .text(emission.label), "date": .date(emission.date)],
            field: field))
      }
      if emission.carbon.magnitude > CarbonMass.limit {
        problems.append(Diagnostic(.error, CarbonMessage.overflow, ["account": .text(emission.label)], field: field))
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
  }
}

extension Refusal {
  /// A refusal from any error a lower floor throws.
  static func wrapping(_ error: any Error) -> Refusal {
    switch error {
    case let refusal as Refusal: refusal
    case let diagnostic as Diagnostic: Refusal(diagnostic)
    default: Refusal(Diagnostic(.error, CarbonMessage.overflow))
    }
  }
}

extension Array {
  /// The elements without those whose key was already seen.
  func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}
