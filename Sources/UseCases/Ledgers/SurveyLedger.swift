import Accounting
import CanonicalJSON
import CarbonAccounting
import DelimitedText
import Foundation
import Quantities

/// Surveys a FEC on disk, of any size, without keeping it in memory.
public struct SurveyLedger: Sendable {
  /// The file's name without its folder.
  public let name: String
  /// What the ledger adds up to, with every error and warning, which carry the file's name.
  public let survey: LedgerSurvey
  /// Every error and warning, with the file's name.
  public var diagnostics: [Diagnostic] { survey.diagnostics.map { $0.inFile(name) } }

  /// Surveys the FEC at `path`.
  ///
  /// - Parameter threads: how many threads read at the same time; nil for one per processor.
  /// - Throws: a refusal when the file cannot be opened, has no readable header, or cannot be read to its end. A ledger
  ///   that does not hold is surveyed all the same: see `LedgerSurvey.isAccepted`.
  public init(path: String, scope: LedgerSurvey.Scope = .all, threads: Int? = nil) throws(Refusal) {
    let name = InputFile(path: path).name
    self.name = name
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let threads = min(max(threads ?? processors, 1), 256)
    let source = try OpenFile(path: path).source
    do throws(Refusal) {
      survey = try LedgerSurvey(source, name: LedgerFileName(name), scope: scope, threads: threads)
    } catch {
      throw error.inFile(name)
    }
  }

  /// The survey as JSON. It depends on content alone.
  public var json: JSONValue {
    let year: JSONValue =
      survey.fiscalYear.map { ["start": .string($0.start.iso), "end": .string($0.end.iso)] } ?? .null
    return .object([
      "format": "sillage.survey/1",
      "accepted": .bool(survey.isAccepted),
      "lines": .integer(Int64(survey.lineCount)),
      "entries": .integer(Int64(survey.entryCount)),
      "encoding": .string(survey.encoding.rawValue),
      "fiscal_year": year,
      "total_debit_eur": .string(survey.debit.decimalText),
      "total_credit_eur": .string(survey.credit.decimalText),
      "accounts": .array(survey.accounts.map(SurveyLedger.json)),
      "suppliers": .array(survey.suppliers.map(SurveyLedger.json)),
      "class_6_without_supplier_eur": .string(survey.amountWithoutSupplier.decimalText),
      "class_6_of_several_suppliers_eur": .string(survey.amountOfSeveralSuppliers.decimalText),
      "findings": .array(survey.diagnostics.map { AccountDocument.message($0.message) }),
    ])
  }

  private static func json(_ account: LedgerSurvey.Account) -> JSONValue {
    .object([
      "account": .string(account.number), "name": .string(account.name),
      "debit_eur": .string(account.debit.decimalText), "credit_eur": .string(account.credit.decimalText),
    ])
  }

  private static func json(_ supplier: LedgerSurvey.Supplier) -> JSONValue {
    .object([
      "supplier": .string(supplier.number), "name": .string(supplier.name),
      "amount_eur": .string(supplier.amount.decimalText), "entries": .integer(Int64(supplier.entries)),
    ])
  }
}
