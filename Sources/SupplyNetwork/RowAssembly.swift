// From links in the order of a file to rows in the order of the solver.

import Quantities

/// The rows of a network, with what was counted on the way.
struct RowAssembly {
  /// Firms by their place in the matrix: those who sell to most customers first, so that the contents read most often
  /// stand together in the processor's cache.
  let order: [UInt32]
  /// The place of each firm.
  let rank: [UInt32]
  /// Weights are cents, purchases from oneself left out.
  private(set) var rows: SparseRows
  /// Cents each firm sold to firms with an account, itself included, by place.
  let sold: [Int64]
  /// Cents each firm bought from itself, by place.
  private(set) var own: [Int64]

  /// Sorts the links of `firms` firms into rows. Returns nil when a sum is too large to be exact.
  init?(_ parts: [[Link]], firms: Int, _ crew: Crew, threads: Int) {
    guard let counts = LinkCounts(parts, firms: firms, crew) else { return nil }
    let order = RowAssembly.order(by: counts)
    var rank = LargePages.array(repeating: 0 as UInt32, count: firms)
    for (place, firm) in order.enumerated() { rank[Int(firm)] = UInt32(place) }
    var starts = [0]
    starts.reserveCapacity(firms + 1)
    for firm in order { starts.append(starts[starts.count - 1] + Int(counts.suppliers[Int(firm)])) }
    self.order = order
    self.rank = rank
    sold = order.map { counts.sold[Int($0)] }
    rows = RowAssembly.scatter(parts, starts, rank, crew, splits: threads)
    own = Array(repeating: 0, count: firms)
    guard tidy(crew) else { return nil }
  }

  /// Those with most customers first, by powers of the square root of two; among these, rows of one length together,
  /// for a processor guesses right where a row ends when it ends like the one before; then in the order of the file.
  private static func order(by counts: LinkCounts) -> [UInt32] {
    var keys = counts.customers.indices.map { firm -> UInt64 in
      let customers = UInt64(counts.customers[firm])
      let power = UInt64(64 - (customers * customers).leadingZeroBitCount)
      let suppliers = UInt64(min(counts.suppliers[firm], 0xFF_FFFF))
      return (64 - power) << 56 | suppliers << 32 | UInt64(firm)
    }
    keys.sort()
    return keys.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Writes each link into its row. A split writes the rows of some firms, and looks at all links for it.
  private static func scatter(
    _ parts: [[Link]], _ starts: [Int], _ rank: [UInt32], _ crew: Crew, splits: Int
  ) -> SparseRows {
    let (count, firms) = (starts[starts.count - 1], rank.count)
    var columns = [UInt32](repeating: 0, count: count)
    var weights = [Double](repeating: 0, count: count)
    var cursors = starts
    columns.withUnsafeMutableBufferPointer { columns in
      weights.withUnsafeMutableBufferPointer { weights in
        cursors.withUnsafeMutableBufferPointer { cursors in
          rank.withUnsafeBufferPointer { rank in
            crew.share(splits) { split in
              let mine = UInt32(firms * split / splits)..<UInt32(firms * (split + 1) / splits)
              for part in parts {
                part.withUnsafeBufferPointer { links in
                  for link in links where mine.contains(link.customer) {
                    let row = Int(rank[Int(link.customer)])
                    let at = cursors[row]
                    columns[at] = rank[Int(link.supplier)]
                    weights[at] = link.cents
                    cursors[row] = at + 1
                  }
                }
              }
            }
          }
        }
      }
    }
    return SparseRows(starts: starts, columns: columns, weights: weights)
  }
}

// MARK: - Tidying

extension RowAssembly {
  /// Sorts each row, adds up rows of the same two firms, and takes out what firms bought from themselves. Returns false
  /// when a sum is not exact.
  private mutating func tidy(_ crew: Crew) -> Bool {
    let chunks = rows.chunks(minimum: 1 << 14, most: 256)
    var kept = [UInt32](repeating: 0, count: rows.count)
    var isExact = [Bool](repeating: true, count: chunks.count)
    let starts = rows.starts
    rows.columns.withUnsafeMutableBufferPointer { columns in
      rows.weights.withUnsafeMutableBufferPointer { weights in
        own.withUnsafeMutableBufferPointer { own in
          kept.withUnsafeMutableBufferPointer { kept in
            isExact.withUnsafeMutableBufferPointer { isExact in
              crew.share(chunks.count) { number in
                for row in chunks[number] {
                  var line = RowLine(
                    columns: .init(rebasing: columns[starts[row]..<starts[row + 1]]),
                    weights: .init(rebasing: weights[starts[row]..<starts[row + 1]]))
                  line.sort()
                  own[row] = Int64(line.merge(leavingOut: UInt32(row)))
                  kept[row] = UInt32(line.count)
                  if !line.isExact { isExact[number] = false }
                }
              }
            }
          }
        }
      }
    }
    closeGaps(kept)
    return isExact.allSatisfy { $0 }
  }

