// Blocks side by side, as wide as what they bring and as high as what it costs (a marginal abatement cost curve).

/// Blocks along an axis.
public struct StepPlot: Sendable {
  /// A block.
  public struct Block: Sendable {
    /// What it is.
    public let label: String
    /// How wide, above 0.
    public let width: Double
    /// How high; negative hangs below.
    public let height: Double

    /// A block.
    public init(_ label: String, width: Double, height: Double) {
      self.label = label
      self.width = width
      self.height = height
    }
  }

  private let title: String
  private let description: String
  private let x: PlotAxis
  private let y: PlotAxis
  private let blocks: [Block]
  private let level: (value: Double, label: String)?

  /// A drawing.
  ///
  /// - Parameter level: a height marked right across.
  public init(
    _ title: String, _ description: String, x: PlotAxis, y: PlotAxis, level: (value: Double, label: String)?,
    _ blocks: [Block]
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.level = level
    self.blocks = blocks
  }

  private static let (top, bottom) = (48.0, 392.0)

  /// The drawing as SVG.
  public var svg: HTML {
    let total = blocks.map(\.width).reduce(0, +)
    let across = PlotScale([0, total], from: 86, to: 736, marks: 7, isTight: true)
    let up = PlotScale(
      blocks.map(\.height) + [0] + [level?.value].compactMap(\.self), from: StepPlot.bottom, to: StepPlot.top)
    let legend = PlotLegend(blocks.prefix(Plot.limit).map(\.label), top: StepPlot.bottom + 56)
    return PlotFrame.svg(
      title, description, height: legend.bottom, [axes(across, up), drawn(across, up), marked(up), legend.html])
  }

  private func axes(_ across: PlotScale, _ up: PlotScale) -> HTML {
    let rows = up.marks.map { value -> HTML in
      """
      <line class="grid" x1="86" x2="736" y1="\(number(up.at(value)))" y2="\(number(up.at(value)))"/>\
      <text class="tick end" x="78" y="\(number(up.at(value) + 4))">\(y.write(value))</text>
      """
    }
    let columns = across.marks.map { value -> HTML in
      """
      <text class="tick" x="\(number(across.at(value)))" y="\(number(StepPlot.bottom + 20))">\(x.write(value))</text>
      """
    }
    return """
      \(rows)\(columns)<text class="tick start" x="14" y="\(number(StepPlot.top - 18))">\(y.label)</text>\
      <text class="tick end" x="736" y="\(number(StepPlot.bottom + 38))">\(x.label)</text>
      """
  }

  private func drawn(_ across: PlotScale, _ up: PlotScale) -> HTML {
    var left = 0.0
    let zero = up.at(0)
    let drawn = blocks.enumerated().map { place, block -> HTML in
      let (from, to) = (across.at(left), across.at(left + block.width))
      left += block.width
      let end = up.at(block.height)
      // A block that costs nothing is still there: it is drawn as a thin line.
      let height = max(abs(end - zero), 1)
      return """
        <rect class="\(PlotFrame.style(place).fill)" x="\(number(from))" y="\(number(min(end, zero)))" \
        width="\(number(max(to - from - 1, 1)))" height="\(number(height))"><title>\(block.label)</title></rect>
        """
    }
    return "\(drawn)<line class=\"axis\" x1=\"86\" x2=\"736\" y1=\"\(number(zero))\" y2=\"\(number(zero))\"/>"
  }

  private func marked(_ up: PlotScale) -> HTML {
    guard let level else { return .empty }
    // Named on the left, where blocks are low: those that rise above the level stand on the right.
    let y = up.at(level.value)
    return """
      <line class="mark-line" x1="86" x2="736" y1="\(number(y))" y2="\(number(y))"/>\
      \(PlotFrame.label(level.label, x: 92, y: y - 6, isEnd: false))
      """
  }
}
