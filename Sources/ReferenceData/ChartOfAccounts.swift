import Quantities

/// The French chart of accounts (plan comptable général), with the dates between which each account stands in it.
///
/// Dates are those on which a fiscal year opens: the 2025 reform (règlement ANC 2022-06) holds for years opened from 2025.
public struct ChartOfAccounts: Sendable {
  /// One account of the chart.
  public struct Account: Sendable, Hashable {
    /// The number: `6061`.
    public let number: String
    /// Its name. Below three digits the chart is translated; a deeper account has the English name of its parent.
    public let name: LocalizedText
    /// When it stands in the chart.
    public let validity: Validity
  }

  /// Every account, in the order of the file.
  public let accounts: [Account]
  private let positions: [String: [Int]]
  /// Numbers that have subdivisions.
  private let parents: Set<String>

  /// Reads `nomenclatures/pcg.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    var english: [String: String] = [:]
    let columns = ["account", "label_fr", "label_en", "valid_from", "valid_to"]
    let rows = try files.records("nomenclatures/pcg.csv", columns: columns) { (record) throws(Diagnostic) in
      let number = try record.required("account")
      if !record.text("label_en").isEmpty { english[number] = record.text("label_en") }
      return (number: number, fr: try record.required("label_fr"), validity: try record.validity())
    }
    accounts = rows.map { row in
      let name = ChartOfAccounts.longest(of: row.number) { english[$0] } ?? row.fr
      return Account(number: row.number, name: LocalizedText(fr: row.fr, en: name), validity: row.validity)
    }
    positions = Dictionary(grouping: accounts.indices) { rows[$0].number }
    parents = Set(rows.map { String($0.number.dropLast()) })
  }

  /// The account of the chart that a ledger's account belongs to on a date: the longest prefix that is valid then.
  public func account(of number: String, on date: CalendarDate) -> Account? {
    ChartOfAccounts.longest(of: number) { valid($0, on: date) }
  }

  /// The name of a ledger's account by the chart; nil when not even its class is there.
  public func name(of number: String, on date: CalendarDate) -> LocalizedText? {
    account(of: number, on: date)?.name
  }

  /// Whether a ledger's account is one the chart has or allows a firm to open on a date.
  ///
  /// Firms subdivide freely below the accounts of the chart: 606100 and 4110DUPONT are known by 6061 and 411. But 675 is
  /// unknown from 2025, since what is left of it, 67, is a heading whose subdivisions are listed.
  public func isKnown(_ number: String, on date: CalendarDate) -> Bool {
    guard let account = account(of: number, on: date), account.number.count >= 2 else { return false }
    let isPadding = number.dropFirst(account.number.count).allSatisfy { $0 == "0" }
    return account.number.count >= 3 || isPadding || !parents.contains(account.number)
  }

  private func valid(_ number: String, on date: CalendarDate) -> Account? {
    positions[number]?.lazy.map { accounts[$0] }.last { $0.validity.contains(date) }
  }

  private static func longest<Found>(of number: String, _ find: (String) -> Found?) -> Found? {
    var prefix = number[...]
    while !prefix.isEmpty {
      if let found = find(String(prefix)) { return found }
      prefix = prefix.dropLast()
    }
    return nil
  }
}