  /// Moves the rows together where merging left gaps between them.
  private mutating func closeGaps(_ kept: [UInt32]) {
    let total = kept.reduce(0) { $0 + Int($1) }
    guard total < rows.linkCount else { return }
    var end = 0
    for row in kept.indices {
      let from = rows.starts[row]
      let count = Int(kept[row])
      rows.starts[row] = end
      for offset in 0..<count {
        rows.columns[end + offset] = rows.columns[from + offset]
        rows.weights[end + offset] = rows.weights[from + offset]
      }
      end += count
    }
    rows.starts[kept.count] = end
    rows.columns.removeLast(rows.columns.count - end)
    rows.weights.removeLast(rows.weights.count - end)
  }
}

/// One row while it is tidied.
private struct RowLine {
  let columns: UnsafeMutableBufferPointer<UInt32>
  let weights: UnsafeMutableBufferPointer<Double>
  private(set) var count: Int
  private(set) var isExact = true
  /// Whole numbers are exact in a `Double` below this.
  private static let exact = 9_007_199_254_740_992.0

  init(columns: UnsafeMutableBufferPointer<UInt32>, weights: UnsafeMutableBufferPointer<Double>) {
    self.columns = columns
    self.weights = weights
    count = columns.count
  }

  /// By column: small rows by insertion, the few large ones through keys.
  func sort() {
    guard count > 48 else {
      var next = 1
      while next < count {
        let (column, weight) = (columns[next], weights[next])
        var at = next
        while at > 0, columns[at - 1] > column {
          columns[at] = columns[at - 1]
          weights[at] = weights[at - 1]
          at -= 1
        }
        columns[at] = column
        weights[at] = weight
        next += 1
      }
      return
    }
    var keys = columns.enumerated().map { UInt64($0.element) << 32 | UInt64($0.offset) }
    keys.sort()
    let old = Array(weights)
    for (at, key) in keys.enumerated() {
      columns[at] = UInt32(truncatingIfNeeded: key >> 32)
      weights[at] = old[Int(truncatingIfNeeded: key & 0xFFFF_FFFF)]
    }
  }

  /// Adds up neighbours of one column; returns the sum of `own`, which is left out.
  mutating func merge(leavingOut own: UInt32) -> Double {
    var (end, left) = (0, 0.0)
    for at in 0..<count {
      if columns[at] == own {
        left += weights[at]
      } else if end > 0, columns[end - 1] == columns[at] {
        weights[end - 1] += weights[at]
        if weights[end - 1] >= RowLine.exact { isExact = false }
      } else {
        columns[end] = columns[at]
        weights[end] = weights[at]
        end += 1
      }
    }
    if left >= RowLine.exact { isExact = false }
    count = end
    return isExact ? left : 0
  }
}

/// What is counted in one look at all links.
private struct LinkCounts {
  /// How many links each firm is the customer of.
  var suppliers: [UInt32]
  /// How many links each firm is the supplier of.
  var customers: [UInt32]
  /// Cents.
  var sold: [Int64]

  /// Counts by customer and by supplier at the same time. Returns nil when a sum overflows.
  init?(_ parts: [[Link]], firms: Int, _ crew: Crew) {
    suppliers = LargePages.array(repeating: 0, count: firms)
    customers = LargePages.array(repeating: 0, count: firms)
    sold = LargePages.array(repeating: 0, count: firms)
    var overflows = false
    suppliers.withUnsafeMutableBufferPointer { suppliers in
      customers.withUnsafeMutableBufferPointer { customers in
        sold.withUnsafeMutableBufferPointer { sold in
          crew.share(2) { side in
            for part in parts {
              part.withUnsafeBufferPointer { links in
                if side == 0 {
                  for link in links { suppliers[Int(link.customer)] += 1 }
                } else {
                  for link in links {
                    customers[Int(link.supplier)] += 1
                    let (sum, over) = sold[Int(link.supplier)].addingReportingOverflow(Int64(link.cents))
                    sold[Int(link.supplier)] = sum
                    if over { overflows = true }
                  }
                }
              }
            }
          }
        }
      }
    }
    guard !overflows else { return nil }
  }
}
