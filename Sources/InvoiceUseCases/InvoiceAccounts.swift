// The accounts of a firm of a store that its invoices may carry, and which of them an invoice does.

import CanonicalJSON
import CarbonAccounting
import Invoicing
import Quantities
import Storage
import UseCases
import Wording

/// The accounts whose factor a firm's invoices may carry: production accounts, kept per euro of sales or per unit sold.
public struct InvoiceAccounts: Sendable {
  /// One of them.
  public struct Choice: Sendable {
    /// The account.
    public let account: InvoiceAccount
    /// What the activity is called.
    public let name: String
    /// The code under which the closing is shown to anybody; nil where it is not.
    public let code: String?
  }

  /// Which account is wanted.
  public struct Wanted: Sendable, Hashable {
    /// The fiscal year; nil for the last account closed by the invoice's day.
    public var year: String?
    /// The activity; nil where the firm has one.
    public var activity: String?

    /// What is wanted.
    public init(year: String? = nil, activity: String? = nil) {
      self.year = year
      self.activity = activity
    }
  }

  /// Closed ones first, the newest of each kind first.
  public let choices: [Choice]

  /// Years looked at: whoever invoices today carries none that is older.
  private static let most = 12

  /// Those of a firm.
  public init(_ firm: OrganisationStore) throws(Refusal) {
    var closed: [Choice] = []
    var open: [Choice] = []
    for year in try firm.years().suffix(InvoiceAccounts.most).reversed() {
      let kept = try firm.account(of: year.id).flatMap { try? JSONValue(parsing: Array($0.document.utf8)) }
      let accounts = kept?["accounts"]?.elements ?? []
      let names = Dictionary(accounts.map { (InvoiceAccounts.id(of: $0), $0["label"]?.text ?? "") }) { $1 }
      if year.isClosed {
        let code = try PublishYear.shown(year, of: firm)?.code
        for seal in try firm.seals(of: year.id, version: nil) {
          guard let account = try InvoiceAccounts.account(seal.sealed.account, seal: seal.sealed.seal.sha256) else {
            continue
          }
          closed.append(Choice(account: account, name: names[account.activity] ?? account.activity, code: code))
        }
      } else {
        for kept in accounts {
          guard let account = try InvoiceAccounts.account(kept, seal: nil) else { continue }
          open.append(Choice(account: account, name: names[account.activity] ?? account.activity, code: nil))
        }
      }
    }
    choices = closed + open
  }

  private static func id(of account: JSONValue) -> String { account["activity"]?["id"]?.text ?? "" }

  /// An account; nil for one whose factor multiplies no price.
  private static func account(_ account: JSONValue, seal: String?) throws(Refusal) -> InvoiceAccount? {
    do throws(Refusal) { return try InvoiceAccount(account, seal: seal) } catch {
      guard error.diagnostics.contains(where: { $0.message.key == InvoiceFileRefusal.stampFactor.rawValue }) else {
        throw error
      }
      return nil
    }
  }

  /// The account an invoice carries: the one that is wanted, else the last that was closed by its day.
  ///
  /// - Throws: `invoice.stamp-activity` where it is not said which of several, `invoice.stamp-too-early`,
  ///   `invoice.stamp-no-account`.
  public func choice(for invoice: Invoice, _ wanted: Wanted) throws(Refusal) -> Choice {
    var found = choices
    if let activity = wanted.activity { found.removeAll { $0.account.activity != activity } }
    if let year = wanted.year {
      found.removeAll { $0.account.year.label != year }
    } else {
      found.removeAll { !$0.account.isClosed }
    }
    let activities = Set(found.map(\.account.activity)).sorted()
    guard activities.count <= 1 else {
      throw Refusal(
        Diagnostic(
          .error, InvoiceFileRefusal.stampActivity, ["activities": .text(activities.joined(separator: ", "))]))
    }
    let byAge = found.sorted { InvoiceAccounts.age($0) < InvoiceAccounts.age($1) }
    if wanted.year == nil, let inForce = byAge.last(where: { InvoiceAccounts.age($0).0 <= invoice.issueDate }) {
      return inForce
    }
    // One that is too young says so itself, and since when it holds.
    guard let oldest = byAge.first else { throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampNoAccount)) }
    return oldest
  }

  /// From when an account is in force, and what decides between two of a day.
  private static func age(_ choice: Choice) -> (CalendarDate, CalendarDate) {
    (choice.account.closedOn ?? choice.account.year.start, choice.account.year.end)
  }

  /// The invoice with the carbon of its account on it.
  ///
  /// - Parameters:
  ///   - link: where the closing of a code can be checked by anybody.
  ///   - now: the moment, which a PDF keeps.
  /// - Throws: why it is no invoice, has no place for carbon, or why no account is for it.
  public func stamp(
    _ bytes: [UInt8], _ wanted: Wanted, link: (String) -> String, catalogue: Catalogue, at now: Timestamp
  ) throws(Refusal) -> InvoiceStamp.Stamped {
    let choice = try choice(for: InvoiceReader().read(bytes), wanted)
    return try StampInvoices(choice.account, link: choice.code.map(link), catalogue: catalogue, at: now).run(bytes)
  }
}
