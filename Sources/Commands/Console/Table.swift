/// A table of text for the terminal: columns aligned, nothing cut.
struct Table {
  enum Alignment { case left, right }

  let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ alignments: Alignment...) { self.alignments = alignments }

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// Adds a line between rows.
  mutating func rule() { rows.append([]) }

  /// The lines of the table, each indented by `indent` spaces.
  func lines(indent: Int = 2) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let margin = String(repeating: " ", count: indent)
    return rows.map { row in
      if row.isEmpty { return margin + String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)) }
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return alignments[column] == .left ? cell + padding : padding + cell
      }
      var line = margin + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
