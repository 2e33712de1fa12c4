// One sealed version of a year's account, whether it is in force or not: as readable as on the day it was sealed.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum VersionPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let version = try number(visit.parameter("version"), of: year)
    let versions = try SealedVersions(visit, year)
    let seals = try visit.firm.seals(of: year.id, version: version)
    let posted = try visit.firm.account(of: year.id)
    let names = posted.flatMap { StoredBooks(document: $0.document) }?.accounts ?? []
    let title = visit.say(
      VersionsMessage.pageTitle, ["year": .text(year.period.label), "version": .integer(version)])
    let story = versions.story(of: version)
    let told = Piece.notice(
      story.isEmpty ? "good" : "warn", versions.successor(of: version), story.isEmpty ? .empty : Piece.text(story))
    let sections = seals.map { seal -> HTML in
      let label = names.first { $0.id == seal.activity }?.label ?? seal.activity
      return Piece.section(label, "\(figures(seal, visit))\(categories(seal, visit))")
    }
    let content: HTML = """
      \(Piece.heading(title, visit.say(VersionsMessage.pageLead)))
      \(told)\(PublicAccountPage.holding(seals, visit))\(sections)\(versions.links(version, isPage: true))
      <p><a href="\(visit.path(year, "/statement"))#versions">\(visit.say(VersionsMessage.all))</a></p>
      """
    return visit.yearPage(title, .statement, year, content)
  }

  /// The version that an address names.
  ///
  /// - Throws: `storage.not-found` when the year has no such closing.
  static func number(_ text: String, of year: StoredYear) throws(Refusal) -> Int {
    guard let version = Int(text), version >= 1, version <= year.closings else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    return version
  }

  private static func figures(_ seal: StoredSeal, _ visit: FirmVisit) -> HTML {
    let account = seal.sealed.account
    func carbon(_ key: String) -> HTML? {
      account[key]?.integer.map { "\(visit.numbers.carbon(CarbonMass(grams: $0)))" }
    }
    var rows: [(String, HTML)] = []
    func add(_ name: some MessageKey, _ value: HTML?) {
      if let value { rows.append((visit.say(name), value)) }
    }
    add(AccountMessage.opening, carbon("opening_g"))
    add(AccountMessage.production, carbon("production_g"))
    if let statement = InvoiceStatement(sealed: account) {
      let base = account["revenue_eur"]?.text.flatMap { Money(euros: $0) }
      add(statement.baseName, base.map { "\(visit.numbers.euros($0))" })
      add(AccountMessage.factor, "\(visit.speaker.say(statement.factorText))")
    }
    add(AccountMessage.balance, carbon("balance_g"))
    let closed = account["closed_on"]?.text.flatMap { CalendarDate($0) }
    add(VersionsMessage.closedOn, closed.map { "\(visit.numbers.date($0))" })
    add(VersionsMessage.seal, "<span class=\"code\">\(seal.sealed.seal.sha256)</span>")
    return "<h3>\(visit.say(VersionsMessage.figures))</h3>\(Piece.terms(rows))"
  }

  private static func categories(_ seal: StoredSeal, _ visit: FirmVisit) -> HTML {
    var table = DataTable(
      visit.say(VersionsMessage.categories),
      [
        .text(visit.say(AccountMessage.category)), .number(visit.say(AccountMessage.amount)),
        .number(visit.say(AccountMessage.carbon)),
      ])
    for line in seal.sealed.account["categories"]?.elements ?? [] {
      guard let id = line["id"]?.text, let grams = line["carbon_g"]?.integer,
        let amount = line["amount_eur"]?.text.flatMap({ Money(euros: $0) })
      else { continue }
      let name = visit.categoryName(id)
      table.add([
        "\(name)", "\(visit.numbers.wholeEuros(amount))", "\(visit.numbers.carbon(CarbonMass(grams: grams)))",
      ])
    }
    return table.isEmpty ? .empty : table.html
  }
}
