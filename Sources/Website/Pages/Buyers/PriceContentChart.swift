// Price against content: one point for each offer, or for each step of a change. The figures stand in the table beside.

import Markup
import Quantities

/// A chart of points, price to the right and carbon upwards: the lower left is the better place.
struct PriceContentChart {
  /// A point.
  struct Point {
    /// What stands beside it: a number that the table repeats, or a word.
    let label: String
    let price: Money
    let carbon: CarbonMass
    /// Whether the content was transmitted: a full point; else a ring.
    var isFull = true
  }

  let title: String
  let description: String
  /// Names of the axes: right, up.
  let axes: (price: String, carbon: String)
  let points: [Point]
  /// Whether the points are steps of one way, joined by a line.
  var isWay = false

  private static let (width, height) = (640.0, 320.0)
  private static let (left, right, top, bottom) = (24.0, 60.0, 34.0, 40.0)

  var html: HTML {
    guard points.count > 1 else { return .empty }
    let x = Scale(
      points.map { Double($0.price.cents) }, PriceContentChart.left, PriceContentChart.width - PriceContentChart.right)
    let y = Scale(
      points.map { Double($0.carbon.grams) }, PriceContentChart.height - PriceContentChart.bottom, PriceContentChart.top
    )
    let places = points.map { (x.place(Double($0.price.cents)), y.place(Double($0.carbon.grams))) }
    let way: HTML =
      isWay
      ? "<polyline class=\"line s2 dashed\" points=\"\(places.map { "\(text($0.0)),\(text($0.1))" }.joined(separator: " "))\"/>"
      : .empty
    let marks = zip(points, places).map { point, place -> HTML in
      """
      <circle class="\(point.isFull ? "point" : "point ring")" cx="\(text(place.0))" cy="\(text(place.1))" r="7"/>\
      <text class="mark" x="\(text(place.0 + 12))" y="\(text(place.1 + 5))">\(point.label)</text>
      """
    }
    let (axisX, axisY) = (text(PriceContentChart.left), text(PriceContentChart.height - PriceContentChart.bottom + 14))
    return """
      <figure class="chart"><svg class="points" viewBox="0 0 640 320" role="img" aria-label="\(title). \(description)">\
      <line class="axis" x1="\(axisX)" x2="\(text(PriceContentChart.width - 12))" y1="\(axisY)" y2="\(axisY)"/>\
      <line class="axis" x1="\(axisX)" x2="\(axisX)" y1="\(text(PriceContentChart.top - 12))" y2="\(axisY)"/>\
      <text class="mark" x="\(axisX)" y="14">↑ \(axes.carbon)</text>\
      <text class="mark end" x="\(text(PriceContentChart.width - 12))" y="\(text(PriceContentChart.height - 6))">\(axes.price) →</text>\
      \(way)\(marks)</svg></figure>
      """
  }

  /// From values to places. Values that are close together are drawn apart, since it is the difference that counts.
  private struct Scale {
    let low: Double
    let span: Double
    let (from, to): (Double, Double)

    init(_ values: [Double], _ from: Double, _ to: Double) {
      let (least, most) = (values.min() ?? 0, values.max() ?? 0)
      let room = max((most - least) * 0.12, abs(most) * 0.01, 1)
      low = least - room
      span = most + room - low
      (self.from, self.to) = (from, to)
    }

    func place(_ value: Double) -> Double { from + (value - low) / span * (to - from) }
  }

  /// A coordinate with one decimal: the same on every machine.
  private func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
