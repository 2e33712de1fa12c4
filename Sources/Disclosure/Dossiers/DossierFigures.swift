// The arithmetic of sealed accounts, done again.

import CarbonAccounting
import Quantities

/// Compares figures under seal with what they follow from.
enum DossierFigures {
  /// A difference between a sealed figure and the one computed again; nothing when they are equal.
  static func compare(
    _ sealed: Int128, _ computed: Int128, _ figure: Message, _ account: DossierAccount
  ) -> [Diagnostic] {
    guard sealed != computed else { return [] }
    // In grams as they stand: a difference of one gram is one.
    return [
      Diagnostic(
        .error, DisclosureMessage.figureDiffers,
        [
          "activity": .text(account.activity), "year": .text(account.year.label), "figure": .message(figure),
          "sealed": .text(String(sealed)), "computed": .text(String(computed)),
        ])
    ]
  }

  /// P = inputs + B(n-1); S + lapsed = what the factors in force carried; B = P − S − lapsed; parts add up to inputs.
  static func balance(_ account: DossierAccount) -> [Diagnostic] {
    func compare(_ sealed: Int128, _ computed: Int128, _ figure: some MessageKey) -> [Diagnostic] {
      DossierFigures.compare(sealed, computed, Message(figure), account)
    }
    return compare(account.production, account.inputs + (account.opening ?? 0), CarbonMessage.figureProduction)
      + compare(account.sales + account.lapsed, account.salesParts.sum(), DisclosureMessage.figureSalesParts)
      + compare(account.balance, account.production - account.sales - account.lapsed, CarbonMessage.figureBalance)
      + compare(account.inputs, account.categories.map(\.grams).sum(), DisclosureMessage.figureCategories)
      + compare(account.inputs, account.evidence.values.sum(), DisclosureMessage.figureEvidence)
  }

  /// F = P / R, or per unit sold where the account is kept in one.
  static func factors(_ year: DossierYear, outputs: [DossierManifest.Output]) -> [Diagnostic] {
    year.accounts.flatMap { account -> [Diagnostic] in
      let values: [String: MessageValue] = [
        "activity": .text(account.activity), "year": .text(account.year.label), "unit": .text(account.factorUnit),
        "sealed": .text(account.closingFactor),
      ]
      var base: Rational? = account.factorUnit == Unit.euro.symbol ? account.revenue.euros : nil
      if base == nil {
        base = outputs.first { $0.activity == account.activity && $0.unit == account.factorUnit }
          .flatMap { Rational(decimal: $0.quantity) }
      }
      guard let base else {
        return [Diagnostic(.warning, DisclosureMessage.factorUnchecked, values, file: year.name)]
      }
      let grams = Int64(exactly: account.production).map { CarbonMass(grams: $0) }
      let computed = grams.flatMap { try? CarbonIntensity(of: $0, per: base) }
      guard computed?.gramsText != account.closingFactor else { return [] }
      return [
        Diagnostic(
          .error, DisclosureMessage.factorDiffers,
          values.merging(["computed": .text(computed?.gramsText ?? "–")]) { first, _ in first }, file: year.name)
      ]
    }
  }
}
