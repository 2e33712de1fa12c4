// What a euro of a later year is worth today, by a convention that is a choice and is shown.

/// A discount rate and when in its year a flow is counted.
///
/// Time 0 is the first day of the project. Investments of the i-th year are counted at its start (t = i - 1). The flows
/// of the k-th year of operation are counted at its start or its end, after the years of works:
/// `t = lag + k - 1` or `t = lag + k`.
public struct Discounting: Sendable, Hashable {
  /// When in its year a flow is counted.
  public enum Timing: String, Sendable, CaseIterable {
    /// At the start: the first year of operation is not discounted (t = 0…n-1).
    case start
    /// At the end (t = 1…n).
    case end
  }

  /// The yearly rate: 0.08 for 8 %.
  public var rate: Double
  /// When in its year a flow is counted.
  public var timing: Timing
  /// Years of works before the first year of operation.
  public var lag: Int

  /// A convention.
  public init(rate: Double, timing: Timing, lag: Int = 0) {
    self.rate = rate
    self.timing = timing
    self.lag = lag
  }

  /// The time of the k-th year of operation, k from 1.
  public func time(ofYear year: Int) -> Int { lag + year - (timing == .start ? 1 : 0) }

  /// The calendar year a time falls in, for prices that change by year.
  ///
  /// With flows at the end of years, time t closes the t-th year.
  public func calendarYear(of time: Int, from firstYear: Int) -> Int {
    firstYear + (timing == .start ? time : max(time - 1, 0))
  }

  /// What one euro at time `t` is worth at time 0.
  public func factor(_ time: Int) -> Double {
    var factor = 1.0
    for _ in 0..<time { factor /= 1 + rate }
    return factor
  }

  /// What one euro in each of the first `years` years of operation is worth at time 0.
  public func annuity(years: Int) -> Double {
    guard years > 0 else { return 0 }
    return (1...years).reduce(0) { $0 + factor(time(ofYear: $1)) }
  }
}
