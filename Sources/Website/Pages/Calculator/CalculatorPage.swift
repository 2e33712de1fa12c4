// The calculator for visitors: everything happens within one request, and nothing of it is kept.

import Accounting
import CalculatorUseCases
import CanonicalJSON
import CarbonAccounting
import Disclosure
import HTTPTypes
import Markup
import Quantities
import UseCases
import Wording

enum CalculatorPage {
  /// The largest file taken in, in bytes: it is read in memory.
  static let fileLimit = 50_000_000
  private static let xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// The empty questionnaire.
  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    var answers = CalculatorAnswers()
    answers["year"] = String(CalculatorPage.lastYear(visit))
    return page(visit, answers)
  }

  /// The questionnaire as it was filled in, and the result below.
  static func compute(_ visit: Visit) throws(Refusal) -> Answer {
    let answers = typed(visit)
    do throws(Refusal) {
      let books = try answers.entries(visit.library).books(visit.library, in: visit.speaker.language)
      return page(visit, answers, books: books)
    } catch { return page(visit, answers, refusal: error) }
  }

  /// The result as a letter to whoever computed it.
  static func letter(_ visit: Visit) throws(Refusal) -> Answer {
    let answers = typed(visit)
    let books: CarbonBooks
    do throws(Refusal) {
      books = try answers.entries(visit.library).books(visit.library, in: visit.speaker.language)
    } catch { return page(visit, answers, refusal: error) }
    do throws(Refusal) {
      try CalculatorLetter(visit: visit, books: books).send(to: visit.form["email"])
    } catch { return page(visit, answers, books: books, letter: visit.errors(error), status: error.status.code) }
    let sent = Piece.notice("good", visit.say(CalculatorNextMessage.letterSent))
    return page(visit, answers, books: books, letter: sent)
  }

  /// Signing up with what was answered: the firm's name, and the address if one was typed. Whoever signed in adds a firm.
  static func account(_ visit: Visit) throws(Refusal) -> Answer {
    guard visit.person == nil else { return .redirect(LinkPath("/firms/new")) }
    return SignUpPage.begin(visit, Piece.notice("note", visit.say(CalculatorNextMessage.accountNote)))
  }

  /// A ledger, a workbook or a file of answers: told apart by how it begins.
  static func open(_ visit: Visit, _ file: ReceivedFile?) throws(Refusal) -> Answer {
    do throws(Refusal) {
      guard let file, !file.bytes.isEmpty else {
        throw Refusal(Diagnostic(.error, CalculatorRefusal.fileMissing))
      }
      if file.bytes.starts(with: Array("PK".utf8)) {
        let answers = try CalculatorWorkbook.answers(xlsx: file.bytes, visit.library.questionnaire).answers
        return page(visit, answers, notice: .filledFromFile)
      }
      if file.bytes.first(where: { !" \r\n\t".utf8.contains($0) }) == UInt8(ascii: "{") {
        let entries = try CalculatorEntries(parsing: file.bytes, visit.library)
        return page(visit, CalculatorAnswers(entries), notice: .filledFromFile)
      }
      let ledger = try FECReader.read(file.bytes).ledger
      return page(visit, try CalculatorAnswers(filledFrom: ledger, visit.library), notice: .filledFromLedger)
    } catch {
      var answers = CalculatorAnswers()
      answers["year"] = String(CalculatorPage.lastYear(visit))
      return page(visit, answers, refusal: file.map { error.inFile($0.name) } ?? error)
    }
  }

  /// The answers as a file.
  static func entries(_ visit: Visit) throws(Refusal) -> Answer {
    try download(visit) { (entries) throws(Refusal) in
      .file(
        Array(entries.json.prettyText.utf8), type: "application/json",
        name: DownloadName.of(.calculator, siren: nil, year: String(entries.year), "json"))
    }
  }

  /// The carbon entries as a table.
  static func results(_ visit: Visit) throws(Refusal) -> Answer {
    try download(visit) { (entries) throws(Refusal) in
      let books = try entries.books(visit.library, in: visit.speaker.language)
      return .file(
        EntryTable.csv(books), type: "text/csv; charset=utf-8",
        name: DownloadName.of(.carbon, siren: nil, year: String(entries.year), "csv"))
    }
  }

  /// The workbook with the answers in it.
  static func workbook(_ visit: Visit) throws(Refusal) -> Answer {
    try download(visit) { (entries) throws(Refusal) in
      let book = CalculatorWorkbook(visit.library, visit.speaker)
      return .file(
        try book.xlsx(CalculatorAnswers(entries), year: entries.year), type: xlsxType,
        name: DownloadName.of(.calculator, siren: nil, year: String(entries.year), "xlsx"))
    }
  }

  /// The empty workbook.
  static func emptyWorkbook(_ visit: Visit) throws(Refusal) -> Answer {
    let book = CalculatorWorkbook(visit.library, visit.speaker)
    return .file(
      try book.xlsx(year: lastYear(visit)), type: xlsxType,
      name: DownloadName.of(.calculator, siren: nil, year: "", "xlsx"))
  }

  private static func download(
    _ visit: Visit, _ make: (CalculatorEntries) throws(Refusal) -> Answer
  ) throws(Refusal) -> Answer {
    let answers = typed(visit)
    do throws(Refusal) { return try make(try answers.entries(visit.library)) } catch {
      return page(visit, answers, refusal: error)
    }
  }

  /// What the form sent.
  private static func typed(_ visit: Visit) -> CalculatorAnswers {
    var answers = CalculatorAnswers()
    for name in CalculatorAnswers.names(visit.library.questionnaire) { answers[name] = visit.form[name] }
    return answers
  }

  /// The last year that is over.
  private static func lastYear(_ visit: Visit) -> Int { visit.now.day.year - 1 }

  private static func page(
    _ visit: Visit, _ answers: CalculatorAnswers, books: CarbonBooks? = nil, refusal: Refusal? = nil,
    notice: CalculatorMessage? = nil, letter: HTML = .empty, status: Int? = nil
  ) -> Answer {
    let title = visit.say(CalculatorMessage.title)
    let said: HTML = notice.map { Piece.notice("good", visit.say($0)) } ?? .empty
    // Nothing is sent twice by keeping the buttons alive: downloads leave the page where it is.
    let content: HTML = """
      \(Piece.heading(title, visit.say(CalculatorMessage.lead)))
      \(Piece.notice("good", visit.say(CalculatorMessage.nothingKept)))
      \(visit.errors(refusal))\(said)
      \(CalculatorForm.opening(visit))
      <form method="post" action="/calculator#result" data-stays>\(visit.token)
      \(CalculatorForm(visit: visit, answers: answers).html)
      <p class="actions">\(Field.submit(visit.say(CalculatorMessage.compute)))</p>
      \(books.map { CalculatorResult(visit: visit, books: $0).html } ?? .empty)
      \(books == nil ? .empty : CalculatorNext(visit: visit, letter: letter).html)
      </form>
      """
    return visit.page(title, content, status: status ?? (refusal == nil ? 200 : 422))
  }
}
