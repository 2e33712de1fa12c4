// The frame of the two-page sheets of carbon pricing: the answer on the first page, what it rests on on the second.

import Markup
import Quantities
import Wording

/// A sheet of two A4 pages as an HTML document styled for print, which asks for nothing from elsewhere.
struct PricingSheet {
  /// A figure to see first.
  struct Key {
    let name: HTML
    let figure: HTML
    var note = HTML.empty
  }

  let figures: SheetFigures
  let made: SheetMaking
  /// Which application.
  let application: PricingSheetWord
  /// Whose sheet it is, with the place of the name in the JSON.
  let title: HTML
  /// The same without markup.
  let plainTitle: String
  let question: HTML
  let answer: HTML
  let keys: [Key]
  /// What follows on the first page: drawing, then tables.
  let front: [HTML]
  /// What the second page holds before warnings and terms.
  let back: [HTML]
  let warnings: [Diagnostic]
  let terms: [PricingSheetTerm]

  private var speaker: Speaker { figures.speaker }

  var html: HTML {
    """
    <!doctype html><html lang="\(speaker.language.rawValue)"><head><meta charset="utf-8">
    <title>\(speaker.say(application)) — \(plainTitle)</title>
    <meta name="generator" content="Sillage \(made.version)"><style>\(PricingSheet.style)</style></head><body>
    <section class="front"><p class="application">\(speaker.say(application))</p><h1>\(title)</h1>
    <p class="question">\(question)</p><p class="answer">\(answer)</p>\(keyList)\(front)</section>
    <section class="back">\(back)\(cautions)\(glossary)<p class="made">\(making)</p></section>
    </body></html>
    """
  }

  private var keyList: HTML {
    let items = keys.map { key -> HTML in
      """
      <li><span class="name">\(key.name)</span><strong>\(key.figure)</strong><span class="note">\(key.note)</span></li>
      """
    }
    return "<ul class=\"keys\">\(items)</ul>"
  }

  /// At most so many warnings, so that the page holds them.
  private static let warningLimit = 6

  private var cautions: HTML {
    // Years say the same of themselves: once is enough.
    let once = warnings.enumerated().filter { place, found in
      !warnings[..<place].contains { $0.message == found.message }
    }
    guard !once.isEmpty else { return .empty }
    let shown = once.prefix(PricingSheet.warningLimit).map { place, found -> HTML in
      "<li data-warning=\"\(place)\">\(figures.words(found.message))</li>"
    }
    let left = once.count - shown.count
    let rest: HTML = left > 0 ? "<li>\(figures.more(left))</li>" : .empty
    return "<h2>\(figures.say(PricingSheetWord.warnings))</h2><ul class=\"cautions\">\(shown)\(rest)</ul>"
  }

  private var glossary: HTML {
    let items = terms.map { "<li>\(figures.say($0))</li>" as HTML }
    return "<h2>\(figures.say(PricingSheetWord.terms))</h2><ul class=\"terms\">\(items)</ul>"
  }

  private var making: HTML {
    HTML(
      escaping: figures.words(
        PricingSheetWord.made, ["date": .date(made.madeOn), "version": .text(made.version)]))
  }
}

extension PricingSheet {
  /// How much of a page a drawing takes: as much as what follows leaves it.
  enum Size: String {
    case low, high

    /// The height of letters, in units of the drawing, that makes them seven to eight points on paper.
    var letters: Int { self == .low ? 14 : 12 }
  }

  /// A drawing with what it says in words: a printed drawing has no other text for those who listen.
  ///
  /// - Parameters:
  ///   - size: how much of the page it takes.
  ///   - letters: the height of letters, for a drawing of another shape.
  static func figure(_ drawing: HTML, _ caption: HTML, _ size: Size, letters: Int? = nil) -> HTML {
    """
    <figure class="\(size.rawValue)">\(PlotFile.inline(drawing, letters: letters ?? size.letters))<figcaption>\(caption)</figcaption></figure>
    """
  }

