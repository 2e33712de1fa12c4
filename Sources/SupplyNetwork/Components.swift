// Groups of firms each of which supplies every other one, through others or not.

/// Strongly connected components (Tarjan 1972), without recursion: a chain of suppliers may be a million firms long.
enum Components {
  /// The number of each row's component; the rows in an order in which a supplier stands before its customers, but for
  /// one link of each loop.
  static func of(_ rows: SparseRows) -> (component: [UInt32], order: [UInt32]) {
    var search = Search(rows)
    for row in 0..<rows.count { search.visit(row) }
    return (search.component, search.order)
  }

  private struct Search {
    private static let none = UInt32.max
    private let rows: SparseRows
    private(set) var component: [UInt32]
    /// The order of first sight, and the earliest row that can be reached from a row.
    private var seen: [UInt32]
    private(set) var order: [UInt32] = []
    private var earliest: [UInt32]
    private var open: [UInt32] = []
    private var path: [(row: Int, at: Int)] = []
    private var count: UInt32 = 0
    private var components: UInt32 = 0

    init(_ rows: SparseRows) {
      self.rows = rows
      component = Array(repeating: Search.none, count: rows.count)
      seen = component
      earliest = component
    }

    mutating func visit(_ start: Int) {
      guard seen[start] == Search.none else { return }
      enter(start)
      while let (row, at) = path.last {
        guard at < rows.starts[row + 1] else {
          leave(row)
          continue
        }
        path[path.count - 1].at += 1
        // A link that was taken out is none.
        guard rows.weights[at] > 0 else { continue }
        let supplier = Int(rows.columns[at])
        if seen[supplier] == Search.none {
          enter(supplier)
        } else if component[supplier] == Search.none {
          earliest[row] = min(earliest[row], seen[supplier])
        }
      }
    }

    private mutating func enter(_ row: Int) {
      seen[row] = count
      earliest[row] = count
      count += 1
      open.append(UInt32(row))
      path.append((row, rows.starts[row]))
    }

    private mutating func leave(_ row: Int) {
      path.removeLast()
      order.append(UInt32(row))
      if let (above, _) = path.last { earliest[above] = min(earliest[above], earliest[row]) }
      guard earliest[row] == seen[row] else { return }
      while let member = open.popLast() {
        component[Int(member)] = components
        if Int(member) == row { break }
      }
      components += 1
    }
  }
}
