// "What carbon costs you": the decarbonated margin of the firm's years, shown at once; a form changes price and years.

import CanonicalJSON
import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases

enum MarginPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let title = visit.say(MarginMessage.title)
    let asked = try asked(visit)
    guard !asked.chosen.isEmpty else { return empty(title, asked, visit) }
    let form = MarginForm(visit: visit, asked: asked)
    do throws(Refusal) {
      let choice = try form.choice()
      guard let result = try asked.result(at: choice) else { return empty(title, asked, visit) }
      let view = MarginView(result: result, choice: choice, visit: visit)
      let content: HTML = """
        \(Piece.heading(title, view.lead))\(gaps(asked, visit))\(view.price)\(view.figures)\(form.html)
        \(view.charts)\(MarginTables(result: result, visit: visit).html)\(view.cautions)\(view.origins)
        <ul><li><a href="\(form.path("/price/margin.pdf"))">\(visit.say(ScenarioMessage.filePDF))</a></li>\
        <li><a href="\(form.path("/price/margin.json"))">\(visit.say(MarginMessage.json))</a></li></ul>
        """
      return visit.pricePage(title, .margin, content)
    } catch {
      let content: HTML = "\(Piece.heading(title))\(visit.errors(error))\(gaps(asked, visit))\(form.html)"
      return visit.pricePage(title, .margin, content, status: 422)
    }
  }

  /// The same figures for a program, to the byte what the command line writes of the same years.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    .inline(MarginDocument.json(try result(visit).report).prettyText + "\n", type: "application/json")
  }

  /// Two pages for those who decide.
  static func print(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let report = try result(visit).report
    let sheet = MarginSheet.html(report, visit.speaker, made: SheetMaking(on: visit.now.day))
    let years = report.years.map { String($0.figures.year) }.joined(separator: "-")
    let name = DownloadName.of(.margin, siren: visit.profile.siren, year: years, "pdf")
    return .file(try PrintPDF.bytes(sheet.text), type: "application/pdf", name: name)
  }

  private static func result(_ visit: FirmVisit) throws(Refusal) -> RestateMargin.Result {
    let asked = try asked(visit)
    // Without a year there is no price either.
    guard !asked.chosen.isEmpty,
      let result = try asked.result(at: try MarginForm(visit: visit, asked: asked).choice())
    else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    return result
  }

  private static func asked(_ visit: FirmVisit) throws(Refusal) -> FirmMargin {
    try FirmMargin(
      visit.library, visit.firm, years: visit.query.all("year"), policy: try visit.policy()?.policy, at: visit.now)
  }

  private static func empty(_ title: String, _ asked: FirmMargin, _ visit: FirmVisit) -> Answer {
    let card = Piece.card(
      """
      <h2>\(visit.say(MarginMessage.empty))</h2>\(Piece.text(visit.say(MarginMessage.emptyText)))\
      <p class="actions">\(Piece.button(visit.path("/ledger"), visit.say(MarginMessage.emptyLink)))</p>
      """)
    return visit.pricePage(title, .margin, "\(Piece.heading(title))\(asked.gaps.isEmpty ? card : gaps(asked, visit))")
  }

  /// The years that lack something, newer than the oldest that is shown, with where to give it.
  private static func gaps(_ asked: FirmMargin, _ visit: FirmVisit) -> HTML {
    let oldest = asked.chosen.first?.period.start
    let shown = asked.gaps.filter { gap in oldest.map { gap.year.period.start > $0 } ?? true }
    return HTML(
      shown.map { year, gap -> HTML in
        let (words, link, page): (MarginMessage, MarginMessage, String) =
          switch gap {
          case .ledger: (.gapLedger, .gapLedgerLink, "/ledger")
          case .activity: (.gapActivity, .gapActivityLink, "/reading")
          }
        return Piece.notice(
          "note", visit.say(words, ["year": .text(year.period.label)]),
          "<p><a href=\"\(visit.path(year, page))\">\(visit.say(link))</a></p>")
      })
  }
}
