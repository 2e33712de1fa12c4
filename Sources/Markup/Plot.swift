// Lines against two axes, for figures that have a table beside them.

/// A drawing of lines, on a page or as a file of its own.
public struct Plot: Sendable {
  /// A line, which may have gaps.
  public struct Line: Sendable {
    /// What it is.
    public let label: String
    /// Its points by growing x.
    public let points: [(x: Double, y: Double)]
    /// Whether each point is also marked, for values that stand alone.
    public let isDotted: Bool

    /// A line.
    public init(_ label: String, _ points: [(x: Double, y: Double)], isDotted: Bool = false) {
      self.label = label
      self.points = points
      self.isDotted = isDotted
    }
  }

  /// Lines drawn at once, at most: there are so many colours and dashes.
  public static let limit = 12

  private let title: String
  private let description: String
  private let x: PlotAxis
  private let y: PlotAxis
  private let lines: [Line]
  private let xMark: (value: Double, label: String)?
  private let isYears: Bool

  /// A drawing.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: what it says, in a sentence.
  ///   - xMark: a value of x that is marked by an upright line.
  ///   - isYears: whether x is years, whose axis ends where they do.
  public init(
    _ title: String, _ description: String, x: PlotAxis, y: PlotAxis, _ lines: [Line],
    xMark: (value: Double, label: String)? = nil, isYears: Bool = false
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.lines = Array(lines.filter { !$0.points.isEmpty }.prefix(Plot.limit))
    self.xMark = xMark
    self.isYears = isYears
  }

  private static let (width, top, bottom) = (760.0, 48.0, 392.0)

  /// The drawing as SVG.
  public var svg: HTML {
    let points = lines.flatMap(\.points)
    let across = PlotScale(
      points.map(\.x) + [xMark?.value].compactMap(\.self), from: 86, to: Plot.width - 24, marks: 7, isTight: isYears)
    let up = PlotScale(points.map(\.y) + [0], from: Plot.bottom, to: Plot.top)
    let legend = PlotLegend(lines.map(\.label), top: Plot.bottom + 56)
    return PlotFrame.svg(
      title, description, height: legend.bottom,
      [axes(across, up)] + [mark(across)] + lines.enumerated().map { drawn($0.offset, $0.element, across, up) }
        + [legend.html])
  }

  private func axes(_ across: PlotScale, _ up: PlotScale) -> HTML {
    let rows = up.marks.map { value -> HTML in
      """
      <line class="grid" x1="86" x2="\(number(Plot.width - 24))" y1="\(number(up.at(value)))" y2="\(number(up.at(value)))"/>\
      <text class="tick end" x="78" y="\(number(up.at(value) + 4))">\(y.write(value))</text>
      """
    }
    let columns = across.marks.map { value -> HTML in
      """
      <text class="tick" x="\(number(across.at(value)))" y="\(number(Plot.bottom + 20))">\(x.write(value))</text>
      """
    }
    let zero = number(up.at(min(max(0, up.low), up.high)))
    return """
      \(rows)\(columns)<line class="axis" x1="86" x2="\(number(Plot.width - 24))" y1="\(zero)" y2="\(zero)"/>\
      <text class="tick start" x="14" y="\(number(Plot.top - 18))">\(y.label)</text>\
      <text class="tick end" x="\(number(Plot.width - 24))" y="\(number(Plot.bottom + 38))">\(x.label)</text>
      """
  }

  private func mark(_ across: PlotScale) -> HTML {
    guard let xMark else { return .empty }
    let place = across.at(xMark.value)
    // Beside the line at its foot, on the side where there is room: the top is where the axis is named.
    let isRight = place > Plot.width * 0.75
    return """
      <line class="mark-line" x1="\(number(place))" x2="\(number(place))" y1="\(number(Plot.top))" y2="\(number(Plot.bottom))"/>\
      \(PlotFrame.label(xMark.label, x: place + (isRight ? -6 : 6), y: Plot.bottom - 8, isEnd: isRight))
      """
  }

  private func drawn(_ place: Int, _ line: Line, _ across: PlotScale, _ up: PlotScale) -> HTML {
    let style = PlotFrame.style(place)
    let points = line.points.map { "\(number(across.at($0.x))),\(number(up.at($0.y)))" }.joined(separator: " ")
    let dots =
      line.isDotted || line.points.count == 1
      ? line.points.map { point -> HTML in
        """
        <circle class="\(style.fill)" cx="\(number(across.at(point.x)))" cy="\(number(up.at(point.y)))" r="3.5"/>
        """
      } : []
    return "<polyline class=\"line \(style.stroke)\" points=\"\(points)\"/>\(dots)"
  }
}
