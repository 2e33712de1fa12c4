import CarbonPricing
import Quantities
import WrittenFiles

/// A carbon price named on the command line, which comes before the one of a file.
public struct PriceChoice: Sendable {
  /// Euros per tonne of CO2e, as typed.
  public var price: String?
  /// The id of a published trajectory.
  public var follows: String?
  /// The year whose euros the trajectory is brought to.
  public var eurosOf: Int?
  /// The year of the trajectory whose price stands for every year.
  public var priceOf: Int?
  /// The file of the firm's policy.
  public var policy: String?
  /// Which of the policy's prices.
  public var use: PriceUse

  /// A choice; nil all over leaves what the file says.
  public init(
    price: String? = nil, follows: String? = nil, eurosOf: Int? = nil, priceOf: Int? = nil, policy: String? = nil,
    use: PriceUse = .all
  ) {
    self.price = price
    self.follows = follows
    self.eurosOf = eurosOf
    self.priceOf = priceOf
    self.policy = policy
    self.use = use
  }

  /// The price chosen; nil where none was.
  ///
  /// - Throws: `price-file.not-a-price`, `pricing.trajectory-unknown`, `pricing.currency-unconverted`,
  ///   `pricing.use-without-price`, and what a policy file is refused for.
  public func schedule(_ library: PriceLibrary) throws(Refusal) -> PriceSchedule? {
    if let price {
      do throws(WrittenValue.Fault) { return PriceSchedule(flat: try WrittenValue.carbonPrice(price)) } catch {
        throw Refusal(
          Diagnostic(.error, PriceFileRefusal.notPrice, ["value": .text(price)], field: "--price"))
      }
    }
    if let policy { return try PolicyFile(path: policy, library).policy.schedule(for: use) }
    guard let follows else { return nil }
    return try PriceSchedule(
      following: library.trajectory(follows), eurosOf: eurosOf, heldAt: priceOf, conversion: library.conversion)
  }
}
