// From year to year: each account continues the one before, and says so under seal.

import CarbonAccounting
import Quantities

/// Checks what a dossier says of itself against its accounts.
enum DossierClaims {
  static func check(_ manifest: DossierManifest, _ year: DossierYear) -> [Diagnostic] {
    var wrong: [String] = []
    if manifest.year != year.year { wrong.append("fiscal_year") }
    if year.accounts.contains(where: { $0.siren != manifest.siren }) { wrong.append("firm.siren") }
    if manifest.keyFingerprints != DossierManifest.fingerprints(of: year.sealed) { wrong.append("key_fingerprints") }
    if manifest.entries.map(\.activity) != year.accounts.map(\.activity) { wrong.append("entries") }
    return wrong.map {
      Diagnostic(.error, DisclosureMessage.claimDiffers, ["claim": .text($0)], file: DossierManifest.name, field: $0)
    }
  }
}

/// Checks the chain of seals and the signatures.
enum DossierChain {
  /// - Parameter years: oldest first, the dossier's own last.
  static func check(_ years: [DossierYear]) -> [Diagnostic] {
    var reasons: [Diagnostic] = []
    for (position, year) in years.enumerated() {
      let before = position > 0 ? years[position - 1] : nil
      if let before, !year.year.follows(before.year.end) {
        reasons.append(
          Diagnostic(
            .error, DisclosureMessage.chainYears,
            ["year": .text(year.year.label), "before": .text(before.year.label)], file: year.name))
      }
      for account in year.accounts {
        reasons += link(account, before?.accounts.first { $0.activity == account.activity }, before, in: year)
      }
      // A balance that no account takes over would be lost.
      for lost in before?.accounts ?? [] where !year.accounts.contains(where: { $0.activity == lost.activity }) {
        reasons.append(
          Diagnostic(
            .error, DisclosureMessage.chainActivity,
            ["activity": .text(lost.activity), "year": .text(year.year.label)], file: year.name))
      }
    }
    return reasons
  }

  private static func link(
    _ account: DossierAccount, _ previous: DossierAccount?, _ before: DossierYear?, in year: DossierYear
  ) -> [Diagnostic] {
    let values: [String: MessageValue] = ["activity": .text(account.activity), "year": .text(year.year.label)]
    let broken = Diagnostic(.error, DisclosureMessage.chainBroken, values, file: year.name)
    let isFirst = account.seal.previous.isEmpty
    guard let previous else {
      if isFirst { return account.opening == nil ? [] : [broken] }
      // With the year before at hand the account should be in it; without, the chain goes further back than the dossier.
      return before == nil ? [Diagnostic(.warning, DisclosureMessage.chainStarts, values, file: year.name)] : [broken]
    }
    let holds =
      account.seal.previous == previous.seal.sha256 && account.opening == previous.balance
      && account.previousFactor == previous.closingFactor && account.factorUnit == previous.factorUnit
      && (previous.siren == nil || account.siren == nil || account.siren == previous.siren)
    return holds ? [] : [broken]
  }

  /// Who signed. A signature that is there is right, or the seal would not hold; one that is missing leaves open who sealed.
  static func signatures(_ years: [DossierYear]) -> [Diagnostic] {
    years.flatMap { year in
      var reasons: [Diagnostic] = []
      if year.accounts.contains(where: { $0.seal.signature == nil }) {
        reasons.append(
          Diagnostic(.warning, DisclosureMessage.unsigned, ["year": .text(year.year.label)], file: year.name))
      }
      for fingerprint in DossierManifest.fingerprints(of: year.sealed) {
        reasons.append(
          Diagnostic(
            .note, DisclosureMessage.signedBy,
            ["year": .text(year.year.label), "fingerprint": .text(fingerprint)], file: year.name))
      }
      return reasons
    }
  }
}
