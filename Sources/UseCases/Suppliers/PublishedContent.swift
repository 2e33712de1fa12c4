// A supplier's sealed account, published here: the content it gives to whoever buys from them.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

/// A factor that a firm of this instance shows for a year.
public struct PublishedContent: Sendable, Hashable {
  /// What leads to the account.
  public let code: String
  /// Which activity of the firm.
  public let activity: String
  /// The firm's name.
  public let name: String
  /// The firm's SIREN, where it is known.
  public let siren: String?
  /// The year it closed.
  public let period: FiscalYear
  /// Which closing of it.
  public let version: Int
  /// F(n), per euro excluding VAT.
  public let factor: CarbonIntensity
  /// The day it was closed: its invoices carry it from then on.
  public let closedOn: CalendarDate

  /// How `SupplierContent.published` names it.
  public var reference: String { "\(code)/\(activity)" }

  /// The factors of a SIREN, the latest year first: those in force, kept per euro of sales. A factor per unit or per euro of
  /// margin does not multiply an invoice's amount.
  public static func all(of siren: String, _ store: Store) throws(Refusal) -> [PublishedContent] {
    var contents: [PublishedContent] = []
    for account in try store.publications.find(siren: siren).prefix(limit) where account.standing == .inForce {
      contents += try find(account.code, store)
    }
    return contents
  }

  /// The factors that a code leads to; none when it leads nowhere, or the account is not in force.
  public static func find(_ code: String, _ store: Store) throws(Refusal) -> [PublishedContent] {
    guard let found = try store.publications.find(code: code), found.account.standing == .inForce else { return [] }
    return contents(of: found)
  }

  /// The factor that a reference names, whatever became of it since; nil when nothing is shown there any more.
  public static func named(
    _ reference: String, _ store: Store
  ) throws(Refusal) -> (content: PublishedContent, standing: PublishedAccount.Standing)? {
    let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let found = try store.publications.find(code: parts[0]),
      let content = contents(of: found).first(where: { $0.activity == parts[1] })
    else { return nil }
    return (content, found.account.standing)
  }

  static func contents(of found: (account: PublishedAccount, seals: [StoredSeal])) -> [PublishedContent] {
    found.seals.compactMap { seal in
      let account = seal.sealed.account
      guard account["factor_unit"]?.text == "EUR", account["activity"]?["kind"]?.text != Activity.Kind.resale.rawValue,
        let id = account["activity"]?["id"]?.text,
        let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }),
        let closedOn = account["closed_on"]?.text.flatMap({ CalendarDate($0) })
      else { return nil }
      return PublishedContent(
        code: found.account.code, activity: id, name: found.account.name, siren: found.account.siren,
        period: found.account.period, version: found.account.version, factor: factor, closedOn: closedOn)
    }
  }

  /// Accounts looked at: some years, some of them closed more than once.
  static let limit = 12
}
