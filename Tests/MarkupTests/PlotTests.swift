import Testing

@testable import Markup

@Suite struct PlotTests {
  private let axis = PlotAxis("x") { "\(Int($0.rounded()))" }

  @Test func `A scale has round ends and round marks`() {
    let scale = PlotScale([3, 97], from: 0, to: 100)
    #expect(scale.low == 0)
    #expect(scale.high == 100)
    #expect(scale.marks == [0, 20, 40, 60, 80, 100])
    #expect(scale.at(50) == 50)
  }

  @Test func `Years end where they end`() {
    let scale = PlotScale([2020, 2050], from: 0, to: 300, marks: 7, isTight: true)
    #expect(scale.marks.first == 2020)
    #expect(scale.marks.last == 2050)
    #expect(scale.at(2035) == 150)
  }

  @Test(arguments: [[5.0, 5.0], [0, 0], [], [-3, -3], [1e12, 2e12], [-1e-7, 1e-7]])
  func `Whatever the values, places are numbers`(values: [Double]) {
    let scale = PlotScale(values, from: 0, to: 100)
    #expect(scale.high > scale.low)
    #expect(scale.marks.allSatisfy { scale.at($0).isFinite })
  }

  @Test func `Names are escaped, in the drawing and in its file`() {
    let plot = Plot("<a>", "b & c", x: axis, y: axis, [Plot.Line("\"l\"", [(0, 0), (1, 1)])])
    #expect(plot.svg.text.contains("&lt;a&gt;"))
    #expect(plot.svg.text.contains("b &amp; c"))
    #expect(!PlotFile.text(plot.svg).contains("<a>"))
    #expect(PlotFile.text(plot.svg).contains("<style>"))
  }

  @Test func `A line of one point is a dot, a line of none is left out`() {
    let plot = Plot("t", "d", x: axis, y: axis, [Plot.Line("one", [(1, 1)]), Plot.Line("none", [])])
    #expect(plot.svg.text.contains("<circle"))
    #expect(!plot.svg.text.contains(">none<"))
  }

  @Test func `A bar goes from where the result stands to either side`() {
    let bar = BarPlot.Bar("b", low: (-10, "low"), high: (30, "high"))
    let text = BarPlot("t", "d", axis: axis, base: 10, legend: ("down", "up"), [bar]).svg.text
    #expect(text.contains(">low<") && text.contains(">high<"))
    #expect(text.split(separator: "<rect").count == 3)
  }

  @Test func `Blocks stand side by side, as wide as what they bring`() {
    let blocks = [StepPlot.Block("a", width: 1, height: -5), StepPlot.Block("b", width: 3, height: 8)]
    let text = StepPlot("t", "d", x: axis, y: axis, level: (4, "level"), blocks).svg.text
    #expect(text.contains("<title>a</title>") && text.contains(">level<"))
    #expect(text.split(separator: "<rect").count == 3)
  }
}
