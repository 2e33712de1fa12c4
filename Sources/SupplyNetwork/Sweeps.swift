// One look at every purchase, in an order that lets what was just computed be used at once.

/// Sweeps of a network in single precision: each firm's content from those of its suppliers.
///
/// Rows are cut into chunks of about as many links, and chunks into waves. The chunks of a wave are worked on at the
/// same time and see what the waves before them gave (Gauss–Seidel between waves, Jacobi within): as good as one row
/// after the other when there are some dozens of waves, and the same whatever the number of threads.
struct Sweeps {
  private let rows: RowPointers
  private let chunks: [Range<Int>]
  private let waves: [Range<Int>]
  private let fresh: FloatVector
  /// Rows one after the other in this order, instead of waves.
  var order: [UInt32]?

  static let chunkLinks = 4096
  static let mostChunks = 512
  static let chunksPerWave = 8

  init(_ rows: RowPointers, chunks: [Range<Int>]) {
    self.rows = rows
    self.chunks = chunks
    waves = stride(from: 0, to: chunks.count, by: Sweeps.chunksPerWave).map {
      $0..<min($0 + Sweeps.chunksPerWave, chunks.count)
    }
    fresh = FloatVector(count: rows.starts.count - 1)
  }

  /// Replaces `values` by `right` plus what the weights carry of `values`.
  func run(_ values: FloatVector, right: FloatVector?, _ crew: Crew) {
    if let order {
      for row in order { values.base[Int(row)] = (right?.base[Int(row)] ?? 0) + product(Int(row), values.base) }
      return
    }
    for wave in waves {
      let first = chunks[wave.lowerBound].lowerBound
      let last = chunks[wave.upperBound - 1].upperBound
      if wave.count == 1 {
        for row in first..<last { values.base[row] = (right?.base[row] ?? 0) + product(row, values.base) }
      } else {
        crew.share(wave.count) { number in
          for row in chunks[wave.lowerBound + number] {
            fresh.base[row] = (right?.base[row] ?? 0) + product(row, values.base)
          }
        }
        (values.base + first).update(from: fresh.base + first, count: last - first)
      }
    }
  }

  @inline(__always)
  private func product(_ row: Int, _ values: UnsafePointer<Float>) -> Float {
    guard let columns = rows.columns.baseAddress, let narrow = rows.narrow.baseAddress else { return 0 }
    var sums: (Float, Float, Float, Float) = (0, 0, 0, 0)
    var at = rows.starts[row]
    let end = rows.starts[row + 1]
    while at + 3 < end {
      sums.0 += narrow[at] * values[Int(columns[at])]
      sums.1 += narrow[at + 1] * values[Int(columns[at + 1])]
      sums.2 += narrow[at + 2] * values[Int(columns[at + 2])]
      sums.3 += narrow[at + 3] * values[Int(columns[at + 3])]
      at += 4
    }
    while at < end {
      sums.0 += narrow[at] * values[Int(columns[at])]
      at += 1
    }
    return (sums.0 + sums.1) + (sums.2 + sums.3)
  }
}
