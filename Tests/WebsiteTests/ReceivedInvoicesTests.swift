import Accounting
import Archives
import CarbonAccounting
import Foundation
import Identity
import Invoicing
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Suppliers' electronic invoices on the site")
struct ReceivedInvoicesTests {
  /// The joinery with its books of 2023.
  private static func year(_ harness: SiteHarness) async throws -> (year: JoineryYear, ledger: LedgerPurchases) {
    let year = try JoineryYear(harness)
    try await year.start()
    let books = try KeepStoredBooks.books(
      of: year.firm.year("2023"), year.firm, harness.site.library, at: SiteHarness.now)
    return (year, LedgerPurchases(books))
  }

  /// A purchase that counts by its amount.
  private static func purchase(_ ledger: LedgerPurchases) throws -> LedgerPurchases.Purchase {
    try #require(ledger.all.first { !$0.isProvisional && $0.amount > Money(cents: 10_000) })
  }

  private static func upload(
    _ year: JoineryYear, _ bytes: [UInt8], named name: String = "facture.xml", by browser: Browser? = nil
  ) async throws -> Page {
    let browser = browser ?? year.owner
    try await browser.open(year.path("/invoices"))
    return try await browser.upload(year.path("/invoices"), file: bytes, named: name, field: "files")
  }

  /// What the boxes of the page hold.
  private static func boxes(_ page: Page) -> [(String, String)] {
    page.text.components(separatedBy: "name=\"take\" value=\"").dropFirst().map { rest in
      ("take", String(rest.prefix { $0 != "\"" }).replacing("&quot;", with: "\"").replacing("&amp;", with: "&"))
    }
  }

