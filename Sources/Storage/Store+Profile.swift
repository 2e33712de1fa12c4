// What a firm is called and the SIREN it goes by, changed by the firm itself.

import Databases
import Quantities

extension Store {
  /// Changes what a firm is called, or the SIREN it goes by; nil leaves it as it is.
  ///
  /// Owners may; whoever keeps the account may too give a SIREN to a firm that has none, as its ledger names one.
  ///
  /// - Parameter firm: as whoever asks holds it.
  /// - Throws: `storage.forbidden`; `storage.siren-wrong`, `storage.name-wrong`; `storage.siren-kept` when another firm of
  ///   the instance goes by the SIREN.
  public func setProfile(
    of firm: OrganisationStore, name: String? = nil, siren: String? = nil, at now: Timestamp
  ) throws(Refusal) {
    let known = try firm.profile().siren
    let isFirstSIREN = name == nil && known == nil
    guard firm.may(.manage) || isFirstSIREN && firm.may(.keep) else {
      throw Refusal(.forbidden, ["role": .text(firm.role.rawValue)])
    }
    do throws(Refusal) {
      try InstanceStore(database: database, principal: firm.principal)
        .change(firm.id, name: name, siren: siren, at: now)
    } catch {
      // What the other firm is called is not for everybody who tries a number.
      throw error.says(.sirenTaken) ? Refusal(.sirenKept, ["siren": .text(siren ?? "")]) : error
    }
  }
}
