// What the last step does: close and seal, publish, withdraw, reopen, and the files of a sealed year.

import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum Closing {
  /// Closes, seals and, where it is wanted, publishes.
  static func close(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    do throws(Refusal) {
      let typed = visit.form["day"]
      guard let day = CalendarDate(typed), day <= visit.now.adding(seconds: 24 * 3600).day else {
        throw Refusal(Diagnostic(.error, ClosingMessage.day, ["day": .text(typed)], field: "day"))
      }
      _ = try CloseStoredYear.run(
        year.period.end.iso, of: visit.firm, on: day, keyPath: visit.site.configuration.keyPath, library: visit.library,
        at: visit.now)
      if visit.form.has("publish") { try publish(visit.year(), visit) }
    } catch {
      return try StatementPage.page(visit, error)
    }
    return .redirect(visit.path(year, "/statement"))
  }

  static func publish(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    try publish(year, visit)
    return .redirect(visit.path(year, "/statement"))
  }

  private static func publish(_ year: StoredYear, _ visit: FirmVisit) throws(Refusal) {
    var generator = visit.site.random()
    _ = try PublishYear.run(year, of: visit.firm, using: &generator, at: visit.now)
  }

  static func withdraw(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    try visit.firm.withdrawPublication(year.id, at: visit.now)
    return .redirect(visit.path(year, "/statement"))
  }

  static func reopen(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let reason = String(visit.form["reason"].prefix(400))
    do throws(Refusal) {
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw Refusal(Diagnostic(.error, ClosingMessage.reason, field: "reason"))
      }
      try visit.firm.reopen(year.id, because: reason, at: visit.now)
    } catch {
      return try StatementPage.page(visit, error)
    }
    return .redirect(visit.path(year, "/account"))
  }

  /// The sealed file, to the byte: that in force, or an earlier one that the address names.
  static func sealed(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let version = visit.query.has("version") ? try VersionPage.number(visit.query["version"], of: year) : nil
    let text = try ExportSealed.text(of: visit.firm, year: year.period.end.iso, version: version)
    let name = DownloadName.of(
      .account, siren: visit.profile.siren, year: year.period.label, version: version, "json")
    return .file(Array(text.utf8), type: "application/json", name: name)
  }

  /// The statement on paper.
  static func sheet(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let seals = try visit.firm.seals(of: year.id, version: nil)
    let wanted = visit.query["activity"]
    guard year.isClosed, let seal = seals.first(where: { wanted.isEmpty || $0.activity == wanted }) else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearOpen, ["year": .text(year.period.label)]))
    }
    let books = try CurrentBooks.of(year, visit)
    let link = try PublishYear.shown(year, of: visit.firm).map { PublicAccountPage.address($0.code, visit.site) }
    let sheet = StatementSheet(
      firm: visit.profile.name, activity: books.accounts.first { $0.id == seal.activity }?.label ?? seal.activity,
      sealed: seal.sealed, link: link)
    let other: Language = visit.speaker.language == .fr ? .en : .fr
    guard let page = try sheet.html(visit.speaker, visit.site.speaker(other)) else {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealUnreadable))
    }
    let name = DownloadName.of(
      .statement, siren: visit.profile.siren, year: year.period.label,
      activity: seals.count > 1 ? seal.activity : "", "pdf")
    return .file(try PrintPDF.bytes(page.text), type: "application/pdf", name: name)
  }
}

/// Why a year is not closed or reopened; texts with remedies in `statement-page.yaml`.
public enum ClosingMessage: String, MessageKey {
  case day = "closing.day"
  case reason = "closing.reason"
}
