// Loops of firms that buy from each other more than they sell: no content holds for them.

/// Finds the groups of firms whose purchases from each other grow without end: spectral radius of the group at least 1
/// (Perron and Frobenius; for input-output tables, Hawkins and Simon).
enum LoopCheck {
  /// Nearer to 1 than this, a group is taken for one that has no content.
  fileprivate static let margin = 1e-13
  /// Links looked at before what is undecided is left to the solver, whose residual then tells.
  private static let mostLooks = 4_000_000_000

  /// The places of the firms in such groups.
  static func places(_ rows: SparseRows, isInside: [Bool], _ crew: Crew) -> [Int] {
    guard !isSafe(rows, isInside: isInside, crew) else { return [] }
    var groups = LoopGroups(rows, Components.of(rows).component)
    return groups.overspent(budget: mostLooks)
  }

  /// Whether what is bought for one euro of sales falls below one euro for every firm, after a few steps up the chain:
  /// then no loop can grow. Most networks show it at the first step.
  private static func isSafe(_ rows: SparseRows, isInside: [Bool], _ crew: Crew) -> Bool {
    let chunks = rows.chunks(minimum: Sweeps.chunkLinks, most: Sweeps.mostChunks)
    var values = isInside.map { $0 ? 1.0 : 0 }
    var next = values
    var largest = [Double](repeating: 0, count: chunks.count)
    return rows.withPointers { rows in
      for _ in 0..<8 {
        next.withUnsafeMutableBufferPointer { next in
          values.withUnsafeBufferPointer { values in
            largest.withUnsafeMutableBufferPointer { largest in
              guard let base = values.baseAddress else { return }
              crew.share(chunks.count) { number in
                largest[number] = 0
                for row in chunks[number] {
                  next[row] = rows.product(row, base)
                  largest[number] = max(largest[number], next[row])
                }
              }
            }
          }
        }
        swap(&values, &next)
        if largest.allSatisfy({ $0 < 1 - 1e-9 }) { return true }
      }
      return false
    }
  }
}

/// Bounds of each group's radius, drawn closer until each is known to be below or above 1 (Collatz and Wielandt).
private struct LoopGroups {
  private let rows: SparseRows
  private let component: [UInt32]
  /// The rows of each group that is not decided yet.
  private var groups: [[Int]]
  private var values: [Double]

  init(_ rows: SparseRows, _ component: [UInt32]) {
    self.rows = rows
    self.component = component
    values = Array(repeating: 1, count: rows.count)
    var sizes: [UInt32: Int] = [:]
    for number in component { sizes[number, default: 0] += 1 }
    var members: [UInt32: [Int]] = [:]
    for (row, number) in component.enumerated() where sizes[number, default: 0] > 1 {
      members[number, default: []].append(row)
    }
    groups = members.sorted { $0.key < $1.key }.map(\.value)
  }

  mutating func overspent(budget: Int) -> [Int] {
    var found: [Int] = []
    var looks = 0
    while !groups.isEmpty, looks < budget {
      var undecided: [[Int]] = []
      for group in groups {
        let (least, most) = step(group)
        looks += group.reduce(1) { $0 + rows.range($1).count }
        if least > 1 - LoopCheck.margin {
          found += group
        } else if most >= 1 - LoopCheck.margin {
          undecided.append(group)
        }
      }
      groups = undecided
    }
    return found.sorted()
  }

  /// Replaces a group's values by the mean of themselves and what they buy; the least and the largest growth.
  private mutating func step(_ group: [Int]) -> (Double, Double) {
    var (least, most, largest) = (Double.infinity, 0.0, 0.0)
    let next = group.map { row in
      rows.range(row).reduce(values[row]) { sum, at in
        let column = Int(rows.columns[at])
        return component[column] == component[row] ? sum + rows.weights[at] * values[column] : sum
      } / 2
    }
    for (position, row) in group.enumerated() {
      least = min(least, next[position] / values[row])
      most = max(most, next[position] / values[row])
      largest = max(largest, next[position])
    }
    for (position, row) in group.enumerated() { values[row] = next[position] / largest }
    return (least, most)
  }
}
