// What the carbon account of a year says to who puts a price on it.

import CarbonAccounting
import CarbonPricing
import Quantities
import ReferenceData
import UseCases

/// A year's emissions by scope, with what the account leaves out or only estimates.
struct YearCarbon {
  /// By scope.
  let emissions: ScopeEmissions
  /// What to know about them.
  let cautions: [Diagnostic]

  /// Of books just kept.
  init(_ books: CarbonBooks) throws(Refusal) {
    let entries = books.accounts.flatMap(\.entries)
    emissions = try ScopeEmissions(books)
    cautions = YearCarbon.cautions(
      books.year.label,
      leftOut: books.accounts.map(\.passedThrough).total() + books.accounts.map(\.lapsed).total(),
      unsplit: emissions.unsplit, provisional: entries.filter(\.isProvisional).map(\.carbon).total(),
      all: entries.map(\.carbon).total())
  }

  /// Of books as they were posted, which for a closed year are those that were sealed.
  ///
  /// - Parameters:
  ///   - year: the year's label.
  ///   - factors: those the books were kept with.
  init(
    _ books: StoredBooks, _ entries: [EntryRecord], of year: String, factors: FactorCatalogue
  ) throws(Refusal) {
    emissions = try ScopeEmissions(entries) { factors.factor($0, vintage: $1) }
    cautions = YearCarbon.cautions(
      year, leftOut: books.accounts.map(\.passedThrough).total() + books.accounts.map(\.lapsed).total(),
      unsplit: emissions.unsplit, provisional: entries.filter(\.isProvisional).map(\.carbon).total(),
      all: entries.map(\.carbon).total())
  }

  private static func cautions(
    _ year: String, leftOut: CarbonMass, unsplit: CarbonMass, provisional: CarbonMass, all: CarbonMass
  ) -> [Diagnostic] {
    var cautions = [Diagnostic(.note, PricingCaution.scope3Upstream)]
    if leftOut > .zero {
      cautions.append(Diagnostic(.note, PricingCaution.resaleLeftOut, ["carbon": .carbon(leftOut)]))
    }
    if unsplit > .zero {
      cautions.append(
        Diagnostic(.note, PricingCaution.scopesUnsplit, ["year": .text(year), "carbon": .carbon(unsplit)]))
    }
    if provisional > .zero, all > .zero, let share = try? provisional.rational.divided(by: all.rational) {
      cautions.append(
        Diagnostic(
          .warning, PricingCaution.accountProvisional,
          ["year": .text(year), "carbon": .carbon(provisional), "share": .share(share)]))
    }
    return cautions
  }
}
