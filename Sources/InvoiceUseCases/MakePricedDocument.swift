// A quote, a price list or a letterhead, from a sealed account and lines.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Markup
import Quantities
import UseCases
import Wording

/// What a priced document may be written as.
public enum PricedFormat: String, Sendable, CaseIterable {
  case pdf, txt, csv, xlsx

  /// What browsers call it.
  public var type: String {
    switch self {
    case .pdf: "application/pdf"
    case .txt: "text/plain; charset=utf-8"
    case .csv: "text/csv; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
  }
}

/// Makes priced documents.
public enum MakePricedDocument {
  /// The sealed account that a document bears.
  ///
  /// - Parameter activity: nil where the file holds one.
  /// - Throws: `priced.several`, `priced.unknown`.
  public static func account(
    _ accounts: [SealedAccounts.Sealed], activity: String?
  ) throws(Refusal) -> SealedAccounts.Sealed {
    let ids = accounts.map { $0.account["activity"]?["id"]?.text ?? "" }
    let named: MessageValue = .text(ids.joined(separator: ", "))
    guard let activity else {
      guard accounts.count == 1 else { throw Refusal(Diagnostic(.error, PricedRefusal.several, ["activities": named])) }
      return accounts[0]
    }
    guard let index = ids.firstIndex(of: activity) else {
      throw Refusal(
        Diagnostic(.error, PricedRefusal.unknown, ["activity": .text(activity), "activities": named]))
    }
    return accounts[index]
  }

  /// The document of a table of lines; a letterhead needs none.
  ///
  /// - Throws: a refusal that names every line and column that is wrong.
  public static func document(
    _ kind: PricedDocument.Kind, _ statement: InvoiceStatement, firm: String, customer: String = "",
    number: String = "",
    date: CalendarDate, table: [UInt8]?
  ) throws(Refusal) -> PricedDocument {
    var lines: [PricedLine] = []
    if kind != .letterhead {
      guard let table, table.contains(where: { $0 > 32 }) else {
        throw Refusal(Diagnostic(.error, PricedRefusal.linesWanted))
      }
      lines = try PricedLinesFile(statement).read(table)
    }
    do {
      return try PricedDocument(
        kind, statement, firm: firm, customer: customer, number: number, date: date, lines: lines)
    } catch {
      throw Refusal(Diagnostic(.error, PricedRefusal.tooLarge))
    }
  }

  /// The bytes of a document in a format.
  ///
  /// - Throws: a refusal when the PDF cannot be printed, or the link does not fit a QR code.
  public static func bytes(
    _ document: PricedDocument, as format: PricedFormat, _ speaker: Speaker
  ) throws(Refusal) -> [UInt8] {
    switch format {
    case .pdf: try PrintPDF.bytes(try document.html(speaker).text)
    case .txt: Array(document.text(speaker).utf8)
    case .csv: document.csv
    case .xlsx: try document.xlsx(speaker)
    }
  }
}
