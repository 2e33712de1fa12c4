// A FEC of any size in one pass: checked and added up, without keeping its lines.

import DelimitedText
import Quantities

/// What a ledger adds up to, and whether it holds, for files too large to keep as a `Ledger`.
///
/// Checks what `FECReader` checks and says the same in the same words. Memory depends on the number of accounts and
/// suppliers, not on the size of the file; a file whose numbers do not rise within each journal is read twice, and its
/// entries are then kept, some hundred bytes each.
public struct LedgerSurvey: Sendable, Hashable {
  /// What is added up besides totals.
  public struct Scope: OptionSet, Sendable, Hashable {
    /// One bit for each thing added up.
    public let rawValue: Int
    /// The scope with these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Debit and credit by account.
    public static let accounts = Scope(rawValue: 1)
    /// Purchases by supplier.
    public static let suppliers = Scope(rawValue: 2)
    /// Everything.
    public static let all: Scope = [.accounts, .suppliers]
    /// Nothing more, but the limits of a ledger that is kept: on entries, journals and all auxiliary accounts.
    static let limitsOfLedger = Scope(rawValue: 4)
  }

  /// The sums of one account.
  public struct Account: Sendable, Hashable {
    /// CompteNum.
    public let number: String
    /// The first CompteLib it is given; empty when there is none.
    public let name: String
    /// In euros.
    public let debit: Money
    /// In euros.
    public let credit: Money
  }

  /// What was bought from one supplier.
  public struct Supplier: Sendable, Hashable {
    /// CompAuxNum.
    public let number: String
    /// The first CompAuxLib it is given; empty when there is none.
    public let name: String
    /// Debits less credits of class 6, in euros.
    public let amount: Money
    /// The number of entries with a class 6 line.
    public let entries: Int
  }

  /// Lines read.
  public let lineCount: Int
  /// Entries they make.
  public let entryCount: Int
  /// In euros.
  public let debit: Money
  /// In euros.
  public let credit: Money
  /// From the first day of the earliest month to the last day of the latest one; nil when there is no line.
  public let fiscalYear: FiscalYear?
  /// The character set.
  public let encoding: FECEncoding
  /// In the order of their numbers.
  public let accounts: [Account]
  /// Suppliers of entries that name one alone, by the auxiliary of a supplier account (401), the
  /// largest amount first.
  public let suppliers: [Supplier]
  /// Class 6 of entries that name no supplier, in euros.
  public let amountWithoutSupplier: Money
  /// Class 6 of entries that name several suppliers, in euros.
  public let amountOfSeveralSuppliers: Money
  /// Every error and warning, in the order of the file. With an error of `fec.total-too-large`, the sums mean nothing.
  public let diagnostics: [Diagnostic]

  /// Whether the ledger holds: no line unreadable, every entry balanced.
  public var isAccepted: Bool { !diagnostics.contains { $0.severity == .error } }

  /// Surveys a file.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - name: what its name says; used for warnings only.
  ///   - scope: what is added up besides totals.
  ///   - threads: how many threads read at the same time.
  ///   - limits: how much is accepted; `fileBytes` does not apply.
  /// - Throws: a refusal when the file has no readable header, or cannot be read to its end.
  public init(
    _ source: ByteSource, name: LedgerFileName? = nil, scope: Scope = .all, threads: Int = 1,
    limits: FECLimits = FECLimits()
  ) throws(Refusal) {
    let plan = SurveyPlan(settings: FECScanSettings(limits: limits), threads: max(1, threads))
    try self.init(source, name: name, scope: scope, plan: plan, path: FECFastPath.self)
  }

  init<Path: FECScanPath>(
    _ source: ByteSource, name: LedgerFileName?, scope: Scope, plan: SurveyPlan, path: Path.Type
  ) throws(Refusal) {
    do {
      let (layout, warnings) = try FECLayout.detect(source, limits: plan.settings.limits)
      var plan = plan
      plan.settings.closing = name?.closing
      func survey<Join>(_ scan: SurveyScan<Join>) -> LedgerSurvey {
        let verdict = FECVerdict(
          layout: layout, headerWarnings: warnings, facts: scan.facts, books: scan.join.books,
          numbering: scan.join.numbering, name: name, excess: scan.excess)
        return LedgerSurvey(verdict, scan.join.tables)
      }
      let runs = try SurveyScan<SurveyRunJoin>(source, layout: layout, scope: scope, plan: plan, path: path)
      if runs.join.numbering.provesDistinctEntries {
        self = survey(runs)
      } else {
        self = survey(
          try SurveyScan<SurveyEntryJoin>(source, layout: layout, scope: scope, plan: plan, path: path))
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(Diagnostic(.error, FECMessage.fileUnreadable))
    }
  }

  private init(_ verdict: FECVerdict, _ tables: SurveyTables) {
    let encoding = verdict.encoding
    self.encoding = encoding
    lineCount = verdict.facts.lineCount
    entryCount = verdict.books.entryCount
    debit = Money(cents: verdict.books.debit)
    credit = Money(cents: verdict.books.credit)
    fiscalYear = verdict.fiscalYear
    accounts = LedgerSurvey.accounts(tables.accounts, encoding)
    suppliers = LedgerSurvey.suppliers(tables.suppliers, encoding)
    amountWithoutSupplier = Money(cents: tables.withoutSupplier)
    amountOfSeveralSuppliers = Money(cents: tables.ofSeveral)
    diagnostics = verdict.diagnostics()
  }
}

// MARK: - Tables

extension LedgerSurvey {
  /// Debit and credit of the accounts that share their first `digits` characters; without names.
  public func accounts(digits: Int) -> [Account] {
    var sums: [String: (debit: Int64, credit: Int64)] = [:]
    for account in accounts {
      sums[String(account.number.prefix(digits)), default: (0, 0)].debit &+= account.debit.cents
      sums[String(account.number.prefix(digits)), default: (0, 0)].credit &+= account.credit.cents
    }
    return sums.sorted { $0.key < $1.key }.map { number, sums in
      Account(number: number, name: "", debit: Money(cents: sums.debit), credit: Money(cents: sums.credit))
    }
  }

  private static func accounts(_ table: SurveyTable, _ encoding: FECEncoding) -> [Account] {
    merged(table, encoding).map { number, row in
      Account(number: number, name: row.name, debit: Money(cents: row.debit), credit: Money(cents: row.credit))
    }
    .sorted { $0.number < $1.number }
  }

  private static func suppliers(_ table: SurveyTable, _ encoding: FECEncoding) -> [Supplier] {
    merged(table, encoding).filter { $0.value.entries > 0 }.map { number, row in
      Supplier(number: number, name: row.name, amount: Money(cents: row.debit), entries: row.entries)
    }
    .sorted { ($1.amount, $0.number) < ($0.amount, $1.number) }
  }

  private struct Row {
    var name: String
    var debit: Int64 = 0
    var credit: Int64 = 0
    var entries = 0
  }

  /// The rows by code as text. Codes that differ only in bytes that cannot be decoded become one.
  private static func merged(_ table: SurveyTable, _ encoding: FECEncoding) -> [String: Row] {
    var merged: [String: Row] = Dictionary(minimumCapacity: table.count)
    for (id, row) in table.rows.enumerated() {
      let name = encoding.decode(table.name(id))
      var sum = merged[encoding.decode(table.code(id))] ?? Row(name: name)
      if sum.name.isEmpty { sum.name = name }
      sum.debit &+= row.debit
      sum.credit &+= row.credit
      sum.entries += row.entries
      merged[encoding.decode(table.code(id))] = sum
    }
    return merged
  }
}
