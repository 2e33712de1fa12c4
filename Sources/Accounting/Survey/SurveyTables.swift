// What a survey adds up besides entries: debit and credit by account, purchases by supplier.

import Quantities

/// What an entry, or some of its lines, says about who supplied what.
struct SurveyPurchase: Sendable, Equatable {
  /// Values of `supplier` that are no supplier's number.
  static let none = -1
  static let several = -2

  var supplier = SurveyPurchase.none
  /// Debits less credits of class 6, in cents, wrapping.
  var amount: Int64 = 0
  var hasExpense = false

  /// Takes note of a supplier, or of `several`.
  @inline(__always)
  mutating func name(_ other: Int) {
    if supplier == other || other == SurveyPurchase.none { return }
    supplier = supplier == SurveyPurchase.none ? other : SurveyPurchase.several
  }

  /// Adds further lines of the same entry.
  mutating func append(_ next: SurveyPurchase) {
    name(next.supplier)
    amount = amount &+ next.amount
    hasExpense = hasExpense || next.hasExpense
  }

  /// The same, where supplier `n` has become `numbers[n]`.
  func renumbered(_ numbers: [Int]) -> SurveyPurchase {
    var copy = self
    if supplier >= 0 { copy.supplier = numbers[supplier] }
    return copy
  }
}

/// Sums by code, with the first name each code is given. Codes and names stay bytes until the character set is known.
struct SurveyTable: Sendable {
  struct Row: Sendable {
    /// Cents, wrapping. For suppliers: purchases.
    var debit: Int64 = 0
    var credit: Int64 = 0
    var entries = 0
    var hasName = false
  }

  private var ids = ByteInterner()
  private(set) var rows: [Row] = []
  private var names: [[UInt8]] = []
  /// How many rows have no name yet: when none, rows need not be looked at to know.
  private var nameless = 0

  var count: Int { rows.count }
  func code(_ id: Int) -> ArraySlice<UInt8> { ids.bytes(id) }
  func name(_ id: Int) -> [UInt8] { names[id] }

  /// The number of the code of a line, whose name is in column `label` if it has none yet.
  @inline(__always)
  mutating func row(of code: FECField, label: Int, in line: FECLine) -> Int {
    let id = ids.intern(code)
    if id == rows.count { addRow() }
    if nameless > 0, label >= 0, !rows[id].hasName { setName(id, line.fields.field(label)) }
    return id
  }

  @inline(never)
  private mutating func addRow() {
    rows.append(Row())
    names.append([])
    nameless += 1
  }

  @inline(never)
  private mutating func setName(_ id: Int, _ field: FECField) {
    guard field.count > 0 else { return }
    setName(id, field.bytes)
  }

  private mutating func setName(_ id: Int, _ name: [UInt8]) {
    names[id] = name
    rows[id].hasName = true
    nameless -= 1
  }

  @inline(__always)
  mutating func add(debit: Int64, credit: Int64, to id: Int) {
    rows[id].debit = rows[id].debit &+ debit
    rows[id].credit = rows[id].credit &+ credit
  }

  mutating func addEntry(_ amount: Int64, to id: Int) {
    rows[id].debit = rows[id].debit &+ amount
    rows[id].entries += 1
  }

  /// Adds the sums of the part of the file that follows; returns the number here of each of its codes.
  mutating func append(_ next: SurveyTable) -> [Int] {
    next.rows.indices.map { other in
      let id = ids.intern(next.code(other))
      if id == rows.count { addRow() }
      add(debit: next.rows[other].debit, credit: next.rows[other].credit, to: id)
      rows[id].entries += next.rows[other].entries
      if !rows[id].hasName, next.rows[other].hasName { setName(id, next.names[other]) }
      return id
    }
  }
}

/// The sums of a part of a file.
struct SurveyTables: Sendable {
  private(set) var accounts = SurveyTable()
  private(set) var suppliers = SurveyTable()
  /// Journals and auxiliary accounts, counted where the limits of a ledger hold.
  private var journals = ByteInterner()
  private var auxiliaries = ByteInterner()
  /// Class 6 of entries that name no supplier, in cents, wrapping.
  private(set) var withoutSupplier: Int64 = 0
  /// Class 6 of entries that name several, in cents, wrapping.
  private(set) var ofSeveral: Int64 = 0
  private let scope: LedgerSurvey.Scope
  private let accountLabel: Int
  private let auxiliaryLabel: Int

  init(scope: LedgerSurvey.Scope, layout: FECLayout) {
    self.scope = scope
    accountLabel = layout.position(of: .accountLabel) ?? -1
    auxiliaryLabel = layout.position(of: .auxiliaryLabel) ?? -1
  }

  /// Adds a line, and what it says about who supplied what to `purchase`, its entry's.
  @inline(__always)
  mutating func add(_ line: FECLine, to purchase: inout SurveyPurchase) {
    if scope.contains(.accounts) {
      let id = accounts.row(of: line.account, label: accountLabel, in: line)
      accounts.add(debit: line.debit, credit: line.credit, to: id)
    }
    if scope.contains(.limitsOfLedger) { count(line) }
    guard scope.contains(.suppliers) else { return }
    switch line.account.start[0] {
    case 0x36:
      purchase.amount = purchase.amount &+ (line.debit &- line.credit)
      purchase.hasExpense = true
    case 0x34 where line.auxiliary.count > 0 && SurveyTables.isSupplierAccount(line.account):
      purchase.name(suppliers.row(of: line.auxiliary, label: auxiliaryLabel, in: line))
    default: break
    }
  }

  @inline(never)
  private mutating func count(_ line: FECLine) {
    _ = journals.intern(line.journal)
    _ = auxiliaries.intern(line.auxiliary)
  }

  /// Suppliers who invoiced: 401, as `SupplierAttribution.invoicing`. The first digit is known to be 4.
  @inline(__always)
  private static func isSupplierAccount(_ account: FECField) -> Bool {
    account.count >= 3 && account.start[1] == 0x30 && account.start[2] == 0x31
  }

  /// Counts the class 6 amount of an entry all of whose lines are in `purchase`.
  mutating func settle(_ purchase: SurveyPurchase) {
    guard purchase.hasExpense else { return }
    switch purchase.supplier {
    case SurveyPurchase.none: withoutSupplier = withoutSupplier &+ purchase.amount
    case SurveyPurchase.several: ofSeveral = ofSeveral &+ purchase.amount
    default: suppliers.addEntry(purchase.amount, to: purchase.supplier)
    }
  }

  /// Adds the sums of the part of the file that follows; returns the number here of each of its suppliers.
  mutating func append(_ next: SurveyTables) -> [Int] {
    _ = accounts.append(next.accounts)
    withoutSupplier = withoutSupplier &+ next.withoutSupplier
    ofSeveral = ofSeveral &+ next.ofSeveral
    for id in 0..<next.journals.count { _ = journals.intern(next.journals.bytes(id)) }
    for id in 0..<next.auxiliaries.count { _ = auxiliaries.intern(next.auxiliaries.bytes(id)) }
    return suppliers.append(next.suppliers)
  }

  /// The limit that is passed, if one is.
  func excess(_ limits: FECLimits) -> Diagnostic? {
    limits.excess(names: max(accounts.count, suppliers.count, journals.count, auxiliaries.count))
  }
}
