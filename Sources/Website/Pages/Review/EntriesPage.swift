// Every carbon entry of a year, page by page, each leading to its calculation.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

enum EntriesPage {
  /// Entries on a page.
  private static let size = 50

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    _ = try CurrentBooks.of(year, visit)
    let words = visit.query["words"]
    let found = try entries(year, visit, words)
    let pages = max(1, (found.count + size - 1) / size)
    let page = min(max(Int(visit.query["page"]) ?? 1, 1), pages)
    var table = DataTable(
      visit.say(ReviewMessage.entriesCaption, ["count": .integer(found.count)]),
      [
        .text(visit.say(ReviewMessage.entry)), .text(visit.say(ReviewMessage.date)),
        .text(visit.say(ReviewMessage.account)), .text(visit.say(ReviewMessage.category)),
        .number(visit.say(ReviewMessage.amount)), .number(visit.say(ReviewMessage.carbon)),
      ])
    for entry in found.dropFirst((page - 1) * size).prefix(size) {
      table.add([
        "<a class=\"code\" href=\"\(visit.path(year, "/explain", ["figure": entry.id]))\">\(entry.id)</a>",
        "\(visit.numbers.date(entry.date))",
        "\([entry.account, entry.supplier ?? ""].filter { !$0.isEmpty }.joined(separator: " · "))",
        "\(visit.categoryName(entry.category))", "\(entry.amount.map(visit.numbers.euros) ?? "")",
        "\(visit.numbers.integer(entry.carbon.grams)) g",
      ])
    }
    let title = visit.say(ReviewMessage.entriesTitle)
    let content: HTML = """
      \(Piece.heading(title, visit.say(ReviewMessage.entriesLead)))
      <form method="get" class="row">\(Field("words", visit.say(ReviewMessage.entriesSearch), value: words).with { $0.isRequired = false }.html)\
      \(Field.submit(visit.say(ReviewMessage.entriesButton), class: "quiet"))</form>
      \(found.isEmpty ? Piece.text(visit.say(ReviewMessage.entriesNone)) : table.html)
      \(pages > 1 ? numbers(page, of: pages, words, year, visit) : .empty)
      <p>\(Piece.button(visit.path(year, "/entries.csv"), visit.say(ReviewMessage.csv), class: "quiet"))</p>
      """
    return visit.yearPage(title, .account, year, content)
  }

  /// All of them as a table other programs read.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let bytes = EntryTable.csv(try visit.books(of: year))
    return .file(
      bytes, type: "text/csv; charset=utf-8",
      name: DownloadName.of(.entries, siren: visit.profile.siren, year: year.period.label, "csv"))
  }

  private static func entries(
    _ year: StoredYear, _ visit: FirmVisit, _ words: String
  ) throws(Refusal) -> [EntryRecord] {
    let all = try visit.firm.journal(of: year.id).sorted {
      ($1.carbon.magnitude, $0.id) < ($0.carbon.magnitude, $1.id)
    }
    guard !words.isEmpty else { return all }
    let wanted = words.folded
    return all.filter { entry in
      [
        entry.id, entry.account, entry.supplier ?? "", entry.category, entry.factor ?? "",
        visit.categoryName(entry.category),
      ]
      .contains { $0.folded.contains(wanted) }
    }
  }

  private static func numbers(
    _ page: Int, of pages: Int, _ words: String, _ year: StoredYear, _ visit: FirmVisit
  ) -> HTML {
    let shown = Set([1, pages] + Array(max(1, page - 2)...min(pages, page + 2))).sorted()
    let links = shown.map { number -> HTML in
      let path = visit.path(year, "/entries", ["words": words, "page": String(number)])
      return number == page
        ? "<span aria-current=\"page\">\(number)</span>"
        : "<a href=\"\(path)\" aria-label=\"\(visit.say(ReviewMessage.page, ["number": .integer(number)]))\">\(number)</a>"
    }
    return "<nav class=\"pages\" aria-label=\"\(visit.say(ReviewMessage.pages))\">\(links)</nav>"
  }
}
