// Charts as SVG drawn on the server: no script, colours from the stylesheet, every figure also in a table beside.

import Quantities

/// A bar beside a figure: the figure itself is in the text, so the bar is hidden from those who listen.
public struct Meter: Sendable {
  private let share: Double

  /// A bar filled to `share` of its length, between 0 and 1.
  public init(_ share: Double) { self.share = min(max(share, 0), 1) }

  /// A bar filled to the share of a whole that a part makes.
  public init(_ part: CarbonMass, of whole: CarbonMass) {
    self.init(whole.grams > 0 ? Double(part.grams) / Double(whole.grams) : 0)
  }

  /// The SVG.
  public var html: HTML {
    """
    <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="rest" width="100" height="8"/><rect width="\(number(share * 100))" height="8"/></svg>
    """
  }
}

/// Parts of a whole, side by side, with a legend.
public struct StripChart: Sendable {
  /// A part.
  public struct Part: Sendable {
    /// What it is, with its figure.
    public let label: String
    /// How large, in any unit; negative parts are not drawn.
    public let size: Double

    /// A part.
    public init(_ label: String, _ size: Double) {
      self.label = label
      self.size = size
    }
  }

  private let title: String
  private let parts: [Part]
  /// The stylesheet has so many colours.
  static let colours = 6

  /// A chart of at most six parts; whoever makes it sums up the rest.
  public init(_ title: String, _ parts: [Part]) {
    self.title = title
    self.parts = Array(parts.filter { $0.size > 0 }.prefix(StripChart.colours))
  }

  /// The chart with its legend.
  public var html: HTML {
    let total = parts.map(\.size).reduce(0, +)
    guard total > 0 else { return .empty }
    var left = 0.0
    let bars = parts.enumerated().map { position, part -> HTML in
      let width = part.size / total * 1000
      defer { left += width }
      return "<rect class=\"f\(position + 1)\" x=\"\(number(left))\" width=\"\(number(width))\" height=\"20\"/>"
    }
    let legend = parts.enumerated().map { position, part -> HTML in
      """
      <li><svg viewBox="0 0 8 8" aria-hidden="true" focusable="false"><rect class="f\(position + 1)" width="8" height="8"/></svg>\(part.label)</li>
      """
    }
    return """
      <figure class="chart"><svg class="strip" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" \
      aria-label="\(title)">\(bars)</svg><ul class="legend">\(legend)</ul></figure>
      """
  }
}

/// Lines over years, for figures that have a table beside them.
public struct LineChart: Sendable {
  /// A line.
  public struct Series: Sendable {
    /// What it is.
    public let label: String
    /// A value for each place on the axis.
    public let values: [Double]

    /// A line.
    public init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  private let title: String
  private let description: String
  private let marks: [String]
  private let series: [Series]

  /// A chart.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: what it says, in a sentence.
  ///   - marks: the names of the places on the axis.
  ///   - series: at most three lines.
  public init(_ title: String, _ description: String, marks: [String], _ series: [Series]) {
    self.title = title
    self.description = description
    self.marks = marks
    self.series = Array(series.prefix(3))
  }

  private static let (width, height, margin) = (640.0, 220.0, 40.0)

  /// The chart with its legend.
  public var html: HTML {
    let values = series.flatMap(\.values)
    guard let lowest = values.min(), let highest = values.max(), marks.count > 1 else { return .empty }
    let (low, high) = (min(lowest, 0), max(highest, 0))
    let span = high > low ? high - low : 1
    func x(_ position: Int) -> Double {
      LineChart.margin + Double(position) / Double(marks.count - 1) * (LineChart.width - 2 * LineChart.margin)
    }
    func y(_ value: Double) -> Double { 12 + (high - value) / span * (LineChart.height - 44) }
    let lines = series.enumerated().map { place, line -> HTML in
      let points = line.values.enumerated().map { "\(number(x($0.offset))),\(number(y($0.element)))" }
      return "<polyline class=\"line s\(place + 1)\" points=\"\(points.joined(separator: " "))\"/>"
    }
    let names = marks.enumerated().map { place, mark -> HTML in
      "<text class=\"mark\" x=\"\(number(x(place)))\" y=\"\(number(LineChart.height - 8))\">\(mark)</text>"
    }
    let legend = series.enumerated().map { place, line -> HTML in
      """
      <li><svg viewBox="0 0 8 8" aria-hidden="true" focusable="false"><rect class="f\(place + 1)" width="8" height="8"/></svg>\(line.label)</li>
      """
    }
    let zero = number(y(0))
    return """
      <figure class="chart"><svg class="lines" viewBox="0 0 640 220" role="img" aria-label="\(title). \(description)">\
      <line class="axis" x1="\(number(LineChart.margin))" x2="\(number(LineChart.width - LineChart.margin))" y1="\(zero)" y2="\(zero)"/>\
      \(lines)\(names)</svg><ul class="legend">\(legend)</ul></figure>
      """
  }
}