  /// A part under a heading.
  static func part(_ heading: HTML, _ pieces: [HTML]) -> HTML { "<h2>\(heading)</h2>\(pieces)" }

  /// Parts side by side.
  static func aside(_ parts: [HTML]) -> HTML {
    "<div class=\"aside\">\(parts.map { "<div>\($0)</div>" as HTML })</div>"
  }

  static let style: HTML = """
    @page { size: A4; margin: 13mm 16mm 15mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt "Inter", sans-serif; color: #4a5f66; } }
    body { font: 9pt/1.4 "Inter", "Helvetica", "Arial", "DejaVu Sans", sans-serif; color: #14272d; margin: 0; }
    h1, h2, .answer { font-family: "Palatino Linotype", "Palatino", "Georgia", "DejaVu Serif", serif; }
    h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 2mm; }
    h2 { font-size: 11pt; margin: 4mm 0 1.5mm; color: #0b4f5c; break-after: avoid; }
    p { margin: 0 0 1.5mm; } ul { margin: 0 0 2.5mm; padding: 0; list-style: none; }
    .front { break-after: page; }
    .back h2:first-child { margin-top: 0; }
    .application { font-size: 8pt; color: #4a5f66; border-bottom: .4mm solid #0b4f5c; padding-bottom: 1.5mm; margin-bottom: 4mm; }
    .question { font-size: 10pt; color: #4a5f66; margin-bottom: 3mm; }
    .answer { font-size: 12pt; line-height: 1.4; border-left: 1.2mm solid #a8480f; background: #fbeee2; padding: 3mm 4mm;
      margin: 0 0 4mm; }
    .n { white-space: nowrap; }
    .keys { display: table; width: 100%; table-layout: fixed; border-collapse: separate; margin-bottom: 4mm; }
    .keys li { display: table-cell; border-top: .5mm solid #0b4f5c; padding: 1.5mm 3mm 0 0; vertical-align: top; }
    .keys .name { display: block; font-size: 8pt; line-height: 1.25; color: #4a5f66; min-height: 7.2mm; }
    .keys strong { display: block; font-size: 12.5pt; line-height: 1.35; }
    .keys .note { display: block; font-size: 7.5pt; line-height: 1.3; color: #4a5f66; }
    figure { margin: 0 0 3mm; break-inside: avoid; }
    figure svg { width: 100%; overflow: visible; } .low svg { height: 78mm; } .high svg { height: 110mm; }
    figcaption { font-size: 8pt; color: #4a5f66; }
    table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; font-size: 8pt; line-height: 1.3; }
    caption { text-align: left; font-weight: bold; padding-bottom: 1mm; }
    th { text-align: left; font-weight: normal; } td { text-align: right; }
    th, td { padding: .7mm 0 .7mm 2mm; border-bottom: .2mm solid #d9d6cb; vertical-align: top; }
    th:first-child, td:first-child { padding-left: 0; }
    thead th { color: #4a5f66; border-bottom: .3mm solid #0b4f5c; vertical-align: bottom; text-align: right; font-size: 7.5pt; }
    thead th:first-child, .across td { text-align: left; }
    tr { break-inside: avoid; } .marked th, .marked td { background: #eef4f4; font-weight: bold; }
    .across td { color: #4a5f66; font-size: 7.5pt; padding-top: 1.4mm; }
    .aside { display: table; width: 100%; table-layout: fixed; } .aside > div { display: table-cell; padding-right: 5mm; vertical-align: top; }
    .aside > div:last-child { padding-right: 0; }
    .cautions li { font-size: 8pt; margin-bottom: 1mm; padding-left: 3mm; border-left: .8mm solid #a8480f; }
    .terms li { font-size: 7.8pt; line-height: 1.35; margin-bottom: .7mm; }
    .small, .source { font-size: 7.8pt; color: #4a5f66; }
    .made { font-size: 7.8pt; color: #4a5f66; border-top: .3mm solid #d9d6cb; margin-top: 3mm; padding-top: 1.5mm; }
    """
}
