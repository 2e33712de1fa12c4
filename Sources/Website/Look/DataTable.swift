// A table that turns into cards on a narrow screen: each cell carries the name of its column.

import Markup

/// A table of figures or words.
struct DataTable {
  /// A column.
  struct Column {
    let title: String
    var isNumber = false

    /// Words.
    static func text(_ title: String) -> Column { Column(title: title) }
    /// Figures, lined up on the right.
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  private let caption: String
  private let columns: [Column]
  private var rows: [(cells: [HTML], kind: String)] = []

  /// A table with what it shows said in words.
  init(_ caption: String, _ columns: [Column]) {
    self.caption = caption
    self.columns = columns
  }

  /// Whether it has no rows.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; its first cell names it.
  mutating func add(_ cells: [HTML], class kind: String = "") { rows.append((cells, kind)) }

  /// The table. Roles are said again, since cards on narrow screens make browsers forget them.
  var html: HTML {
    let heads = columns.map { column -> HTML in
      "<th role=\"columnheader\" scope=\"col\"\(column.isNumber ? " class=\"number\"" : .empty)>\(column.title)</th>"
    }
    return """
      <table class="data" role="table"><caption>\(caption)</caption>\
      <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>\
      <tbody role="rowgroup">\(rows.map { row($0.cells, $0.kind) })</tbody></table>
      """
  }

  private func row(_ cells: [HTML], _ kind: String) -> HTML {
    let items = zip(columns, cells).enumerated().map { position, pair -> HTML in
      let (column, cell) = pair
      let name: HTML = column.isNumber ? " class=\"number\"" : .empty
      return position == 0
        ? "<th role=\"rowheader\" scope=\"row\"\(name)>\(cell)</th>"
        : "<td role=\"cell\" data-label=\"\(column.title)\"\(name)>\(cell)</td>"
    }
    return "<tr role=\"row\" class=\"\(kind)\">\(items)</tr>"
  }
}
