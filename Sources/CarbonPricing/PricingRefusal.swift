import Quantities

/// Why a calculation is refused. The texts stand in Wording/Data/pricing.yaml.
public enum PricingRefusal: String, MessageKey {
  /// A trajectory that the data files do not have. Values: `trajectory`, `known`.
  case trajectoryUnknown = "pricing.trajectory-unknown"
  /// A year a trajectory says nothing of. Values: `trajectory`, `year`, `first`,
  /// `last`, `nearest`.
  case yearWithoutPrice = "pricing.year-without-price"
  /// A price in another currency that was not asked to be converted. Values: `trajectory`, `currency`.
  case currencyUnconverted = "pricing.currency-unconverted"
  /// No exchange rate for a currency and year. Values: `currency`, `year`.
  case exchangeMissing = "pricing.exchange-missing"
  /// No price given where one is needed. No values.
  case priceMissing = "pricing.price-missing"
  /// A use that the firm's policy sets no price for. Values: `use`.
  case useWithoutPrice = "pricing.use-without-price"
  /// A project the fund cannot pay. Values: `project`, `year`, `amount`, `balance`.
  case fundOverdrawn = "pricing.fund-overdrawn"
  /// A fund whose policy is no fee. No values.
  case fundWithoutFee = "pricing.fund-without-fee"
  /// Fewer than two variants. No values.
  case nothingToCompare = "pricing.nothing-to-compare"
  /// More than the limit. Values: `what`, `limit`.
  case tooMany = "pricing.too-many"
  /// More years, works included, than are worked out. Values: `years`, `limit`.
  case tooLong = "pricing.too-long"
  /// Two variants of one name. Values: `name`.
  case nameTwice = "pricing.name-twice"
  /// A list by year that is not as long as the project. Values: `label`, `years`, `found`.
  case wrongLength = "pricing.wrong-length"
  /// An action that avoids nothing. Values: `action`.
  case nothingAvoided = "pricing.nothing-avoided"
  /// A result that does not fit. No values.
  case tooLarge = "pricing.too-large"
  /// A year with no indicator to restate. Values: `year`.
  case indicatorMissing = "pricing.indicator-missing"
  /// Years of several firms in one margin. Values: `firms`.
  case severalFirms = "pricing.several-firms"
  /// A year without emissions. Values: `year`.
  case emissionsMissing = "pricing.emissions-missing"
}

/// What contradicts itself or needs care in a calculation that was made all the same: warnings and notes, by their texts
/// in Wording/Data/pricing.yaml.
public enum PricingCaution: String, MessageKey {
  /// Stated emissions against the fuel that is said to be burnt. Values: `variant`, `stated`,
  /// `computed`, `ratio`, `year`.
  case emissionsContradicted = "pricing.emissions-contradicted"
  /// Fuel that is burnt and no emissions stated. Values: `variant`, `computed`, `year`.
  case emissionsUnstated = "pricing.emissions-unstated"
  /// Several rates of return. Values: `what`, `count`, `low`, `high`.
  case rateNotUnique = "pricing.rate-not-unique"
  /// An asset that outlives the calculation. Values: `variant`, `life`, `years`.
  case horizonShort = "pricing.horizon-short"
  /// A calculation that outlives the asset. Values: `variant`, `life`, `years`.
  case horizonLong = "pricing.horizon-long"
  /// No emissions avoided, so no implicit price. Values: `variant`.
  case nothingSaved = "pricing.nothing-saved"
  /// The low-carbon variant pays for itself without a carbon price. Values: `variant`.
  case paysAlone = "pricing.pays-alone"
  /// A bill larger than the indicator. Values: `indicator`, `perimeter`.
  case indicatorConsumed = "pricing.indicator-consumed"
  /// An indicator that is nil or a loss: shares mean nothing. Values: `indicator`.
  case indicatorNotPositive = "pricing.indicator-not-positive"
  /// Scope 3 as the account holds it: upstream only. No values.
  case scope3Upstream = "pricing.scope3-upstream"
  /// Energy whose factor does not tell what is emitted upstream: whole in scope 1 or 2. Values: `year`, `carbon`.
  case scopesUnsplit = "pricing.scopes-unsplit"
  /// Contents passed through with resold goods, not in the account. Values: `carbon`.
  case resaleLeftOut = "pricing.resale-left-out"
  /// Figures of the account that are still estimates. Values: `year`, `carbon`, `share`.
  case accountProvisional = "pricing.account-provisional"
  /// Years restated at different prices: the change is not all the firm's. No values.
  case pricesDiffer = "pricing.prices-differ"
  /// Years left out of a comparison because there is no price index or exchange rate. Values: `trajectory`, `first`, `last`.
  case yearsUnconverted = "pricing.years-unconverted"
}
