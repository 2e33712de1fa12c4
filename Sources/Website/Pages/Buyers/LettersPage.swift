// Letters to suppliers: to copy, to print, all at once; noted as asked when they go out.

import Markup
import Quantities
import Storage
import UseCases
import Wording

enum LettersPage {
  /// The most letters written at once.
  private static let most = 100

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit) }

  /// The letters on paper.
  static func print(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let letters = try self.letters(visit, shown, named: visit.query.all("supplier"))
    guard let first = letters.first else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let bytes = try PrintPDF.bytes(RequestLetter.document(letters, first.speaker).text)
    return .file(
      bytes, type: "application/pdf",
      name: DownloadName.of(.letters, siren: visit.profile.siren, year: shown.year.period.label, "pdf"))
  }

  /// Notes that these suppliers are asked today.
  static func note(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let letters = try self.letters(visit, shown, named: visit.form.all("supplier"))
    for letter in letters {
      try visit.firm.requestContent(
        of: letter.supplier.number, name: String(letter.supplier.name.prefix(100)), year: shown.year.id, at: visit.now)
    }
    return .redirect(visit.path("/suppliers", ["year": shown.year.period.label]))
  }

  private static func page(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let title = visit.say(BuyerMessage.lettersTitle)
    guard let shown = try BuyerYear(visit) else { return visit.withoutAccount(title) }
    let year = shown.year.period.label
    let letters = try self.letters(visit, shown, named: visit.query.all("supplier"))
    guard !letters.isEmpty else {
      let back = Piece.button(visit.path("/suppliers", ["year": year]), visit.say(BuyerMessage.oneBack))
      return visit.firmPage(
        title,
        "\(Piece.heading(title))\(Piece.text(visit.say(BuyerMessage.lettersNone)))<p class=\"actions\">\(back)</p>")
    }
    let language = letters[0].speaker.language
    let content: HTML = """
      \(Piece.heading(title, visit.say(BuyerMessage.lettersLead, ["count": .integer(letters.count)])))
      \(visit.firm.may(.keep) ? noting(letters, year, visit) : .empty)
      <p class="actions">\(Piece.button(address("/suppliers/letters.pdf", letters, year, language, visit), visit.say(BuyerMessage.lettersPDF), class: "quiet"))
      \(Piece.button(address("/suppliers/letters", letters, year, language == .fr ? .en : .fr, visit), visit.say(language == .fr ? BuyerMessage.english : .french), class: "quiet"))
      \(Piece.button(visit.path("/suppliers", ["year": year]), visit.say(BuyerMessage.oneBack), class: "quiet"))</p>
      \(letters.enumerated().map { letter($0.element, $0.offset, visit) })
      """
    return visit.firmPage(title, content)
  }

  private static func letter(_ letter: RequestLetter, _ position: Int, _ visit: FirmVisit) -> HTML {
    let id = "letter-\(position)"
    return """
      \(letter.html(id: id))
      <p class="actions"><button type="button" class="button quiet small" hidden data-copy="\(id)" \
      data-copied="\(visit.say(BuyerMessage.lettersCopied))">\(visit.say(BuyerMessage.lettersCopy))</button></p>
      """
  }

  private static func noting(_ letters: [RequestLetter], _ year: String, _ visit: FirmVisit) -> HTML {
    let fields = letters.map { Field.hidden("supplier", $0.supplier.number) }
    let send = Field.submit(visit.say(BuyerMessage.lettersNote))
    return visit.form(
      visit.path("/suppliers/asked"),
      """
      \(Field.hidden("year", year))\(fields)<p class="actions">\(send)
      <span class="muted small">\(visit.say(BuyerMessage.lettersNoted))</span></p>
      """)
  }

  private static func address(
    _ path: String, _ letters: [RequestLetter], _ year: String, _ language: Language, _ visit: FirmVisit
  ) -> LinkPath {
    let suppliers = letters.map { "supplier=" + LinkPath.escaped($0.supplier.number) }
    let query = ["year=" + LinkPath.escaped(year), "letter=\(language.rawValue)"] + suppliers
    return LinkPath(visit.path(path).text + "?" + query.joined(separator: "&"))
  }

  private static func letters(
    _ visit: FirmVisit, _ shown: BuyerYear, named: [String]
  ) throws(Refusal) -> [RequestLetter] {
    let review = try shown.review(visit)
    let language = Language(rawValue: visit.query["letter"]) ?? visit.speaker.language
    let prudence = try PurchaseEstimate(visit.library, on: shown.year.period.end).prudence
    let asker = try visit.store.person(visit.person.id).identity()
    var seen: Set<String> = []
    return named.filter { seen.insert($0).inserted }.prefix(most).compactMap { review[$0] }.map {
      RequestLetter(
        supplier: $0, firm: visit.profile, contact: asker.map { ($0.name, $0.email) }, year: shown.year.period.label,
        date: visit.now.day, prudence: prudence,
        speaker: visit.site.speaker(language))
    }
  }
}
