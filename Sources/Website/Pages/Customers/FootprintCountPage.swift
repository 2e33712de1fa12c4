// A supplier's footprint counts: the page asks how much was bought, and what is typed becomes part of the year's settings.

import CanonicalJSON
import CarbonAccounting
import Footprints
import Markup
import Quantities
import Storage
import UseCases
import Wording
import WrittenFiles

enum FootprintCountPage {
  /// Asks how much was bought, then counts it: the footprint comes with the form, as it was read.
  static func count(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { return visit.withoutAccount(visit.say(FootprintCountMessage.title)) }
    let form = try FootprintCountForm(visit, shown)
    guard visit.form.has("quantity"), !shown.year.isClosed else { return try form.answer(nil) }
    do throws(Refusal) {
      return try change(try form.edits(), supplier: visit.form["supplier"], shown, visit)
    } catch { return try form.answer(error) }
  }

  /// Takes a footprint out of the account again.
  static func remove(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let shown = try BuyerYear(visit) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let found = shown.settings.file.settings.footprints.first {
      $0.footprint.id == visit.form["footprint"] && $0.match.summary == visit.form["match"]
    }
    guard let found else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let edit = SettingsEdit.removeFootprint(id: found.footprint.id, match: found.match)
    return try change([edit], supplier: visit.form["supplier"], shown, visit)
  }

  private static func change(
    _ edits: [SettingsEdit], supplier: String, _ shown: BuyerYear, _ visit: FirmVisit
  ) throws(Refusal) -> Answer {
    let before = shown.books.production
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language)
      .run(year: shown.year, edits)
    return .redirect(
      visit.path(
        "/suppliers/one",
        ["supplier": supplier, "year": shown.year.period.label, "before": "\(before.grams)"]))
  }
}

/// The form, with what the footprint says above it.
private struct FootprintCountForm {
  private let visit: FirmVisit
  private let shown: BuyerYear
  private let review: SupplierReview
  private let received: ReceivedFootprint
  private let footprint: SupplierFootprint

  init(_ visit: FirmVisit, _ shown: BuyerYear) throws(Refusal) {
    guard let json = try? JSONValue(parsing: Array(visit.form["footprint"].utf8)),
      let received = try? ReceivedFootprint(json)
    else { throw Refusal(Diagnostic(.error, FootprintCountRefusal.lost)) }
    self.visit = visit
    self.shown = shown
    self.received = received
    footprint = try SupplierFootprint(received, visit.library.footprints)
    review = try shown.review(visit)
  }

  /// What the account counts by now, that this footprint takes the place of.
  private var replaced: [FootprintPurchase] {
    shown.settings.file.settings.footprints.filter { bought in
      received.preceding.contains { $0.lowercased() == bought.footprint.id.lowercased() }
    }
  }

  /// What was typed: the purchase, and the older versions that it replaces.
  func edits() throws(Refusal) -> [SettingsEdit] {
    guard let supplier = review[visit.form["supplier"]] else {
      throw Refusal(Diagnostic(.error, FootprintCountRefusal.supplierMissing))
    }
    let (account, label) = (visit.form["account"], visit.form["label"])
    let bought = FootprintPurchase(
      footprint: footprint,
      match: LineMatch(
        account: account.isEmpty ? nil : account, supplier: supplier.number, label: label.isEmpty ? nil : label),
      quantity: try TypedValue.quantity(
        visit.form["quantity"], footprint.declared.unit.symbol, field: visit.say(FootprintCountMessage.quantity)),
      evidence: visit.form["evidence"])
    let older = visit.form.has("replaces") ? replaced : []
    return older.map { .removeFootprint(id: $0.footprint.id, match: $0.match) } + [.footprint(bought)]
  }

  func answer(_ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = visit.say(FootprintCountMessage.title)
    let year: [String: MessageValue] = ["year": .text(shown.year.period.label)]
    let body =
      shown.year.isClosed
      ? Piece.notice("note", visit.say(FootprintCountMessage.closed, year)) : facts + notices + form
    return visit.firmPage(
      title,
      "\(Piece.heading(title, visit.say(FootprintCountMessage.lead, year)))\(visit.errors(refusal))\(body)",
      status: refusal == nil ? 200 : 422)
  }

  private var notices: HTML {
    footprint.isDeprecated ? Piece.notice("warn", visit.say(FootprintCountMessage.deprecated)) : .empty
  }

