// Fuzz target of the reader of ledgers: no bytes whatever may crash it, and what must hold of every file is checked.

import DelimitedText
import Quantities

@testable import Accounting

/// Entry point of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let name = LedgerFileName("732829320FEC20241231.txt")
  // The way the work is cut is no part of the input, so that files serve as they are; it depends on their size.
  var settings = FECScanSettings()
  settings.blockBytes = [1 << 18, 1, 7, 64, 1000][count % 5]
  let fast = Reading(bytes, name, settings, FECFastPath.self)
  let careful = Reading(bytes, name, FECScanSettings(), FECCarefulPath.self)
  precondition(fast == careful, "the quick and the careful way disagree")
  precondition(fast.isBalanced, "an accepted ledger does not balance")
  let plan = SurveyPlan(settings: settings, threads: 1 + count % 3, partsPerThread: 1 + count % 7)
  check(fast, bytes, name, plan)
  return 0
}

/// What the reader makes of a file.
private struct Reading: Equatable {
  var entries: [LedgerEntry] = []
  var lines: [LedgerLine] = []
  var names = LedgerNames()
  var year: FiscalYear?
  var diagnostics: [Diagnostic] = []

  init<Path: FECScanPath>(_ bytes: [UInt8], _ name: LedgerFileName, _ settings: FECScanSettings, _ path: Path.Type) {
    do throws(Refusal) {
      let (ledger, diagnostics) = try FECReader.read(bytes, name: name, settings: settings, path: path)
      (entries, lines, names, year) = (ledger.entries, ledger.lines, ledger.names, ledger.fiscalYear)
      self.diagnostics = diagnostics
      precondition(!diagnostics.contains { $0.severity == .error }, "an accepted ledger has an error")
    } catch {
      diagnostics = error.diagnostics
      precondition(diagnostics.contains { $0.severity == .error }, "a refusal gives no reason")
    }
  }

  var isBalanced: Bool {
    entries.allSatisfy { entry in lines[entry.lines].lazy.map(\.balance).total() == .zero }
  }
}

/// Checks that the survey says what the reader said.
private func check(_ reading: Reading, _ bytes: [UInt8], _ name: LedgerFileName, _ plan: SurveyPlan) {
  do throws(Refusal) {
    let survey = try LedgerSurvey(ByteSource(bytes), name: name, scope: .all, plan: plan, path: FECFastPath.self)
    precondition(survey.diagnostics == reading.diagnostics, "the survey says something else than the reader")
    guard reading.year != nil else { return }
    precondition(survey.lineCount == reading.lines.count && survey.entryCount == reading.entries.count)
    precondition(survey.debit == reading.lines.lazy.map(\.debit).total() && survey.debit == survey.credit)
    precondition(survey.accounts.map(\.number) == Set(reading.lines.map(\.account)).sorted())
    precondition(survey.accounts.lazy.map(\.debit).total() == survey.debit)
    let expenses = reading.lines.lazy.filter { $0.account.hasPrefix("6") }.map(\.balance).total()
    let attributed = survey.suppliers.lazy.map(\.amount).total()
    precondition(attributed + survey.amountWithoutSupplier + survey.amountOfSeveralSuppliers == expenses)
  } catch {
    precondition(error.diagnostics == reading.diagnostics, "the survey refuses for other reasons than the reader")
  }
}
