// What the pages of `sillage price` share: kinds of prices and warnings in the reader's language.

import CarbonPricing
import Quantities
import Wording

extension Speaker {
  /// The words of a use, a kind or a timing.
  func say(_ kind: PricePolicy.Kind) -> String {
    switch kind {
    case .shadow: say(PricingWord.kindShadow)
    case .fee: say(PricingWord.kindFee)
    case .supplierScoring: say(PricingWord.kindSupplierScoring)
    }
  }

  /// Warnings and notes at the end of a page; nothing where there are none.
  func cautions(_ found: [Diagnostic]) -> [String] {
    found.isEmpty
      ? [] : ["", say(PricingWord.warnings)] + found.map { "  " + withRemedy("– " + say($0.message), $0.message) }
  }
}
