// What is wrong or odd in an invoice, and how a page says it.

import Invoicing
import Markup
import Quantities
import Wording

/// What is wrong or odd in an invoice that could be read.
struct InvoiceFindings {
  /// Differences of sums, then doubts.
  let all: [Diagnostic]
  /// How many rules were worked out.
  let rules: Int

  init(_ invoice: Invoice) {
    do throws(Refusal) {
      let check = try InvoiceCheck(invoice)
      all = check.findings + invoice.doubts
      rules = check.rules.count
    } catch {
      all = error.diagnostics + invoice.doubts
      rules = 0
    }
  }

  /// One of them: file, business term and line where they are known, what, and what to do.
  static func html(_ finding: Diagnostic, _ visit: FirmVisit) -> HTML {
    let line = finding.line.map { visit.say(PlaceMessage.line, ["line": .integer($0)]) }
    let places = [finding.file, finding.field, line].compactMap(\.self).joined(separator: ", ")
    let place: HTML = places.isEmpty ? .empty : "<span class=\"place\">\(places)</span> "
    let remedy = visit.speaker.remedy(for: finding.message)
    return """
      <li>\(place)\(visit.speaker.say(finding.message))\
      \(remedy.isEmpty ? .empty : "<span class=\"remedy\">\(remedy)</span>")</li>
      """
  }
}
