// The account whose factor invoices carry: a sealed one from the day it was closed, or the estimate of an open one.

import CanonicalJSON
import CarbonAccounting
import Foundation
import Invoicing
import Quantities
import UseCases

/// The account of one activity, as a file gives it.
public struct InvoiceAccount: Sendable {
  /// The activity, by its id.
  public let activity: String
  /// The fiscal year.
  public let year: FiscalYear
  /// Grams of CO2e per euro excluding VAT, or per `unit`.
  public let factor: CarbonIntensity
  /// What the factor multiplies: euros, or the unit the account is kept in.
  public let unit: Quantities.Unit
  /// The firm; nil where its settings did not say.
  public let siren: String?
  /// The day it was closed; nil for an open account, and for one whose file does not say.
  public let closedOn: CalendarDate?
  /// The seal, in hexadecimal; nil for an open account.
  public let seal: String?

  private static let limit = 16_000_000
  private static let open = "sillage.books/1"

  /// Reads an account.
  ///
  /// - Parameters:
  ///   - path: a sealed file (`2023.json`), or an open account (`sillage account --json`).
  ///   - activity: the activity's id; may be nil where the file has one account.
  /// - Throws: a refusal when the file is neither, has no such account, or one whose factor is of margin or cost.
  public init(path: String, activity: String?) throws(Refusal) {
    let file = InputFile(path: path)
    do throws(Refusal) {
      try self.init(bytes: file.bytes(limit: InvoiceAccount.limit), activity: activity)
    } catch { throw error.inFile(file.name) }
  }

  /// Reads an account from the bytes of its file.
  public init(bytes: [UInt8], activity: String?) throws(Refusal) {
    let found = try InvoiceAccount.choose(InvoiceAccount.accounts(bytes), activity)
    try self.init(found.account, seal: found.seal)
  }

  /// Reads an account as it was sealed, or as an open one is kept.
  ///
  /// - Parameter seal: the SHA-256 that seals it; nil for an open one.
  init(_ account: JSONValue, seal: String?) throws(Refusal) {
    guard let id = account["activity"]?["id"]?.text,
      let kind = account["activity"]?["kind"]?.text,
      let start = account["fiscal_year"]?["start"]?.text.flatMap({ CalendarDate($0) }),
      let end = account["fiscal_year"]?["end"]?.text.flatMap({ CalendarDate($0) }),
      let year = FiscalYear(start: start, end: end),
      let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }),
      let unit = account["factor_unit"]?.text
    else { throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampAccount)) }
    guard kind == Activity.Kind.production.rawValue else {
      throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampFactor))
    }
    self.activity = id
    self.year = year
    self.factor = factor
    self.unit = Quantities.Unit(unit)
    siren = account["siren"]?.text
    self.seal = seal
    closedOn = account["closed_on"]?.text.flatMap { CalendarDate($0) }
  }

  private static func accounts(_ bytes: [UInt8]) throws(Refusal) -> [(account: JSONValue, seal: String?)] {
    guard let document = try? JSONValue(parsing: bytes) else {
      throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampAccount))
    }
    if document["format"]?.text == open {
      return (document["accounts"]?.elements ?? []).map { ($0, nil) }
    }
    return try SealedAccounts(parsing: bytes).accounts.map { ($0.account, $0.seal.sha256) }
  }

  private static func choose(
    _ accounts: [(account: JSONValue, seal: String?)], _ activity: String?
  ) throws(Refusal) -> (account: JSONValue, seal: String?) {
    let ids = accounts.compactMap { $0.account["activity"]?["id"]?.text }
    let known: MessageValue = .text(ids.joined(separator: ", "))
    guard let activity else {
      guard let only = accounts.first else { throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampAccount)) }
      guard accounts.count == 1 else {
        throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampActivity, ["activities": known]))
      }
      return only
    }
    guard let found = accounts.first(where: { $0.account["activity"]?["id"]?.text == activity }) else {
      throw Refusal(
        Diagnostic(
          .error, InvoiceFileRefusal.stampActivityUnknown, ["activity": .text(activity), "activities": known]))
    }
    return found
  }
}

extension InvoiceAccount {
  /// Whether it is closed.
  public var isClosed: Bool { seal != nil }

  /// Refuses an invoice that the account's factor is not for: not in force on its day yet, or sold by somebody else.
  ///
  /// A closed account's factor is in force from the day it was closed, an open one's estimate from the first day of its year.
  public func check(_ invoice: Invoice) throws(Refusal) {
    let date: MessageValue = .date(invoice.issueDate)
    if isClosed, let closedOn, invoice.issueDate < closedOn {
      throw Refusal(
        Diagnostic(
          .error, InvoiceFileRefusal.stampTooEarly,
          ["date": date, "year": .text(year.label), "closed": .date(closedOn)], field: "BT-2"))
    }
    if !isClosed, invoice.issueDate < year.start {
      throw Refusal(
        Diagnostic(
          .error, InvoiceFileRefusal.stampBeforeYear, ["date": date, "year": .text(year.label)], field: "BT-2"))
    }
    guard let siren else { return }
    guard let seller = invoice.seller.siren else {
      throw Refusal(
        Diagnostic(
          .error, InvoiceFileRefusal.stampSellerUnsaid,
          ["seller": .text(String(invoice.seller.name.prefix(80))), "firm": .text(siren)], field: "BT-30"))
    }
    guard seller != siren else { return }
    throw Refusal(
      Diagnostic(
        .error, InvoiceFileRefusal.stampSeller, ["seller": .text(seller), "firm": .text(siren)], field: "BT-30"))
  }

  /// What is stamped with this account.
  ///
  /// - Parameters:
  ///   - link: where it can be checked; nil where it is not published.
  ///   - charges: words of items that sell no unit of the account.
  public func stamp(link: String?, charges: [String] = []) throws(Refusal) -> InvoiceStamp {
    try InvoiceStamp(
      factor: factor, per: unit, charges: charges, account: activity, year: year.label, isClosed: isClosed, link: link,
      seal: seal)
  }
}
