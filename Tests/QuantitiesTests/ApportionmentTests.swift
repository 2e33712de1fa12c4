import Quantities
import Testing

@Suite("Apportionment")
struct ApportionmentTests {
  @Test("The parts add up to the whole, and each is within one of its share", arguments: 0..<300)
  func conserves(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let total = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
    let weights = (0..<Int.random(in: 1...9, using: &random)).map { _ in Int64.random(in: 0...10_000, using: &random) }
    guard weights.contains(where: { $0 > 0 }) else { return }
    let parts = try Apportionment.split(total, by: weights)
    #expect(parts.reduce(0, +) == total)
    let sum = Double(weights.reduce(0, +))
    for (part, weight) in zip(parts, weights) {
      #expect(abs(Double(part) - Double(total) * Double(weight) / sum) < 1)
      if weight == 0 { #expect(part == 0) }
    }
  }

  @Test("Ties go to the earlier part")
  func ties() throws {
    #expect(try Apportionment.split(100, by: [1, 1, 1]) == [34, 33, 33])
    #expect(try Apportionment.split(-100, by: [1, 1, 1]) == [-34, -33, -33])
  }

  @Test("Weights that are all nil cannot share anything")
  func nothing() { #expect(throws: QuantityError.divisionByZero) { try Apportionment.split(1, by: [0, 0]) } }
}
