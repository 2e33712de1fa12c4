// A letter that asks a supplier for the carbon content of what they sell.

import Markup
import Quantities
import Storage
import UseCases
import Wording

struct RequestLetter {
  let supplier: SupplierReview.Supplier
  /// Who asks.
  let firm: OrganisationStore.Profile
  /// Whom the supplier answers; nil where nobody is known.
  let contact: (name: String, email: String)?
  let year: String
  let date: CalendarDate
  /// The prudence margin on what is estimated.
  let prudence: Rational
  let speaker: Speaker

  /// The subject, in one line.
  var subject: String {
    speaker.say(BuyerMessage.letterSubject, ["firm": .text(firm.name), "year": .text(year)])
  }

  /// The paragraphs, from greeting to name.
  var paragraphs: [String] {
    let spend = speaker.numbers.wholeEuros(supplier.spend)
    let keys: [BuyerMessage] = [
      .letterHello, .letterWhy, .letterAsk, .letterHow, .letterFree, .letterValued, .letterThanks,
    ]
    let words = keys.map {
      speaker.say($0, ["spend": .text(spend), "year": .text(year), "prudence": .share(prudence)])
    }
    return words + [contact.map { "\($0.name), \(firm.name)" } ?? firm.name]
  }

  /// Whom to answer, where.
  private var answer: HTML {
    guard let contact else { return .empty }
    let words = speaker.say(
      BuyerMessage.letterContact, ["name": .text(contact.name), "email": .text(contact.email)])
    return "<p>\(words)</p>"
  }

  /// The letter as a piece of a page.
  func html(id: String) -> HTML {
    """
    <article class="letter" id="\(id)" lang="\(speaker.language.rawValue)">
    <p class="letter-head">\(firm.name)<br>\(firm.siren.map { "SIREN \($0)" } ?? "")\
    \(contact.map { "<br>\($0.name)<br>\($0.email)" as HTML })</p>
    <p class="letter-to">\(supplier.name)<br><span class="muted">\(speaker.numbers.date(date))</span></p>
    <h2>\(subject)</h2>\(paragraphs.map { "<p>\($0)</p>" as HTML })\(answer)
    </article>
    """
  }

  /// Letters as a document to print, one on each sheet.
  static func document(_ letters: [RequestLetter], _ speaker: Speaker) -> HTML {
    let style: HTML = """
      @page { size: A4; margin: 25mm 22mm; }
      body { font: 11pt/1.5 "DejaVu Serif", Georgia, serif; color: #14272d; margin: 0; }
      article { break-after: page; } article:last-child { break-after: auto; }
      h2 { font-size: 12pt; margin: 8mm 0 6mm; } p { margin: 0 0 3.5mm; }
      .letter-to { text-align: right; margin: 4mm 0; }
      """
    return """
      <!doctype html><html lang="\(speaker.language.rawValue)"><head><meta charset="utf-8">
      <title>\(speaker.say(BuyerMessage.lettersTitle))</title><style>\(style)</style></head><body>
      \(letters.enumerated().map { $0.element.html(id: "letter-\($0.offset)") })
      </body></html>
      """
  }
}
