/// Splitting a whole number of cents or grams so that the parts add up to it exactly.
public enum Apportionment {
  /// Splits `total` in proportion to `weights` by the largest remainder; ties go to the earlier part.
  ///
  /// - Parameters:
  ///   - total: cents or grams, of either sign.
  ///   - weights: not negative, not all zero.
  /// - Returns: as many parts as weights, whose sum is `total`.
  public static func split(_ total: Int64, by weights: [Int64]) throws(QuantityError) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { throw .divisionByZero }
    let sign: Int128 = total < 0 ? -1 : 1
    let magnitude = Int128(total.magnitude)
    var parts: [Int128] = []
    var remainders: [(index: Int, remainder: Int128)] = []
    for (index, weight) in weights.enumerated() {
      guard weight >= 0 else { throw .overflow }
      let (share, remainder) = (magnitude * Int128(weight)).quotientAndRemainder(dividingBy: sum)
      parts.append(share)
      remainders.append((index, remainder))
    }
    let missing = Int(magnitude - parts.reduce(0, +))
    remainders.sort { ($0.remainder, $1.index) > ($1.remainder, $0.index) }
    for position in remainders.prefix(missing) { parts[position.index] += 1 }
    return parts.map { Int64(sign * $0) }
  }
}
