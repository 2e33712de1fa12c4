// What the steps of a year's path have in common: the year, what the firm said about it, its books, and how it is changed.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// A year on its path, as somebody sees it.
struct YearDesk {
  let visit: FirmVisit
  let year: StoredYear
  let settings: SettingsInForce
  /// The ledger in force; nil for none.
  let ledger: StoredLedger?

  init(_ visit: FirmVisit) throws(Refusal) {
    self.visit = visit
    year = try visit.year()
    settings = try SettingsInForce(visit.firm, year)
    ledger = try visit.firm.ledgers(of: year.id).last(where: \.isCurrent)
  }

  /// Whether the visitor may answer and change.
  var mayChange: Bool { visit.firm.may(.keep) && !year.isClosed }

  /// Whether the firm said what it does this year, so that there are books.
  var isStarted: Bool { settings.version > 0 && !settings.file.settings.activities.isEmpty }

  /// The furthest step that can be gone to.
  var reached: PathStep { ledger == nil ? .ledger : isStarted ? .statement : .reading }

  /// Where a visitor goes first who is too early for a step that needs books; nil when they are not.
  var detour: Answer? {
    if ledger == nil { return .redirect(path("/ledger")) }
    return isStarted ? nil : .redirect(path("/reading"))
  }

  func path(_ rest: String, _ query: KeyValuePairs<String, String> = [:]) -> LinkPath { visit.path(year, rest, query) }

  /// The books, kept with the settings in force.
  func books() throws(Refusal) -> KeepStoredBooks.Result {
    let request = KeepStoredBooks.Request(of: year)
    return try KeepStoredBooks(visit.library, visit.firm, at: visit.now).run(request)
  }

  /// A form that changes the settings the visitor looks at, and no later ones.
  func form(_ action: LinkPath, class name: String = "", _ content: HTML) -> HTML {
    visit.form(action, class: name, Field.hidden("version", "\(settings.version)") + content)
  }

  /// The version of the settings that the form was made from.
  var expected: Int { Int(visit.form["version"]) ?? -1 }

  /// Applies edits; gives production carbon before and after.
  func change(_ edits: [SettingsEdit]) throws(Refusal) -> YearChange {
    let posted = try visit.firm.account(of: year.id)
    let result = try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
      .run(year: year, expecting: expected, edits)
    let changes = ProductionChange.all(from: posted, to: result.books.books)
    return YearChange(before: changes.compactMap(\.before).total(), after: changes.compactMap(\.after).total())
  }
}

/// Words of what an answer did; texts in `years.yaml`.
public enum EffectMessage: String, MessageKey {
  case title = "effect.title"
  case changed = "effect.changed"
  case same = "effect.same"
}

/// What an answer did to production carbon, told on the page that comes after.
struct YearChange {
  let before: CarbonMass
  let after: CarbonMass

  /// The page to go to, which is told what production carbon was before.
  ///
  /// - Parameter row: the row to look at.
  func leading(to path: LinkPath, row: String = "") -> Answer {
    let mark = row.isEmpty ? "" : "&row=\(LinkPath.escaped(row))#row-\(YearChange.mark(row))"
    return .redirect(LinkPath("\(path.text)\(path.text.contains("?") ? "&" : "?")before=\(before.grams)\(mark)"))
  }

  /// What was changed, for the page that was led to; nothing when it was reached otherwise.
  static func notice(_ visit: FirmVisit, now: CarbonMass) -> HTML {
    guard let grams = Int64(visit.query["before"]), abs(grams) <= CarbonMass.limit.grams else { return .empty }
    let before = CarbonMass(grams: grams)
    let text =
      before == now
      ? visit.say(EffectMessage.same, ["after": .carbon(now)])
      : visit.say(EffectMessage.changed, ["before": .carbon(before), "after": .carbon(now)])
    return Piece.notice("good", visit.say(EffectMessage.title), Piece.text(text))
  }

  /// A row's name in an address and a page.
  static func mark(_ row: String) -> String {
    String(
      row.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
        .map(Character.init))
  }
}
