// Sweeps made faster: the best combination of what a few of them gave.

/// GMRES on (I - G) d = g, where G is a sweep without right side and g a sweep from nothing (Saad and Schultz 1986).
///
/// What slows sweeps down is one slow mode or a few, such as the carbon that goes round the whole economy; a
/// combination of some sweeps takes them out. In single precision, for a correction that the caller adds in double
/// precision.
final class KrylovCycle {
  var sweeps: Sweeps
  private let crew: Crew
  private let work: FloatVector
  private let sums: BlockSums
  /// Basis vectors as they came, and one over their lengths: to scale them would be another look at each.
  private var basis: [FloatVector] = []
  private var scales: [Double] = []
  private let count: Int
  static let most = 12

  init(_ sweeps: Sweeps, count: Int, _ crew: Crew) {
    self.sweeps = sweeps
    self.crew = crew
    self.count = count
    work = FloatVector(count: count)
    sums = BlockSums(blocks: work.blocks, columns: KrylovCycle.most + 1)
  }

  /// Writes into `correction` what makes the residual `right` smaller by `target`, or by as much as twelve sweeps can.
  ///
  /// - Returns: how many sweeps it took.
  func run(_ right: FloatVector, target: Double, into correction: FloatVector) -> Int {
    work.clear()
    scales = []
    sweeps.run(work, right: right, crew)
    let length = keep(without: [])
    guard length > 0, length.isFinite else {
      correction.clear()
      return 1
    }
    var least = LeastSquares(first: length)
    while least.count < KrylovCycle.most, least.residual > target * length {
      sweeps.run(work, right: nil, crew)
      let last = scales[least.count]
      let products = project()
      let rest = keep(without: zip(products, scales).map { $0 * $1 * $1 }) * last
      least.add(zip(products, scales).map { $0 * $1 * last }, rest)
      guard rest > 1e-6, rest.isFinite else { break }
    }
    combine(zip(least.solution(), scales).map { $0 * $1 }, into: correction)
    return 1 + least.count
  }

  /// Writes into `correction` what so many sweeps alone give.
  func sweep(_ times: Int, _ right: FloatVector, into correction: FloatVector) -> Int {
    correction.clear()
    for _ in 0..<times { sweeps.run(correction, right: right, crew) }
    return times
  }

  /// Makes `work` less these multiples of the basis vectors the next of them; returns its length.
  private func keep(without multiples: [Double]) -> Double {
    let number = scales.count
    if basis.count == number { basis.append(FloatVector(count: count)) }
    let (vector, work) = (basis[number].lanes, work.lanes)
    let length = sums.total(1, crew) { block, sums in
      let lanes = FloatVector.range(block)
      for (earlier, multiple) in multiples.enumerated() {
        let earlier = self.basis[earlier].lanes
        let multiple = Float(multiple)
        for lane in lanes { work[lane] -= earlier[lane] * multiple }
      }
      var sum = FloatVector.Lane.zero
      for lane in lanes {
        let value = work[lane]
        vector[lane] = value
        sum += value * value
      }
      sums[0] = Double(sum.sum())
    }[0].squareRoot()
    scales.append(length > 0 ? 1 / length : 0)
    return length
  }

  /// `work` becomes the last basis vector less itself, (I - G) v; its products with the basis vectors.
  private func project() -> [Double] {
    let (last, work) = (scales.count - 1, work.lanes)
    return sums.total(last + 1, crew) { block, sums in
      let lanes = FloatVector.range(block)
      let vector = self.basis[last].lanes
      for lane in lanes { work[lane] = vector[lane] - work[lane] }
      for number in 0...last {
        let vector = self.basis[number].lanes
        var sum = FloatVector.Lane.zero
        for lane in lanes { sum += vector[lane] * work[lane] }
        sums[number] = Double(sum.sum())
      }
    }
  }

  private func combine(_ factors: [Double], into correction: FloatVector) {
    forBlocks { lanes in
      for lane in lanes { correction.lanes[lane] = .zero }
      for (number, factor) in factors.enumerated() {
        let vector = self.basis[number].lanes
        let factor = Float(factor)
        for lane in lanes { correction.lanes[lane] += vector[lane] * factor }
      }
    }
  }

  private func forBlocks(_ body: (Range<Int>) -> Void) {
    FloatVector.share(work.blocks, crew) { body(FloatVector.range($0)) }
  }
}

/// The small least squares of GMRES, kept triangular by rotations.
private struct LeastSquares {
  private var columns: [[Double]] = []
  private var rotations: [(cosine: Double, sine: Double)] = []
  private var right: [Double]

  init(first: Double) { right = [first] }

  var count: Int { columns.count }
  /// What no combination of the columns reaches.
  var residual: Double { abs(right[count]) }

  mutating func add(_ along: [Double], _ rest: Double) {
    var column = along + [rest]
    for (row, turn) in rotations.enumerated() {
      let upper = turn.cosine * column[row] + turn.sine * column[row + 1]
      column[row + 1] = turn.cosine * column[row + 1] - turn.sine * column[row]
      column[row] = upper
    }
    let last = along.count - 1
    let length = (column[last] * column[last] + rest * rest).squareRoot()
    let turn = length > 0 ? (cosine: column[last] / length, sine: rest / length) : (cosine: 1, sine: 0)
    column[last] = length
    rotations.append(turn)
    columns.append(column)
    right.append(-turn.sine * right[last])
    right[last] *= turn.cosine
  }

  /// The factors of the combination.
  func solution() -> [Double] {
    var factors = [Double](repeating: 0, count: count)
    for row in stride(from: count - 1, through: 0, by: -1) {
      let known = (row + 1..<count).reduce(0.0) { $0 + columns[$1][row] * factors[$1] }
      factors[row] = columns[row][row] == 0 ? 0 : (right[row] - known) / columns[row][row]
    }
    return factors
  }
}
