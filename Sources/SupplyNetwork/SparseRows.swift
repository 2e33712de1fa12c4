// The purchases of every firm as compressed sparse rows.

import Quantities

/// A square matrix of which only what is not zero is kept: the row of a customer, a column for each supplier.
struct SparseRows: Sendable {
  /// Where each row starts in the two arrays below; one more at the end.
  var starts: [Int]
  /// In rising order within a row, each once.
  var columns: [UInt32]
  var weights: [Double]
  /// The weights in single precision, once they stand.
  var narrow: [Float] = []

  var count: Int { starts.count - 1 }
  var linkCount: Int { columns.count }

  /// The links of a row.
  func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// About equal chunks of rows, by links; they depend on the matrix alone.
  func chunks(minimum: Int, most: Int) -> [Range<Int>] {
    // A row weighs something even when it is empty.
    let weight = linkCount + count
    let size = max(minimum, weight / most + 1)
    var chunks: [Range<Int>] = []
    var (start, limit) = (0, size)
    for row in 0..<count where starts[row + 1] + row + 1 >= limit || row + 1 == count {
      chunks.append(start..<(row + 1))
      start = row + 1
      limit = starts[row + 1] + row + 1 + size
    }
    return chunks
  }

  /// Calls `body` with the arrays, without bound checks: each link is read in every sweep.
  func withPointers<Result>(_ body: (RowPointers) throws -> Result) rethrows -> Result {
    try starts.withUnsafeBufferPointer { starts in
      try columns.withUnsafeBufferPointer { columns in
        try weights.withUnsafeBufferPointer { weights in
          try narrow.withUnsafeBufferPointer { narrow in
            try body(RowPointers(starts: starts, columns: columns, weights: weights, narrow: narrow))
          }
        }
      }
    }
  }
}

/// The arrays of `SparseRows` while they stand still.
struct RowPointers {
  let starts: UnsafeBufferPointer<Int>
  let columns: UnsafeBufferPointer<UInt32>
  let weights: UnsafeBufferPointer<Double>
  let narrow: UnsafeBufferPointer<Float>

  /// The sum of a row's weights times what `values` holds for its columns.
  @inline(__always)
  func product(_ row: Int, _ values: UnsafePointer<Double>) -> Double {
    guard let columns = columns.baseAddress, let weights = weights.baseAddress else { return 0 }
    // Four sums, for an addition takes as long as four multiplications that do not wait for it.
    var sums = (0.0, 0.0, 0.0, 0.0)
    var at = starts[row]
    let end = starts[row + 1]
    while at + 3 < end {
      sums.0 += weights[at] * values[Int(columns[at])]
      sums.1 += weights[at + 1] * values[Int(columns[at + 1])]
      sums.2 += weights[at + 2] * values[Int(columns[at + 2])]
      sums.3 += weights[at + 3] * values[Int(columns[at + 3])]
      at += 4
    }
    while at < end {
      sums.0 += weights[at] * values[Int(columns[at])]
      at += 1
    }
    return (sums.0 + sums.1) + (sums.2 + sums.3)
  }
}
