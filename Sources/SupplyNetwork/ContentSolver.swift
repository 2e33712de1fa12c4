// The contents of all firms at once: x = b + W x, to a residual that is measured.

/// How precisely a network is solved, and how long it may take.
public struct SolverSettings: Sendable, Hashable {
  /// The residual wanted: the length of b - A x over that of b.
  public var tolerance = 1e-12
  /// Sweeps after which an answer that is not reached is not sought any longer.
  public var mostSweeps = 20_000
  /// Threads; no result depends on it.
  public var threads = 1

  /// The usual settings.
  public init() {}
}

/// How an iteration ended.
public struct Convergence: Sendable, Hashable {
  /// The length of b - A x over that of b, in double precision.
  public let residual: Double
  /// Looks at every purchase.
  public let sweeps: Int
  /// Whether the residual wanted was reached.
  public let isReached: Bool
}

/// Solves x = b + W x for a matrix of non-negative weights: corrections in single precision, residuals in double.
struct ContentSolver {
  /// How much smaller one cycle may make a residual: beyond this, single precision has nothing more to say.
  private static let cycleTarget = 1e-6
  /// Links looked at before an answer is not sought any longer: some minutes.
  private static let mostLooks = 200_000_000_000

  private let source: SparseRows
  private let rows: RowPointers
  private let right: UnsafeBufferPointer<Double>
  private let chunks: [Range<Int>]
  private let settings: SolverSettings
  private let crew: Crew

  /// The solution, and how well it solves.
  static func solve(
    _ rows: SparseRows, _ right: [Double], _ settings: SolverSettings, _ crew: Crew
  ) -> (values: [Double], convergence: Convergence) {
    var values = LargePages.array(repeating: 0.0, count: rows.count)
    let chunks = rows.chunks(minimum: Sweeps.chunkLinks, most: Sweeps.mostChunks)
    let convergence = rows.withPointers { pointers in
      right.withUnsafeBufferPointer { right in
        values.withUnsafeMutableBufferPointer { values in
          ContentSolver(
            source: rows, rows: pointers, right: right, chunks: chunks, settings: settings, crew: crew
          ).run(values)
        }
      }
    }
    return (values, convergence)
  }

  private func run(_ values: UnsafeMutableBufferPointer<Double>) -> Convergence {
    let cycle = KrylovCycle(Sweeps(rows, chunks: chunks), count: right.count, crew)
    let residual = FloatVector(count: right.count)
    let correction = FloatVector(count: right.count)
    var rest = Rest(rows: rows, right: right, chunks: chunks)
    let whole = rest.start(crew)
    guard whole > 0 else { return Convergence(residual: 0, sweeps: 0, isReached: true) }
    var (length, done, way) = (whole, 0, Way.waves)
    let most = min(settings.mostSweeps, max(200, ContentSolver.mostLooks / max(1, rows.columns.count)))
    while length > settings.tolerance * whole, done < most, length.isFinite {
      rest.copy(into: residual, scale: 1 / length, crew)
      if way == .orderAlone {
        done += cycle.sweep(16, residual, into: correction)
      } else {
        // A little less than is wanted: the residual that is measured is another one than that of the cycle.
        let target = max(ContentSolver.cycleTarget, 0.9 * settings.tolerance * whole / length)
        done += cycle.run(residual, target: target, into: correction)
      }
      let before = length
      length = rest.add(correction, scale: length, to: values, crew)
      done += 1
      if length > before / 2, let next = way.next {
        way = next
        if cycle.sweeps.order == nil { cycle.sweeps.order = Components.of(source).order }
      }
    }
    return Convergence(residual: length / whole, sweeps: done, isReached: length <= settings.tolerance * whole)
  }
}

/// How corrections are sought: the next way is slower and surer, and taken where a cycle gains less than half.
private enum Way: Int {
  /// The best combinations of sweeps by waves, on all threads.
  case waves
  /// The same of sweeps on one thread, suppliers before their customers: long chains and rings are followed at once.
  case order
  /// Such sweeps alone: nearer to the solution each time where there is one, if slowly.
  case orderAlone

  var next: Way? { Way(rawValue: rawValue + 1) }
}

/// The residual b - A x.
private struct Rest {
  let rows: RowPointers
  let right: UnsafeBufferPointer<Double>
  let chunks: [Range<Int>]
  private var values: [Double]
  private var squares: [Double]

  init(rows: RowPointers, right: UnsafeBufferPointer<Double>, chunks: [Range<Int>]) {
    self.rows = rows
    self.right = right
    self.chunks = chunks
    values = Array(right)
    squares = Array(repeating: 0, count: chunks.count)
  }

  /// The length of b, with x = 0.
  mutating func start(_ crew: Crew) -> Double {
    let (right, chunks) = (right, chunks)
    squares.withUnsafeMutableBufferPointer { squares in
      crew.share(chunks.count) { number in
        squares[number] = chunks[number].reduce(0) { $0 + right[$1] * right[$1] }
      }
    }
    return squares.reduce(0, +).squareRoot()
  }

  /// The residual in single precision.
  func copy(into vector: FloatVector, scale: Double, _ crew: Crew) {
    values.withUnsafeBufferPointer { values in
      crew.share(chunks.count) { number in
        for row in chunks[number] { vector.base[row] = Float(values[row] * scale) }
      }
    }
  }

  /// Adds a correction to x; the length of the residual that is left.
  mutating func add(
    _ correction: FloatVector, scale: Double, to solution: UnsafeMutableBufferPointer<Double>, _ crew: Crew
  ) -> Double {
    let (rows, right, chunks) = (rows, right, chunks)
    guard let solved = solution.baseAddress else { return 0 }
    crew.share(chunks.count) { number in
      for row in chunks[number] { solved[row] += Double(correction.base[row]) * scale }
    }
    values.withUnsafeMutableBufferPointer { values in
      squares.withUnsafeMutableBufferPointer { squares in
        crew.share(chunks.count) { number in
          var sum = 0.0
          for row in chunks[number] {
            let rest = right[row] - solved[row] + rows.product(row, solved)
            values[row] = rest
            sum += rest * rest
          }
          squares[number] = sum
        }
      }
    }
    return squares.reduce(0, +).squareRoot()
  }
}
