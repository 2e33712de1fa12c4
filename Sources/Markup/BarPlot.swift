// Bars that lie across an axis: how far a result swings either side of where it stands (a tornado).

/// Bars side by side, each from a lower to a higher value.
public struct BarPlot: Sendable {
  /// A bar.
  public struct Bar: Sendable {
    /// What is swung.
    public let label: String
    /// The result where it is swung down, and that value in words.
    public let low: (value: Double, label: String)
    /// The result where it is swung up, and that value in words.
    public let high: (value: Double, label: String)

    /// A bar.
    public init(_ label: String, low: (value: Double, label: String), high: (value: Double, label: String)) {
      self.label = label
      self.low = low
      self.high = high
    }
  }

  private let title: String
  private let description: String
  private let axis: PlotAxis
  private let base: Double
  private let bars: [Bar]
  private let legend: (low: String, high: String)

  /// A drawing.
  ///
  /// - Parameters:
  ///   - base: where the result stands.
  ///   - legend: the words for swung down and swung up.
  public init(
    _ title: String, _ description: String, axis: PlotAxis, base: Double, legend: (low: String, high: String),
    _ bars: [Bar]
  ) {
    self.title = title
    self.description = description
    self.axis = axis
    self.base = base
    self.legend = legend
    self.bars = bars
  }

  private static let (top, row) = (44.0, 34.0)

  /// The drawing as SVG.
  public var svg: HTML {
    let values = bars.flatMap { [$0.low.value, $0.high.value] } + [base]
    let across = PlotScale(values, from: 270, to: 690, marks: 5)
    let bottom = BarPlot.top + Double(bars.count) * BarPlot.row
    let names = PlotLegend([legend.low, legend.high], top: bottom + 52)
    let columns = across.marks.map { value -> HTML in
      """
      <line class="grid" x1="\(number(across.at(value)))" x2="\(number(across.at(value)))" y1="\(number(BarPlot.top))" y2="\(number(bottom))"/>\
      <text class="tick" x="\(number(across.at(value)))" y="\(number(bottom + 18))">\(axis.write(value))</text>
      """
    }
    let middle = number(across.at(base))
    let frame: HTML = """
      \(columns)<text class="tick end" x="736" y="\(number(bottom + 36))">\(axis.label)</text>
      """
    let line: HTML = """
      <line class="axis" x1="\(middle)" x2="\(middle)" y1="\(number(BarPlot.top))" y2="\(number(bottom))"/>
      """
    return PlotFrame.svg(
      title, description, height: names.bottom,
      [frame] + bars.enumerated().map { drawn($0.offset, $0.element, across) } + [line, names.html])
  }

  private func drawn(_ place: Int, _ bar: Bar, _ across: PlotScale) -> HTML {
    let y = BarPlot.top + Double(place) * BarPlot.row + 6
    let text = number(y + 15)
    return """
      <text class="tick end" x="200" y="\(text)">\(bar.label)</text>\
      \(half(bar.low, "f1", y, across))\(half(bar.high, "f2", y, across))
      """
  }

  /// A half of a bar, from where the result stands to where it goes, with the value that sends it there.
  private func half(_ end: (value: Double, label: String), _ fill: String, _ y: Double, _ across: PlotScale) -> HTML {
    let (from, to) = (across.at(base), across.at(end.value))
    let isLeft = to < from
    return """
      <rect class="\(fill)" x="\(number(min(from, to)))" y="\(number(y))" width="\(number(abs(to - from)))" height="22"/>\
      <text class="tick \(isLeft ? "end" : "start")" x="\(number(isLeft ? to - 5 : to + 5))" y="\(number(y + 15))">\(end.label)</text>
      """
  }
}