  private var facts: HTML {
    var table = DataTable(
      visit.say(FootprintCountMessage.footprint),
      [
        .text(visit.say(PartnerMessage.name)), .text(visit.say(FootprintCountMessage.says)),
        .text(visit.say(FootprintCountMessage.holds)), .text(visit.say(PartnerMessage.method)),
        .text(visit.say(FootprintCountMessage.verification)),
      ])
    table.add([
      "\(footprint.product)<div class=\"muted small\">\(footprint.company)</div>",
      "\(SupplierFootprintsPage.content(received, visit))",
      "\(visit.say(FootprintCountMessage.holdsText, days))", "\(footprint.method)",
      "\(footprint.verification.isEmpty ? visit.say(FootprintCountMessage.unverified) : footprint.verification)",
    ])
    return table.html
  }

  private var days: [String: MessageValue] {
    ["start": .date(footprint.validity.lowerBound), "end": .date(footprint.validity.upperBound)]
  }

  /// The days of the year on which the footprint holds; its own days where there are none.
  private var daysOfYear: [String: MessageValue] {
    let (start, end) = (
      max(footprint.validity.lowerBound, shown.year.period.start),
      min(footprint.validity.upperBound, shown.year.period.end)
    )
    return start <= end ? ["start": .date(start), "end": .date(end)] : days
  }

  private var form: HTML {
    let typed = visit.form
    let known = replaced.first
    let suppliers =
      [(value: "", label: visit.say(FootprintCountMessage.choose))]
      + review.suppliers.prefix(500).map { supplier in
        (
          value: supplier.number,
          label: "\(supplier.name) (\(supplier.number)), \(visit.numbers.wholeEuros(supplier.spend))"
        )
      }
    let quantity = Field(
      "quantity", visit.say(FootprintCountMessage.quantity),
      value: typed.has("quantity") ? typed["quantity"] : "",
      hint: visit.say(FootprintCountMessage.quantityHint, daysOfYear)
    ).with {
      $0.inputMode = "decimal"
      $0.most = 30
      $0.unit = visit.speaker.say(footprint.declared.unit.label)
    }
    let account = Field(
      "account", visit.say(FootprintCountMessage.account),
      value: typed.has("account") ? typed["account"] : known?.match.account ?? "",
      hint: visit.say(FootprintCountMessage.accountHint)
    ).with {
      $0.isRequired = false
      $0.inputMode = "numeric"
      $0.most = 20
    }
    let label = Field(
      "label", visit.say(FootprintCountMessage.label),
      value: typed.has("label") ? typed["label"] : known?.match.label ?? "",
      hint: visit.say(FootprintCountMessage.labelHint)
    ).with { $0.isRequired = false }
    let evidence = Field(
      "evidence", visit.say(FootprintCountMessage.evidence), value: typed["evidence"],
      hint: visit.say(FootprintCountMessage.evidenceHint)
    ).with { $0.isRequired = false }
    let replaces =
      known == nil
      ? .empty : Field.tick("replaces", visit.say(FootprintCountMessage.replaces), isTicked: true)
    let send = Field.submit(visit.say(FootprintCountMessage.count))
    return visit.form(
      visit.path("/suppliers/footprints/count"),
      """
      \(Field.hidden("footprint", received.document.canonicalText))\(Field.hidden("year", shown.year.period.label))\
      \(Field.list("supplier", visit.say(FootprintCountMessage.supplier), suppliers, chosen: chosen(known)))\
      \(quantity.html)\(Piece.text(visit.say(FootprintCountMessage.whole)))\(account.html)\(label.html)\(evidence.html)\(replaces)\
      \(Piece.text(visit.say(FootprintCountMessage.margin), class: "small"))<p class="actions">\(send)</p>
      """)
  }

  /// The supplier typed, else that of the version replaced, else the one whose SIREN or name the footprint bears.
  private func chosen(_ known: FootprintPurchase?) -> String {
    let typed = visit.form["supplier"]
    if !typed.isEmpty { return typed }
    let sirens = received.companyIDs.compactMap(SupplierReview.siren(in:))
    let found = review.suppliers.first { supplier in
      if let match = known?.match.supplier { return [supplier.number, supplier.name].contains(match) }
      return supplier.siren.map(sirens.contains) ?? false || supplier.name.folded == received.company.folded
    }
    return found?.number ?? ""
  }
}
