// A FEC of any size, line by line: checked before its first line is given, and never kept.

import DelimitedText
import Quantities

/// A FEC read twice: checked whole first, then given line by line without being kept.
///
/// Accepts and refuses what `FECReader` does, and gives the same lines: `Ledger.rebuilt` makes the same ledger of them.
/// Memory depends on the number of accounts and third parties, with some tens of bytes for each entry; the check of a
/// file whose numbers do not rise within each journal takes some hundred (see `LedgerSurvey`).
public struct LedgerStream: Sendable {
  /// What the ledger adds up to, by account as well.
  public let survey: LedgerSurvey
  /// From the first day of the earliest month to the last day of the latest one.
  public let fiscalYear: FiscalYear
  /// What is odd about the ledger, in the order of the file: warnings only.
  public var diagnostics: [Diagnostic] { survey.diagnostics }

  private let source: ByteSource
  private let layout: FECLayout
  private let settings: FECScanSettings

  /// Checks a file.
  ///
  /// - Parameters:
  ///   - source: the file. It is read again by `lines`.
  ///   - name: what its name says; used for warnings only.
  ///   - limits: how much is accepted, as of a ledger that is kept.
  /// - Throws: every reason for which `FECReader` refuses it, and the warnings, in the same order; also when it cannot
  ///   be read to its end.
  public init(
    _ source: ByteSource, name: LedgerFileName? = nil, limits: FECLimits = FECLimits()
  ) throws(Refusal) {
    try self.init(source, name: name, settings: FECScanSettings(limits: limits))
  }

  init(_ source: ByteSource, name: LedgerFileName?, settings: FECScanSettings) throws(Refusal) {
    if let excess = settings.limits.excess(fileBytes: source.size) { throw Refusal(excess) }
    (layout, _) = try FECLayout.detect(source, limits: settings.limits)
    survey = try LedgerSurvey(
      source, name: name, scope: [.accounts, .limitsOfLedger], plan: SurveyPlan(settings: settings),
      path: FECFastPath.self)
    guard survey.isAccepted, let year = survey.fiscalYear else { throw Refusal(survey.diagnostics) }
    fiscalYear = year
    self.source = source
    self.settings = settings
  }

  /// Gives every line, in the order of the file.
  ///
  /// - Parameter each: what is done with a line. When it throws, nothing more is read and no further line given.
  /// - Returns: the names of the ledger (`Ledger.names`).
  /// - Throws: what `each` throws; a refusal when the file cannot be read to its end, or is no longer the one that was
  ///   checked, which may show only after its last line.
  public func lines(_ each: (LedgerStreamLine) throws -> Void) throws -> LedgerNames {
    try withoutActuallyEscaping(each) { each in
      let maker = LedgerLineMaker(encoding: survey.encoding, layout: layout)
      var giver = LedgerStreamGiver(maker, year: fiscalYear, each: each)
      let unreadable = Refusal(Diagnostic(.error, FECMessage.fileUnreadable))
      let facts: FECRangeFacts
      do {
        facts = try FECRangeScan.scan(
          source, layout.headerBytes..<source.size, layout: layout, settings: settings, path: FECFastPath.self,
          to: &giver)
      } catch {
        throw unreadable
      }
      if let failure = giver.failure { throw failure }
      let books = giver.books
      guard facts.errors.count == 0, facts.lineCount == survey.lineCount, giver.maker.entryCount == survey.entryCount,
        Money(cents: books.debit) == survey.debit, Money(cents: books.credit) == survey.credit
      else { throw unreadable }
      return giver.maker.names
    }
  }
}

/// One line of a FEC with what is known of its entry.
public struct LedgerStreamLine: Sendable, Hashable {
  /// JournalCode.
  public let journal: String
  /// EcritureNum.
  public let number: String
  /// EcritureDate of the entry: that of its first line.
  public let date: CalendarDate
  /// Whether it is the first line of its entry.
  public let isNewEntry: Bool
  /// The line. `LedgerLine.entry` is the position of its entry in order of first appearance.
  public let line: LedgerLine
}
