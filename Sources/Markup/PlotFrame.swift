// What every plot shares: its frame, its colours, and the file it can be saved as.

/// The frame of a plot.
enum PlotFrame {
  /// The classes of the n-th line or bar: six colours, then the same dashed.
  static func style(_ place: Int) -> (stroke: String, fill: String) {
    let colour = place % 6 + 1
    return ("s\(colour)" + (place >= 6 ? " dashed" : ""), "f\(colour)")
  }

  static func svg(_ title: String, _ description: String, height: Double, _ parts: [HTML]) -> HTML {
    """
    <svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 760 \(number(height))" role="img" \
    aria-label="\(title). \(description)"><title>\(title)</title><desc>\(description)</desc>\
    <text class="plot-title" x="14" y="17">\(title)</text>\(parts)</svg>
    """
  }
}

extension PlotFrame {
  /// A label beside a line, legible over whatever lies under it: its outline first, then the letters, since printers know
  /// no order of painting.
  static func label(_ words: String, x: Double, y: Double, isEnd: Bool) -> HTML {
    let side: HTML = isEnd ? "end" : "start"
    let place: HTML = "x=\"\(number(x))\" y=\"\(number(y))\""
    return """
      <text class="tick \(side) halo" \(place)>\(words)</text><text class="tick \(side)" \(place)>\(words)</text>
      """
  }
}

/// The names of lines or bars under a plot, in two columns.
struct PlotLegend {
  private let labels: [String]
  private let top: Double

  init(_ labels: [String], top: Double) {
    self.labels = labels
    self.top = top
  }

  /// Long names stand one under another.
  private var columns: Int { labels.contains { $0.count > 46 } ? 1 : 2 }

  var bottom: Double { top + Double((labels.count + columns - 1) / columns) * 20 + 8 }

  var html: HTML {
    HTML(
      labels.enumerated().map { place, label -> HTML in
        let (x, y) = (place % columns == 0 ? 14.0 : 390.0, top + Double(place / columns) * 20)
        let style = PlotFrame.style(place)
        return """
          <line class="line \(style.stroke)" x1="\(number(x))" x2="\(number(x + 26))" y1="\(number(y))" y2="\(number(y))"/>\
          <text class="tick start" x="\(number(x + 34))" y="\(number(y + 4))">\(label)</text>
          """
      })
  }
}

/// A plot saved as a file: the same drawing with its colours inside, since no stylesheet stands beside a file.
public enum PlotFile {
  private static let style: HTML = """
    <style>svg.plot{background:#fff;font-family:Inter,"DejaVu Sans",sans-serif}\
    .plot-title{font-size:17px;font-weight:600;fill:#14272d}.tick{font-size:12px;fill:#4a5f66;text-anchor:middle}\
    .tick.start{text-anchor:start}.tick.end{text-anchor:end}.grid{stroke:#e3e6ea;stroke-width:1}\
    .axis{stroke:#6b7480;stroke-width:1.2}.mark-line{stroke:#14272d;stroke-dasharray:3 3}.halo{paint-order:stroke;stroke:#fff;stroke-width:4px}\
    .line{fill:none;stroke-width:2.4}.dashed{stroke-dasharray:7 4}\
    .s1{stroke:#0b4f5c}.s2{stroke:#a8480f}.s3{stroke:#4f7f52}.s4{stroke:#6d5a96}.s5{stroke:#8a6d1d}.s6{stroke:#5d7078}\
    .f1{fill:#0b4f5c}.f2{fill:#a8480f}.f3{fill:#4f7f52}.f4{fill:#6d5a96}.f5{fill:#8a6d1d}.f6{fill:#5d7078}</style>
    """

  /// The bytes of an SVG file.
  ///
  /// - Parameter svg: what a plot's `svg` gave.
  public static func text(_ svg: HTML) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.opening(with: style).text + "\n"
  }

  /// The drawing within a document for print, whose stylesheet does not reach into it. A sheet is
  /// smaller than a screen: its letters are larger. It names what is drawn beside the drawing.
  ///
  /// - Parameters:
  ///   - svg: what a plot's `svg` gave.
  ///   - letters: the height of letters, in units of the drawing.
  public static func inline(_ svg: HTML, letters: Int) -> HTML {
    svg.opening(with: style + "<style>.tick{font-size:\(letters)px}.plot-title{display:none}</style>")
  }
}
