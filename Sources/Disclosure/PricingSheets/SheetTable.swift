// Tables of a sheet: headings that say what they head, rows cut where a page ends.

import Markup
import Quantities
import Wording

/// A table whose first column names its rows and whose others hold figures.
struct SheetTable {
  private let caption: HTML
  private let head: [HTML]
  private var rows: [HTML] = []

  /// A table under a caption, with one heading per column.
  init(_ caption: HTML, _ head: [HTML]) {
    self.caption = caption
    self.head = head
  }

  /// A row, marked where it is the one the answer speaks of.
  mutating func row(_ name: HTML, _ cells: [HTML], isMarked: Bool = false) {
    let figures = cells.map { "<td>\($0)</td>" as HTML }
    rows.append("<tr\(isMarked ? " class=\"marked\"" : .empty)><th scope=\"row\">\(name)</th>\(figures)</tr>")
  }

  /// A row of words right across: where a part begins, or that something was left out.
  mutating func across(_ words: HTML) {
    rows.append("<tr class=\"across\"><td colspan=\"\(head.count)\">\(words)</td></tr>")
  }

  /// The table; nothing without rows.
  var html: HTML {
    guard !rows.isEmpty else { return .empty }
    let heads = head.map { "<th scope=\"col\">\($0)</th>" as HTML }
    return """
      <table><caption>\(caption)</caption><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
      """
  }
}

/// Which rows of a long table are shown. A sheet has two pages whatever it tells: what does not fit stands in the JSON, and
/// the table says so. A third page would hide what matters behind a hundred years of flows.
struct SheetCut {
  /// The first rows shown.
  let first: Range<Int>
  /// The last rows shown, after those left out.
  let last: Range<Int>
  /// How many are left out between.
  let left: Int

  /// All of `count` rows where they are `most` at most, else the first and the last two.
  init(_ count: Int, most: Int) {
    guard count > most else {
      (first, last, left) = (0..<count, count..<count, 0)
      return
    }
    (first, last) = (0..<max(most - 3, 1), (count - 2)..<count)
    left = last.lowerBound - first.upperBound
  }
}
