// What became of the accounts that purchases follow: a revision is shown, and nothing changes until somebody says so.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct SupplyRevisions {
  private let revisions: [SupplierLinks.Revision]
  private let year: StoredYear
  private let visit: FirmVisit

  /// The revisions of what a year's settings follow.
  init(_ contents: [SupplierContent], _ year: StoredYear, _ visit: FirmVisit) throws(Refusal) {
    revisions = try SupplierLinks(contents, visit.store).revisions
    self.year = year
    self.visit = visit
  }

  /// The revisions of a year, from its own settings: they are read only where they follow something.
  init(_ year: StoredYear, _ visit: FirmVisit) throws(Refusal) {
    let text = try visit.firm.settings(for: year.id)?.text ?? ""
    let follows = text.contains(SettingsInForce.followingKey)
    try self.init(
      follows ? try SettingsInForce(visit.firm, year).file.settings.supplierContents : [], year, visit)
  }

  /// A notice with what can be done; nothing when nothing changed.
  var html: HTML {
    guard !revisions.isEmpty else { return .empty }
    let mayChange = visit.firm.may(.keep) && !year.isClosed
    let items = revisions.map { revision -> HTML in
      "<li>\(visit.say(sentence(revision), values(revision)))\(mayChange ? choices(revision) : .empty)</li>"
    }
    return Piece.notice(
      "warn", visit.say(SupplyMessage.revisionTitle),
      """
      <ul>\(items)</ul>\(Piece.text(visit.say(year.isClosed ? SupplyMessage.closedLead : .openLead), class: "small"))
      """)
  }

  private func sentence(_ revision: SupplierLinks.Revision) -> SupplyMessage {
    if revision.replacement != nil { return .revised }
    return revision.account == nil ? .withdrawn : .undone
  }

  private func values(_ revision: SupplierLinks.Revision) -> [String: MessageValue] {
    var values: [String: MessageValue] = ["name": .text(revision.name), "before": Self.value(revision.content)]
    if let period = (revision.replacement ?? revision.account)?.period { values["year"] = .text(period.label) }
    if let revised = revision.revised { values["after"] = Self.value(revised) }
    return values
  }

  private static func value(_ content: SupplierContent) -> MessageValue {
    switch content.value {
    case .intensity(let intensity): .intensity(intensity, per: "EUR")
    case .content(let mass): .carbon(mass)
    }
  }

  private func choices(_ revision: SupplierLinks.Revision) -> HTML {
    func form(_ choice: String, _ key: SupplyMessage, _ content: SupplierContent, _ kind: String) -> HTML {
      visit.form(
        visit.path("/suppliers/revise"),
        """
        \(Field.hidden("year", year.period.label))\(Field.hidden("published", revision.content.published ?? ""))\
        \(Field.hidden("replacement", revision.replacement?.reference ?? ""))\(Field.hidden("choice", choice))\
        \(Field.submit(visit.say(key, ["factor": Self.value(content)]), class: kind))
        """)
    }
    let take = revision.revised.map { form("take", .take, $0, "small") } ?? .empty
    return "<div class=\"actions\">\(take)\(form("keep", .keep, revision.content, "quiet small"))</div>"
  }

  /// Takes the revised figure, or keeps the one that was transmitted.
  static func choose(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let contents = shown.settings.file.settings.supplierContents
    let revisions = try SupplierLinks(contents, visit.store).revisions.filter {
      $0.content.published == visit.form["published"]
        && ($0.replacement?.reference ?? "") == visit.form["replacement"]
    }
    let isTaken = visit.form["choice"] == "take"
    let edits = revisions.compactMap { isTaken ? $0.revised : $0.content.unfollowed }.map(SettingsEdit.content)
    guard !edits.isEmpty else {
      return try SuppliersPage.show(visit, Refusal(Diagnostic(.error, SupplyRefusal.changedMeanwhile)))
    }
    return try SupplyChange.run(edits, shown, visit)
  }
}
