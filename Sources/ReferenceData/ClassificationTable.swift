import Quantities

/// The default rules from accounts to purchase categories and factors.
public struct ClassificationTable: Sendable {
  /// The purchase categories, in the order they are shown.
  public let categories: [PurchaseCategory]
  private let accountRules: [String: [AccountRule]]
  private let wordRules: WordRules
  private let selectors: [String: [String]]
  private let directEmissions: [(prefix: String, reason: LocalizedText)]

  /// Reads `classification/categories.csv`, `accounts.csv`, `words.csv` and `direct-emissions.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    categories = try ClassificationTable.readCategories(files)
    let ids = Set(categories.map(\.id))
    let accounts = try ClassificationTable.readAccounts(files, categories: ids)
    let words = try ClassificationTable.readWords(files, categories: ids)
    accountRules = Dictionary(grouping: accounts, by: \.prefix)
    wordRules = WordRules(words)
    selectors = ClassificationTable.selectors(
      accounts.map { ($0.category, $0.factor) } + words.map { ($0.category, $0.factor) })
    directEmissions = try files.records(
      "classification/direct-emissions.csv", columns: ["naf_prefix", "reason_fr", "reason_en"]
    ) { (record) throws(Diagnostic) in
      (prefix: try record.required("naf_prefix"), reason: try record.localized("reason"))
    }
  }

  /// The rule of an account: the longest prefix valid on `date`, the day the fiscal year opens.
  public func rule(for account: String, on date: CalendarDate) -> AccountRule? {
    var prefix = account[...]
    while !prefix.isEmpty {
      if let rule = accountRules[String(prefix)]?.last(where: { $0.validity.contains(date) }) { return rule }
      prefix = prefix.dropLast()
    }
    return nil
  }

  /// The first word rule, in the order of the file, whose word stands in `text` and whose accounts hold `account`.
  ///
  /// Words compare whole, without accents, case or punctuation.
  public func wordRule(account: String, text: String) -> WordRule? { wordRules.rule(account: account, text: text) }

  /// The word rule of the first text that decides. A text that only says `energy.unknown` ("eau, énergie", the chart's own
  /// label of 6061) does not end the search: it stands only if no later text says better.
  public func wordRule(account: String, texts: [String]) -> WordRule? {
    var undecided: WordRule?
    for text in texts {
      guard let rule = wordRule(account: account, text: text) else { continue }
      if rule.category != "energy.unknown" { return rule }
      undecided = undecided ?? rule
    }
    return undecided
  }

  /// The category of an id.
  public func category(_ id: String) -> PurchaseCategory? { categories.first { $0.id == id } }

  /// The factor selectors that default rules give to a category, the most frequent first; none where a firm must choose.
  public func defaultFactors(of category: String) -> [String] { selectors[category] ?? [] }

  /// Why a branch usually emits otherwise than by burning fuel (livestock, cement, leaks); nil when it does not.
  ///
  /// - Parameter code: a NAF code, `01.41Z`; the longest prefix of the file wins.
  public func directEmissions(ofBranch code: String) -> LocalizedText? {
    let code = code.hasPrefix("naf:") ? String(code.dropFirst(4)) : code
    return directEmissions.filter { code.hasPrefix($0.prefix) }.max { $0.prefix.count < $1.prefix.count }?.reason
  }

  private static func selectors(_ uses: [(category: String, factor: String)]) -> [String: [String]] {
    Dictionary(grouping: uses.filter { !$0.factor.isEmpty }, by: \.category).mapValues { uses in
      Dictionary(grouping: uses, by: \.factor).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .map(\.key)
    }
  }

  private static func readCategories(_ files: ReferenceFiles) throws(Refusal) -> [PurchaseCategory] {
    var seen: Set<String> = []
    let columns = ["id", "label_fr", "label_en", "kind", "measure_unit", "inventory_post", "note"]
    return try files.records("classification/categories.csv", columns: columns) { (record) throws(Diagnostic) in
      let id = try record.required("id")
      guard seen.insert(id).inserted else { throw record.problem(.duplicate, "id", ["value": .text(id)]) }
      return PurchaseCategory(
        id: id, label: try record.localized("label"), kind: try record.choice("kind"),
        measureUnit: record.text("measure_unit"), inventoryPost: record.text("inventory_post"),
        note: record.text("note"))
    }
  }

  private static func readAccounts(
    _ files: ReferenceFiles, categories: Set<String>
  ) throws(Refusal) -> [AccountRule] {
    let columns = [
      "prefix", "treatment", "category", "factor", "valid_from", "valid_to", "reason_fr", "reason_en",
    ]
    return try files.records("classification/accounts.csv", columns: columns) { (record) throws(Diagnostic) in
      AccountRule(
        prefix: try record.required("prefix"), treatment: try record.choice("treatment"),
        category: try category(record, among: categories), factor: record.text("factor"),
        validity: try record.validity(), reason: try record.localized("reason"))
    }
  }

  private static func readWords(_ files: ReferenceFiles, categories: Set<String>) throws(Refusal) -> [WordRule] {
    try files.records("classification/words.csv", columns: ["prefixes", "word", "category", "factor"]) {
      (record) throws(Diagnostic) in
      WordRule(
        prefixes: try record.required("prefixes").split(separator: " ").map(String.init),
        word: try record.required("word"), category: try category(record, among: categories),
        factor: record.text("factor"))
    }
  }

  private static func category(_ record: ReferenceRecord, among ids: Set<String>) throws(Diagnostic) -> String {
    let id = record.text("category")
    guard id.isEmpty || ids.contains(id) else {
      throw record.problem(
        .choiceInvalid, "category",
        ["column": "category", "value": .text(id), "allowed": .text(ids.sorted().joined(separator: ", "))])
    }
    return id
  }
}
