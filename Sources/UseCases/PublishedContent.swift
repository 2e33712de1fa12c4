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
  /// The year it closed.
  public let period: FiscalYear
  /// F(n), per euro excluding VAT.
  public let factor: CarbonIntensity

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
    return found.seals.compactMap { seal in
      let account = seal.sealed.account
      guard account["factor_unit"]?.text == "EUR", account["activity"]?["kind"]?.text != Activity.Kind.resale.rawValue,
        let id = account["activity"]?["id"]?.text,
        let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) })
      else { return nil }
      return PublishedContent(
        code: code, activity: id, name: found.account.name, period: found.account.period, factor: factor)
    }
  }

  /// Years looked at.
  private static let limit = 5
}
