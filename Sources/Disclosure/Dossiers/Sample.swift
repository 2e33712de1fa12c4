// Which entries a verifier looks at: a monetary-unit sample over grams, which anybody can draw again.

import CarbonAccounting
import Quantities

/// A systematic monetary-unit sample of carbon entries: every gram has the same chance, so large entries are likelier.
///
/// How it is drawn, so that it can be drawn again by hand or by another program:
///
/// 1. The population is every entry whose carbon is not nil, by magnitude |g|, in the order of files
///    (`EntryRecord.ordered`). An entry of nil carbon cannot be drawn; nor can one that is missing.
/// 2. With n items to take from T grams, every entry of |g| ≥ T / n is taken for certain. T and n lose it, and the rest is
///    looked at again, until no entry is that large.
/// 3. The n left are drawn from the T grams left: grams are numbered from 0 in order; u is drawn evenly from 0 ..< T; for
///    k = 0 ..< n, the entry that holds gram ⌊(u + k·T) / n⌋ is drawn. No entry left is as long as the step, so each is drawn once
///    at most.
/// 4. u comes from SplitMix64 (`SeededGenerator`) started at the seed: 64-bit numbers are taken until one is below the
///    largest multiple of T that 64 bits hold; u is its remainder by T.
public struct MonetaryUnitSample: Sendable, Hashable {
  /// The seed it was drawn with: said before the entries are known, it proves that nobody chose them.
  public let seed: UInt64
  /// Entries of carbon other than nil.
  public let populationCount: Int
  /// Σ|g| of the population.
  public let population: CarbonMass
  /// Entries so large that they are always looked at, in the order of files.
  public let certain: [EntryRecord]
  /// Entries drawn among the others, in the order of files.
  public let drawn: [EntryRecord]
  /// The grams that each drawn entry stands for: what is left of the population over the number drawn; zero when every
  /// entry is looked at for certain.
  public let interval: Rational

  /// Everything to look at, in the order of files.
  public var entries: [EntryRecord] { EntryRecord.ordered(certain + drawn) }

  /// How many entries may be asked for.
  public static let limit = 10_000

  /// Draws a sample.
  ///
  /// - Parameters:
  ///   - entries: the entries of an account, in any order.
  ///   - size: how many to look at, 1 to `limit`; all of them when there are no more.
  /// - Throws: a refusal when no entry carries carbon, or the size is out of range.
  public init(of entries: [EntryRecord], size: Int, seed: UInt64) throws(Refusal) {
    guard (1...MonetaryUnitSample.limit).contains(size) else {
      throw Refusal(Diagnostic(.error, DisclosureMessage.sampleSize, ["limit": .integer(MonetaryUnitSample.limit)]))
    }
    let items = EntryRecord.ordered(entries.filter { $0.carbon != .zero })
    let total = MonetaryUnitSample.grams(items)
    guard total > 0, let population = Int64(exactly: total) else {
      throw Refusal(Diagnostic(.error, DisclosureMessage.sampleEmpty))
    }
    let (certain, rest) = MonetaryUnitSample.split(items, size)
    self.seed = seed
    populationCount = items.count
    self.population = CarbonMass(grams: population)
    self.certain = certain
    let left = size - certain.count
    let grams = MonetaryUnitSample.grams(rest)
    var generator = SeededGenerator(seed: seed)
    drawn = MonetaryUnitSample.systematic(rest, left, grams, &generator)
    interval = grams > 0 ? (try? Rational(grams, over: Int128(left))) ?? .zero : .zero
  }

  private static func grams(_ items: [EntryRecord]) -> Int128 {
    items.reduce(0) { $0 + Int128($1.carbon.grams.magnitude) }
  }

  /// Step 2: what is taken for certain, and the rest.
  private static func split(_ items: [EntryRecord], _ size: Int) -> (certain: [EntryRecord], rest: [EntryRecord]) {
    var certain: [EntryRecord] = []
    var rest = items
    while !rest.isEmpty {
      let (left, total) = (Int128(size - certain.count), grams(rest))
      let large = rest.filter { Int128($0.carbon.grams.magnitude) * left >= total }
      if large.isEmpty { break }
      certain += large
      rest.removeAll { Int128($0.carbon.grams.magnitude) * left >= total }
    }
    return (EntryRecord.ordered(certain), rest)
  }

  /// Step 3.
  private static func systematic(
    _ items: [EntryRecord], _ count: Int, _ total: Int128, _ generator: inout SeededGenerator
  ) -> [EntryRecord] {
    guard count > 0, total > 0 else { return [] }
    let start = Int128(even(below: UInt64(total), &generator))
    var drawn: [EntryRecord] = []
    var (end, draw) = (Int128(0), Int128(0))
    for item in items {
      end += Int128(item.carbon.grams.magnitude)
      guard draw < Int128(count), (start + draw * total) / Int128(count) < end else { continue }
      drawn.append(item)
      draw += 1
    }
    return drawn
  }

  /// Step 4. Not the standard library's `random(in:using:)`, whose way may change between versions.
  private static func even(below bound: UInt64, _ generator: inout SeededGenerator) -> UInt64 {
    let multiple = UInt64.max - UInt64.max % bound
    while true {
      let number = generator.next()
      if number < multiple { return number % bound }
    }
  }
}
