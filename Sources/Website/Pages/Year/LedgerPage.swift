// Step 1: the ledger. Which file is in force, what a corrected one changed, and the box to drop one on.

import Markup
import Quantities
import Storage
import UseCases
import Wording

enum LedgerPage {
  /// For a firm, before it is known which year the file is of.
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { page(visit, nil) }

  /// The same page with what is wrong with the file that came.
  static func again(_ visit: FirmVisit, _ refusal: Refusal) throws(Refusal) -> Answer { page(visit, refusal) }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?) -> Answer {
    let form =
      visit.firm.may(.keep)
      ? LedgerDrop.form(visit) : Piece.notice("note", visit.say(LedgerPageMessage.readOnly))
    let content: HTML = """
      \(Piece.heading(visit.say(LedgerPageMessage.title), visit.say(LedgerPageMessage.lead)))
      \(visit.errors(refusal))\(form)
      <details><summary>\(visit.say(LedgerPageMessage.what))</summary>\(Piece.text(visit.say(LedgerPageMessage.whatText)))</details>
      """
    return visit.yearPage(
      visit.say(LedgerPageMessage.title), .ledger, nil, reached: .ledger, content, status: refusal == nil ? 200 : 422)
  }

  /// For a year.
  static func showYear(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    let ledgers = try visit.firm.ledgers(of: desk.year.id)
    let content: HTML = """
      \(Piece.heading(visit.say(LedgerPageMessage.yearTitle)))
      \(desk.ledger.map { terms($0, visit) })
      <p class="actions">\(Piece.button(desk.path("/reading"), visit.say(WebsiteMessage.next)))</p>
      \(try difference(desk))\(versions(ledgers, visit))\(correction(desk))
      """
    return visit.yearPage(visit.say(LedgerPageMessage.yearTitle), .ledger, desk.year, reached: desk.reached, content)
  }

  private static func terms(_ ledger: StoredLedger, _ visit: FirmVisit) -> HTML {
    Piece.terms([
      (visit.say(LedgerPageMessage.file), "<span class=\"code\">\(ledger.fileName)</span>"),
      (visit.say(LedgerPageMessage.version), "\(ledger.version)"),
      (
        visit.say(LedgerPageMessage.period),
        "\(visit.say(YearsMessage.periodText, ["start": .date(ledger.period.start), "end": .date(ledger.period.end)]))"
      ),
      (
        visit.say(LedgerPageMessage.size),
        "\(visit.say(LedgerPageMessage.sizeText, ["lines": .integer(ledger.lineCount), "entries": .integer(ledger.entryCount)]))"
      ),
      (visit.say(LedgerPageMessage.total), "\(visit.numbers.euros(ledger.total))"),
      (visit.say(LedgerPageMessage.fingerprint), "<span class=\"code\">\(ledger.sha256)</span>"),
    ])
  }

  private static let shownAccounts = 100

  /// What the version in force changed against the one before.
  private static func difference(_ desk: YearDesk) throws(Refusal) -> HTML {
    let visit = desk.visit
    guard let ledger = desk.ledger, ledger.version > 1 else { return .empty }
    let imported = try visit.firm.jobs().lazy.compactMap(\.imported).first { $0.ledger == ledger.id && !$0.wasThere }
    guard let difference = imported?.difference else { return .empty }
    var table = DataTable(
      visit.say(LedgerPageMessage.difference),
      [
        .text(visit.say(LedgerPageMessage.account)), .number(visit.say(LedgerPageMessage.before)),
        .number(visit.say(LedgerPageMessage.after)),
      ])
    for account in difference.accounts.prefix(shownAccounts) {
      table.add([
        "\(account.account)", "\(visit.numbers.euros(account.before))", "\(visit.numbers.euros(account.after))",
      ])
    }
    let counts = visit.say(
      LedgerPageMessage.differenceText,
      [
        "added": .integer(difference.added), "removed": .integer(difference.removed),
        "changed": .integer(difference.changed), "accounts": .integer(difference.accounts.count),
      ])
    return Piece.section(
      visit.say(LedgerPageMessage.difference),
      Piece.text(difference.isEmpty ? visit.say(LedgerPageMessage.differenceNone) : counts)
        + (table.isEmpty ? .empty : table.html))
  }

  private static func versions(_ ledgers: [StoredLedger], _ visit: FirmVisit) -> HTML {
    guard ledgers.count > 1 else { return .empty }
    let items = ledgers.suffix(20).map { ledger -> HTML in
      let text = visit.say(
        LedgerPageMessage.versionText,
        ["version": .integer(ledger.version), "file": .text(ledger.fileName), "lines": .integer(ledger.lineCount)])
      return """
        <li>\(text)\(ledger.isCurrent ? " <span class=\"tag good\">\(visit.say(LedgerPageMessage.versionNow))</span>" : .empty)</li>
        """
    }
    return Piece.section(visit.say(LedgerPageMessage.versions), "<ul>\(items)</ul>")
  }

  private static func correction(_ desk: YearDesk) -> HTML {
    let visit = desk.visit
    if desk.year.isClosed { return Piece.notice("note", visit.say(LedgerPageMessage.closed)) }
    guard visit.firm.may(.keep) else { return .empty }
    return Piece.section(
      visit.say(LedgerPageMessage.correct),
      Piece.text(visit.say(LedgerPageMessage.correctLead)) + LedgerDrop.form(visit))
  }
}

extension Job {
  /// The ledger that came of it; nil when none did.
  var imported: JobOutcome.Imported? {
    if case .imported(let imported) = outcome { imported } else { nil }
  }
}
