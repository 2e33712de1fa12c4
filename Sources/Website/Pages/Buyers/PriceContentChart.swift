// Price against content: one point for each offer, or for each step of a change. The figures stand in the table beside.

import Markup
import Quantities
import Wording

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
  /// Names of the axes, without their units: right, up.
  let axes: (price: String, carbon: String)
  let points: [Point]
  /// How the figures at the axes are written.
  let numbers: NumberStyle
  /// Whether the points are steps of one way, joined by a line.
  var isWay = false

  private static let (width, height) = (640.0, 320.0)
  private static let (left, right, top, bottom) = (100.0, 60.0, 40.0, 64.0)

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
      <text class="mark" x="0" y="16">↑ \(axes.carbon) (\(unit.name))</text>\
      <text class="mark end" x="\(text(PriceContentChart.width - 12))" y="\(text(PriceContentChart.height - 4))">\(axes.price) (€) →</text>\
      \(carbonTicks(y))\(priceTicks(x))\(way)\(marks)</svg></figure>
      """
  }

  /// The unit in which contents are written: the one that suits the largest.
  private var unit: (name: String, grams: Int64) {
    let most = points.map(\.carbon.magnitude.grams).max() ?? 0
    return most >= 10_000_000 ? ("t CO2e", 1_000_000) : most >= 1000 ? ("kg CO2e", 1000) : ("g CO2e", 1)
  }

  /// The least and the largest content, beside the axis.
  private func carbonTicks(_ scale: Scale) -> HTML {
    let x = text(PriceContentChart.left - 8)
    return HTML(
      ends(points.map(\.carbon)).map { mass -> HTML in
        let value = (try? Rational(Int128(mass.grams), over: Int128(unit.grams)))?.decimalText(places: 1) ?? ""
        let y = text(scale.place(Double(mass.grams)) + 5)
        return "<text class=\"mark end\" x=\"\(x)\" y=\"\(y)\">\(numbers.decimal(value))</text>"
      })
  }

  /// The least and the largest price, under the axis.
  private func priceTicks(_ scale: Scale) -> HTML {
    let y = text(PriceContentChart.height - PriceContentChart.bottom + 34)
    return HTML(
      ends(points.map(\.price)).map { price -> HTML in
        let value = numbers.decimal(price.euros.decimalText(places: 0))
        let x = text(scale.place(Double(price.cents)))
        return "<text class=\"mark middle\" x=\"\(x)\" y=\"\(y)\">\(value)</text>"
      })
  }

  /// The two ends of what is drawn; one where all are the same.
  private func ends<Value: Comparable>(_ values: [Value]) -> [Value] {
    guard let least = values.min(), let most = values.max() else { return [] }
    return least == most ? [least] : [least, most]
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
