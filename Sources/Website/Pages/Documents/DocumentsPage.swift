// Quotes, price lists and letterheads that bear a closed account: made on the spot, kept nowhere.

import CarbonAccounting
import Disclosure
import InvoiceUseCases
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words of the page; texts in `priced.yaml`.
public enum DocumentsMessage: String, MessageKey {
  case title = "priced.page-title"
  case lead = "priced.page-lead"
  case activity = "priced.page-activity"
  case kind = "priced.page-kind"
  case quoteHint = "priced.page-quote-hint"
  case priceListHint = "priced.page-price-list-hint"
  case letterheadHint = "priced.page-letterhead-hint"
  case lines = "priced.page-lines"
  case linesHint = "priced.page-lines-hint"
  case format = "priced.page-format"
  case formatPDF = "priced.page-format-pdf"
  case formatText = "priced.page-format-txt"
  case formatXLSX = "priced.page-format-xlsx"
  case formatCSV = "priced.page-format-csv"
  case button = "priced.page-button"
  case open = "priced.page-open"
}

struct DocumentsPage {
  private let visit: FirmVisit
  private let year: StoredYear
  private let seals: [StoredSeal]
  private let link: String?

  init(_ visit: FirmVisit) throws(Refusal) {
    self.visit = visit
    let year = try visit.year()
    let shown = try PublishYear.shown(year, of: visit.firm)
    self.year = year
    seals = year.isClosed ? try visit.firm.seals(of: year.id, version: nil) : []
    link = shown.map { PublicAccountPage.address($0.code, visit.site) }
  }

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try DocumentsPage(visit).page(nil) }

  /// The document, as a file.
  static func make(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let page = try DocumentsPage(visit)
    do throws(Refusal) { return try page.file() } catch { return try page.page(error) }
  }

  private func statement(_ activity: String) throws(Refusal) -> InvoiceStatement {
    guard !seals.isEmpty else { throw Refusal(Diagnostic(.error, StorageMessage.yearOpen, ["year": .text(label)])) }
    let sealed = try MakePricedDocument.account(
      seals.map(\.sealed), activity: activity.isEmpty ? nil : activity)
    guard let statement = InvoiceStatement(sealed: sealed.account, link: link) else {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealUnreadable))
    }
    return statement
  }

  private var label: String { year.period.label }

  private func file() throws(Refusal) -> Answer {
    let form = visit.form
    let kind = PricedDocument.Kind(rawValue: form["kind"]) ?? .quote
    let format = PricedFormat(rawValue: form["format"]) ?? .pdf
    let document = try MakePricedDocument.document(
      kind, try statement(form["activity"]), firm: try visit.firm.profile().name,
      customer: String(form["customer"].prefix(200)), number: String(form["number"].prefix(60)), date: visit.now.day,
      table: Array(form["lines"].utf8))
    let bytes = try MakePricedDocument.bytes(document, as: format, visit.speaker)
    return .file(
      bytes, type: format.type,
      name: DownloadName.of(
        kind.download, siren: visit.profile.siren, year: label, activity: seals.count > 1 ? form["activity"] : "",
        format.rawValue))
  }

  // MARK: The page

  private func page(_ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = visit.say(DocumentsMessage.title)
    let lead = visit.say(DocumentsMessage.lead, ["year": .text(label)])
    let body: HTML =
      seals.isEmpty
      ? Piece.notice(
        "note", visit.say(DocumentsMessage.open),
        "<p><a href=\"\(visit.path(year, "/statement"))\">\(visit.say(StatementPageMessage.title))</a></p>")
      : try form(refusal)
    let content: HTML = "\(Piece.heading(title, lead))\(visit.errors(refusal))\(body)"
    return visit.yearPage(title, .statement, year, content, status: refusal == nil ? 200 : 422)
  }

  private func form(_ refusal: Refusal?) throws(Refusal) -> HTML {
    let form = visit.form
    let activities = try activityChoice()
    let kind = Field.choices(
      "kind", visit.say(DocumentsMessage.kind),
      [
        ("quote", visit.say(PricedMessage.quote), visit.say(DocumentsMessage.quoteHint)),
        ("price-list", visit.say(PricedMessage.priceList), visit.say(DocumentsMessage.priceListHint)),
        ("letterhead", visit.say(PricedMessage.letterhead), visit.say(DocumentsMessage.letterheadHint)),
      ], chosen: form["kind"].isEmpty ? "quote" : form["kind"])
    let format = Field.list(
      "format", visit.say(DocumentsMessage.format),
      [
        ("pdf", visit.say(DocumentsMessage.formatPDF)), ("txt", visit.say(DocumentsMessage.formatText)),
        ("xlsx", visit.say(DocumentsMessage.formatXLSX)), ("csv", visit.say(DocumentsMessage.formatCSV)),
      ], chosen: form["format"].isEmpty ? "pdf" : form["format"])
    let customer = Field("customer", visit.say(PricedMessage.customer), value: form["customer"]).with {
      $0.isRequired = false
      $0.most = 200
    }
    let number = Field("number", visit.say(PricedMessage.number), value: form["number"]).with {
      $0.isRequired = false
      $0.most = 60
    }
    let example = visit.speaker.language == .fr ? "designation;quantite;unite;prix" : "name;quantity;unit;price"
    let lines = Field.lines(
      "lines", visit.say(DocumentsMessage.lines), value: form["lines"],
      rows: 8, hint: visit.say(DocumentsMessage.linesHint, ["columns": .text(columns(example))]), most: 200_000)
    return visit.form(
      visit.path(year, "/documents"),
      """
      \(kind)\(activities)\(lines)<div class="row">\(customer.html)\(number.html)\(format)</div>
      <p class="actions">\(Field.submit(visit.say(DocumentsMessage.button)))</p>
      """)
  }

  /// The columns this firm's accounts need.
  private func columns(_ example: String) -> String {
    let isFrench = visit.speaker.language == .fr
    let bases = Set(seals.compactMap { InvoiceStatement(sealed: $0.sealed.account)?.base })
    var columns = example
    for base in bases {
      switch base {
      case .price: break
      case .quantity: columns += isFrench ? ";sortie" : ";output"
      case .cost: columns += isFrench ? ";cout" : ";cost"
      case .margin: columns += isFrench ? ";marge;contenu_fournisseur" : ";margin;supplier_content"
      }
    }
    return columns
  }

  private func activityChoice() throws(Refusal) -> HTML {
    guard seals.count > 1 else { return .empty }
    let books = try CurrentBooks.of(year, visit)
    let names = seals.map { seal in
      (seal.activity, books.accounts.first { $0.id == seal.activity }?.label ?? seal.activity)
    }
    return Field.list(
      "activity", visit.say(DocumentsMessage.activity), names,
      chosen: visit.form["activity"].isEmpty ? seals[0].activity : visit.form["activity"])
  }
}

extension PricedDocument.Kind {
  fileprivate var download: DownloadName.Kind {
    switch self {
    case .quote: .quote
    case .priceList: .priceList
    case .letterhead: .letterhead
    }
  }
}
