// A priced document as a sheet of paper: HTML styled for print.

import Markup
import Quantities
import Wording

extension PricedDocument {
  /// The document as HTML that asks for nothing from elsewhere.
  ///
  /// - Throws: a refusal when the link does not fit a QR code.
  public func html(_ speaker: Speaker) throws(Refusal) -> HTML {
    let code = try statement.link.map { link throws(Refusal) in try QRCode("https://" + link) }
    let drawing: HTML? = code.map {
      """
      <svg class="qr" role="img" aria-label="\(statement.link ?? "")" viewBox="0 0 \($0.side) \($0.side)" \
      shape-rendering="crispEdges"><path d="\($0.path)"/></svg>
      """
    }
    let body: HTML =
      kind == .letterhead
      ? "<p class=\"lead\">\(speaker.say(PricedMessage.letterheadLead))</p>"
      : "<h1>\(heading(speaker))</h1>\(table(speaker))"
    let carbon: [HTML] = notes(speaker).map { "<p>\($0)</p>" }
    return """
      <!doctype html><html lang="\(speaker.language.rawValue)"><head><meta charset="utf-8">
      <title>\(heading(speaker)) — \(firm)</title><style>\(PricedDocument.style)</style></head><body>
      <header><p class="firm">\(firm)</p></header>
      <main>\(body)</main><footer>\(drawing)<div>\(carbon)</div></footer>
      </body></html>
      """
  }

  private func table(_ speaker: Speaker) -> HTML {
    func head(_ key: PricedMessage, _ kind: String = "number") -> HTML {
      "<th scope=\"col\" class=\"\(kind)\">\(speaker.say(key))</th>"
    }
    let isQuote = kind == .quote
    let columns: HTML = """
      \(head(.name, "text"))\(isQuote ? head(.quantity) : .empty)\(head(.unit, "text"))\(head(.price))\
      \(isQuote ? head(.amount) : .empty)\(head(isQuote ? .content : .contentOfOne))
      """
    let foot: HTML = """
      <tfoot><tr><th scope="row" colspan="4">\(speaker.say(PricedMessage.total))</th>\
      <td class="number">\(speaker.numbers.euros(total))</td>\
      <td class="number carbon">\(speaker.numbers.carbon(content))</td></tr></tfoot>
      """
    return """
      <table><thead><tr>\(columns)</tr></thead><tbody>\(rows.map { row($0, speaker) })</tbody>\(isQuote ? foot : .empty)</table>
      """
  }

  private func row(_ row: Row, _ speaker: Speaker) -> HTML {
    func number(_ text: String) -> HTML { "<td class=\"number\">\(text)</td>" }
    let isQuote = kind == .quote
    let carbon = row.content.map(speaker.numbers.carbon) ?? speaker.say(PricedMessage.notTransmitted)
    return """
      <tr><td>\(row.line.name)</td>\(isQuote ? number(speaker.numbers.decimal(row.line.quantity.shortText)) : .empty)\
      <td>\(row.line.unit)</td>\(number(speaker.numbers.euros(row.line.price)))\
      \(isQuote ? number(speaker.numbers.euros(row.amount)) : .empty)<td class="number carbon">\(carbon)</td></tr>
      """
  }

  private static let style: HTML = """
    @page { size: A4; margin: 18mm 20mm 34mm; @bottom-left { content: element(foot); width: 100%; } }
    body { font: 10pt/1.45 "Inter", "Helvetica", "Arial", sans-serif; color: #14272d; margin: 0; }
    h1, .firm { font-family: "Palatino Linotype", "Palatino", "Georgia", serif; }
    .firm { font-size: 16pt; font-weight: bold; margin: 0 0 12mm; }
    h1 { font-size: 13pt; margin: 0 0 5mm; }
    .lead { color: #4a5f66; font-size: 9pt; }
    table { border-collapse: collapse; width: 100%; }
    thead { display: table-header-group; } tr { break-inside: avoid; }
    th { text-align: left; font-weight: normal; color: #4a5f66; border-bottom: .3mm solid #0b4f5c; padding: 1mm 2mm 1mm 0; }
    td { border-bottom: .2mm solid #d9d6cb; padding: 1.4mm 2mm 1.4mm 0; vertical-align: top; }
    .number { text-align: right; white-space: nowrap; } .carbon { color: #a8480f; }
    th:last-child, td:last-child { padding-right: 0; }
    tfoot td, tfoot th { border-bottom: 0; font-weight: bold; color: #14272d; } tfoot .carbon { color: #a8480f; }
    footer { position: running(foot); display: flex; gap: 4mm; align-items: center; font-size: 8.5pt;
      border-top: .4mm solid #a8480f; padding-top: 3mm; }
    footer p { margin: 0; } .qr { width: 18mm; height: 18mm; }
    """
}
