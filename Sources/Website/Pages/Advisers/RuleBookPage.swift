// Rules from one client to the next: copied into one's own book here, tried on a firm's year, applied when they please.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the page of shared rules; texts in `rule-book.yaml`.
public enum RuleBookPageMessage: String, MessageKey {
  case title = "rule-book.title"
  case lead = "rule-book.lead"
  case own = "rule-book.own"
  case ownLead = "rule-book.own-lead"
  case ownNone = "rule-book.own-none"
  case copy = "rule-book.copy"
  case copied = "rule-book.copied"
  case book = "rule-book.book"
  case bookLead = "rule-book.book-lead"
  case bookNone = "rule-book.book-none"
  case new = "rule-book.new"
  case same = "rule-book.same"
  case conflicting = "rule-book.conflicting"
  case preview = "rule-book.preview"
  case forget = "rule-book.forget"
  case forgotten = "rule-book.forgotten"
  case effect = "rule-book.effect"
  case effectNone = "rule-book.effect-none"
  case effectLead = "rule-book.effect-lead"
  case effectActivity = "rule-book.effect-activity"
  case effectBefore = "rule-book.effect-before"
  case effectAfter = "rule-book.effect-after"
  case effectChange = "rule-book.effect-change"
  case apply = "rule-book.apply"
  case applied = "rule-book.applied"
  case closed = "rule-book.closed"
}

enum RuleBookPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let chosen = visit.query.all("rule").compactMap { Int($0) }
    guard visit.query.has("preview") else { return try RuleBookView(visit).answer() }
    do throws(Refusal) {
      let view = try RuleBookView(visit)
      return try view.answer(effect: try view.preview(chosen))
    } catch {
      return try RuleBookView(visit).answer(error)
    }
  }

  /// Copies the firm's own rules that were ticked into the person's book.
  static func copy(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let own = try SettingsInForce(visit.firm, year).file.settings.rules
    let chosen = visit.form.all("rule").compactMap { Int($0) }.filter(own.indices.contains)
    guard !chosen.isEmpty else {
      return try RuleBookView(visit).answer(Refusal(Diagnostic(.error, AdviserRefusal.noRule)))
    }
    let books = try visit.firm.account(of: year.id).flatMap { StoredBooks(document: $0.document) }
    let names = Dictionary((books?.accounts ?? []).flatMap(\.suppliers).map { ($0.id, $0.name) }) { first, _ in first }
    let person = visit.store.person(visit.person.id)
    do throws(Refusal) {
      var book = try RuleBook(text: try person.ruleBook())
      try book.add(chosen.map { own[$0] }, names: names)
      try person.keepRuleBook(try book.text(visit.speaker), at: visit.now)
    } catch {
      return try RuleBookView(visit).answer(error)
    }
    return .redirect(visit.path(year, "/rules", ["done": "copied"]))
  }

  /// Takes rules out of the person's book; no firm's account changes by it.
  static func forget(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let person = visit.store.person(visit.person.id)
    let text = try person.ruleBook()
    guard RuleBookView.fingerprint(text) == visit.form["book"] else {
      return try RuleBookView(visit).answer(Refusal(Diagnostic(.error, AdviserRefusal.bookChanged)))
    }
    var book = try RuleBook(text: text)
    book.remove(at: Set(visit.form.all("rule").compactMap { Int($0) }))
    try person.keepRuleBook(try book.text(visit.speaker), at: visit.now)
    return .redirect(visit.path(year, "/rules", ["done": "forgotten"]))
  }

  /// Makes rules of the book the firm's own, as they were shown: another book or other settings meanwhile are refused.
  static func apply(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let text = try visit.store.person(visit.person.id).ruleBook()
    do throws(Refusal) {
      guard RuleBookView.fingerprint(text) == visit.form["book"] else {
        throw Refusal(Diagnostic(.error, AdviserRefusal.bookChanged))
      }
      let rules = try RuleBook(text: text).rules
      let chosen = visit.form.all("rule").compactMap { Int($0) }.filter(rules.indices.contains)
      guard !chosen.isEmpty else { throw Refusal(Diagnostic(.error, AdviserRefusal.noRule)) }
      try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
        .run(year: year, expecting: Int(visit.form["version"]), chosen.map { .rule(rules[$0]) })
    } catch {
      return try RuleBookView(visit).answer(error)
    }
    return .redirect(visit.path(year, "/rules", ["done": "applied"]))
  }
}