  @Test func `A supplier's content is shown first, enters the account when confirmed, and never twice`() async throws {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      let purchase = try Self.purchase(ledger)
      let (bytes, content) = try InvoiceMaker(purchase).transmitted()
      let before = try year.production()
      #expect(try await year.owner.open(year.path("/purchases")).text.contains(year.path("/invoices")))
      #expect(try await year.owner.open(year.path("/questions")).text.contains(year.path("/invoices")))
      let shown = try await Self.upload(year, bytes)
      #expect(shown.status == 200 && shown.shows("Rien n'est encore changé") && shown.shows(purchase.supplier.name))
      #expect(try year.production() == before, "looking changes nothing")
      let boxes = Self.boxes(shown)
      #expect(boxes.count == 1)
      let done = try await year.owner.send(year.path("/invoices/take"), boxes)
      #expect(done.status == 200 && done.text.contains("notice good"))
      let file = try SettingsInForce(year.firm, year.firm.year("2023")).file
      let kept = try #require(file.settings.supplierContents.first)
      #expect(file.settings.supplierContents.count == 1 && kept.value == .content(content))
      #expect(kept.piece == purchase.piece && kept.evidence.hasPrefix("\(purchase.piece) · "))
      let after = try year.production()
      #expect(after != before)
      let again = try await Self.upload(year, bytes)
      #expect(again.status == 200 && again.shows("déjà dans le compte") && Self.boxes(again).isEmpty)
      // The form that was sent is sent once more, from a page that somebody kept open.
      let version = try SettingsInForce(year.firm, year.firm.year("2023")).version
      let late = try await year.owner.send(
        year.path("/invoices/take"), boxes + [("version", "\(version)")] + Self.token(year))
      #expect(late.status == 200 && late.shows("déjà dans le compte"))
      #expect(try SettingsInForce(year.firm, year.firm.year("2023")).version == version)
      #expect(try year.production() == after)
    }
  }

  private static func token(_ year: JoineryYear) -> [(String, String)] {
    let token = year.owner.cookies["sillage-session"].flatMap { SecretToken($0) }.map { FormToken(session: $0).text }
    return [("token", token ?? "")]
  }

  @Test func `Kilowatt-hours of every invoice of an account become a measure with the invoices' numbers`() async throws
  {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      let groups = Dictionary(grouping: ledger.all.filter { $0.isProvisional && $0.account.hasPrefix("60611") }) {
        $0.supplier
      }
      let bills = try #require(groups.values.max { $0.count < $1.count })
      let archive = try ZipArchive(
        bills.map { .init(name: "\($0.piece).xml", bytes: InvoiceMaker($0, quantity: "1000", unit: "KWH").bytes) })
      let shown = try await Self.upload(year, archive.bytes, named: "achats.zip")
      #expect(Self.boxes(shown).count == 1)
      try await year.owner.send(year.path("/invoices/take"), Self.boxes(shown))
      let measure = try #require(
        try SettingsInForce(year.firm, year.firm.year("2023")).file.settings.measures.first)
      #expect(measure.quantity == Quantity(Rational(Int64(1000 * bills.count)), measure.quantity.unit))
      #expect(measure.evidence.contains(bills[0].piece))
      let again = try await Self.upload(year, archive.bytes, named: "achats.zip")
      #expect(Self.boxes(again).isEmpty && again.shows("1 donnée de ces factures est déjà dans le compte"))
      // One bill alone cannot stand for the others: said, and not offered.
      guard bills.count > 1 else { return }
      try await year.owner.open(year.path("/questions"))
      try ChangeSettings(harness.site.library, year.firm, at: SiteHarness.now).run(
        year: year.firm.year("2023"), [.removeMeasure(factor: measure.factor, match: measure.match)])
      let partial = try await Self.upload(
        year, InvoiceMaker(bills[0], quantity: "1000", unit: "KWH").bytes)
      #expect(Self.boxes(partial).isEmpty && partial.shows("Ce qui reste comme avant"))
    }
  }

  @Test func `What the ledger does not have is not offered, and bad files lose none of the good ones`() async throws {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      let purchase = try Self.purchase(ledger)
      var other = InvoiceMaker(purchase)
      other.net = purchase.amount + Money(cents: 1)
      let wrong = try await Self.upload(year, try other.transmitted().bytes)
      #expect(wrong.status == 200 && wrong.shows("le grand livre dit") && Self.boxes(wrong).isEmpty)
      let unknown = try await Self.upload(year, InvoiceMaker(number: "NOWHERE-1").bytes)
      #expect(unknown.shows("aucune écriture d'achat ne porte ce numéro de pièce"))
      let mixed = try ZipArchive([
        .init(name: "a.xml", bytes: try InvoiceMaker(purchase).transmitted().bytes),
        .init(name: "b.xml", text: "<a/>"), .init(name: "c.pdf", text: "%PDF-1.7 nothing"),
      ])
      let shown = try await Self.upload(year, mixed.bytes, named: "lot.zip")
      #expect(shown.status == 200 && Self.boxes(shown).count == 1)
      #expect(shown.shows("lot.zip/b.xml") && shown.shows("lot.zip/c.pdf") && shown.shows("2 fichiers"))
      let none = try await Self.upload(year, Array("<a/>".utf8))
      #expect(none.status == 422 && none.shows("facture.xml"))
    }
  }

  @Test func `An archive that would fill the memory is refused with its reason`() async throws {
    try await SiteHarness.open { harness in
      let (year, _) = try await Self.year(harness)
      let bomb = try ZipArchive([.init(name: "a.xml", bytes: [UInt8](repeating: 32, count: 33 << 20))]).bytes
      let page = try await Self.upload(year, bomb, named: "bombe.zip")
      #expect(page.status == 422 && page.shows("bombe.zip") && page.shows("une fois décompressé"))
      // An entity that unfolds into itself is not followed.
      let laughs = Array(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>".utf8)
      #expect(try await Self.upload(year, laughs).status == 422)
    }
  }

  @Test func `What comes back changed into anything else is refused`() async throws {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      let shown = try await Self.upload(year, try InvoiceMaker(Self.purchase(ledger)).transmitted().bytes)
      let forms = shown.hidden(year.path("/invoices/take"))
      for text in [#"{"kind":"budget","value":true}"#, "{", #"{"kind":"content"}"#] {
        let page = try await year.owner.submit(year.path("/invoices/take"), forms + [("take", text)])
        #expect(page.status == 422 && page.shows("Ce formulaire ne se lit pas"), "\(text)")
      }
      let empty = try await year.owner.submit(year.path("/invoices/take"), forms)
      #expect(empty.status == 422 && empty.shows("Rien n'est coché"))
      // A content for a document that the ledger does not have meets no line: the books refuse it.
      let made =
        #"{"kind":"content","supplier":"Personne","invoice":"X","content_g":5,"account":"2022","evidence":"X"}"#
      let page = try await year.owner.submit(year.path("/invoices/take"), forms + [("take", made)])
      #expect(page.status == 422 && page.text.contains("Personne"))
    }
  }

  @Test func `A verifier sees the page and changes nothing; a closed year takes nothing`() async throws {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      let bytes = try InvoiceMaker(Self.purchase(ledger)).transmitted().bytes
      let verifier = try harness.member(.verifier, of: year.firm, "Vera")
      #expect(try await verifier.open(year.path("/invoices")).status == 200)
      #expect(verifier.page.forms(year.path("/invoices")).isEmpty)
      let stranger = try harness.person("Zoé")
      #expect(try await stranger.open(year.path("/invoices")).status == 404)
      let boxes = Self.boxes(try await Self.upload(year, bytes))
      _ = try CloseStoredYear.run(
        "2023", of: year.firm, on: try #require(CalendarDate("2024-03-01")), keyPath: nil,
        library: harness.site.library, at: SiteHarness.now)
      let late = try await year.owner.send(year.path("/invoices/take"), boxes)
      #expect(late.status == 422)
      #expect(try SettingsInForce(year.firm, year.firm.year("2023")).file.settings.supplierContents.isEmpty)
      #expect(try await year.owner.open(year.path("/invoices")).forms(year.path("/invoices")).isEmpty)
    }
  }

  @Test(arguments: ["fr", "en"]) func `The pages are whole in every language`(language: String) async throws {
    try await SiteHarness.open { harness in
      let (year, ledger) = try await Self.year(harness)
      year.owner.language = language
      let mixed = try ZipArchive([
        .init(name: "a.xml", bytes: try InvoiceMaker(Self.purchase(ledger)).transmitted().bytes),
        .init(name: "b.xml", text: "<a/>"), .init(name: "c.xml", bytes: try InvoiceMaker.outgoing()),
      ])
      var pages = [try await Self.upload(year, mixed.bytes, named: "lot.zip")]
      pages.append(try await year.owner.open("/firms/\(year.firm.id.number)/invoices"))
      let check = "/firms/\(year.firm.id.number)/invoices/check"
      try await year.owner.open(check)
      pages.append(try await year.owner.upload(check, file: mixed.bytes, named: "lot.zip", field: "files"))
      for page in pages {
        #expect(page.status == 200 && page.text.contains("<html lang=\"\(language)\">"))
        #expect(
          page.text.firstMatch(of: />(received-invoices|stamp-page|check-invoice|invoice-[a-z]+|invoice)\./) == nil)
        #expect(page.text.components(separatedBy: "<h1>").count == 2)
      }
    }
  }
}
