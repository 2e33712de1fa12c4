// Columns side by side in groups: the same things before and after, or year by year.

/// Columns in groups, each group with a name, each column of a group with its own colour.
public struct ColumnPlot: Sendable {
  /// Columns that belong together.
  public struct Group: Sendable {
    /// What they are of.
    public let label: String
    /// Their values, in the order of the legend; nil leaves a gap.
    public let values: [Double?]

    /// A group.
    public init(_ label: String, _ values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  private let title: String
  private let description: String
  private let axis: PlotAxis
  private let legend: [String]
  private let groups: [Group]

  /// A drawing.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: what it says, in a sentence.
  ///   - legend: what the columns of every group are, six at most.
  public init(_ title: String, _ description: String, axis: PlotAxis, legend: [String], _ groups: [Group]) {
    self.title = title
    self.description = description
    self.axis = axis
    self.legend = Array(legend.prefix(6))
    self.groups = groups
  }

  private static let (width, left, top, bottom) = (760.0, 86.0, 48.0, 340.0)

  /// The drawing as SVG.
  public var svg: HTML {
    let up = PlotScale(
      groups.flatMap { $0.values.compactMap(\.self) } + [0], from: ColumnPlot.bottom, to: ColumnPlot.top)
    let names = PlotLegend(legend, top: ColumnPlot.bottom + 76)
    let rows = up.marks.map { value -> HTML in
      """
      <line class="grid" x1="\(number(ColumnPlot.left))" x2="736" y1="\(number(up.at(value)))" y2="\(number(up.at(value)))"/>\
      <text class="tick end" x="78" y="\(number(up.at(value) + 4))">\(axis.write(value))</text>
      """
    }
    let zero = number(up.at(0))
    let frame: HTML = """
      <text class="tick start" x="14" y="\(number(ColumnPlot.top - 12))">\(axis.label)</text>\(rows)
      """
    let line: HTML = """
      <line class="axis" x1="\(number(ColumnPlot.left))" x2="736" y1="\(zero)" y2="\(zero)"/>
      """
    return PlotFrame.svg(
      title, description, height: names.bottom,
      [frame] + groups.enumerated().map { drawn($0.offset, $0.element, up) } + [line, names.html])
  }

  private func drawn(_ place: Int, _ group: Group, _ up: PlotScale) -> HTML {
    let room = (ColumnPlot.width - 24 - ColumnPlot.left) / Double(max(groups.count, 1))
    let start = ColumnPlot.left + Double(place) * room
    let width = room * 0.8 / Double(max(legend.count, 1))
    let columns = group.values.prefix(legend.count).enumerated().map { position, value -> HTML in
      guard let value else { return .empty }
      let (zero, end) = (up.at(0), up.at(value))
      return """
        <rect class="f\(position + 1)" x="\(number(start + room * 0.1 + Double(position) * width))" \
        y="\(number(min(zero, end)))" width="\(number(max(width - 3, 1)))" height="\(number(abs(zero - end)))"/>
        """
    }
    return "\(columns)\(label(group.label, at: start + room / 2))"
  }

  /// The name of a group under it, on two lines where it is long.
  private func label(_ text: String, at x: Double) -> HTML {
    let words = text.split(separator: " ")
    guard text.count > 18, words.count > 1 else {
      return """
        <text class="tick" x="\(number(x))" y="\(number(ColumnPlot.bottom + 22))">\(text)</text>
        """
    }
    // The break that leaves both lines about as long.
    let breaks = (1..<words.count).map { place in
      (words[..<place].joined(separator: " "), words[place...].joined(separator: " "))
    }
    let best = breaks.min { max($0.0.count, $0.1.count) < max($1.0.count, $1.1.count) } ?? (text, "")
    return """
      <text class="tick" x="\(number(x))" y="\(number(ColumnPlot.bottom + 20))">\(best.0)</text>\
      <text class="tick" x="\(number(x))" y="\(number(ColumnPlot.bottom + 38))">\(best.1)</text>
      """
  }
}
