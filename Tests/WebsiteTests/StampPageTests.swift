import Archives
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import HTTPTypes
import HummingbirdTesting
import InvoiceUseCases
import Invoicing
import NIOCore
import Quantities
import Storage
import TestSupport
import Testing
import UseCases
import Wording

@testable import Website

@Suite("Carbon on outgoing invoices, on the site and by API")
struct StampPageTests {
  /// The joinery with 2023 closed on 1 March 2024, and its factor.
  private static func closed(_ site: SiteHarness, of owner: Browser) throws -> (OrganisationStore, CarbonIntensity) {
    let firm = try AdviserPagesTests.kept(site, of: owner)
    let closing = try CloseStoredYear.run(
      nil, of: firm, on: try #require(CalendarDate("2024-03-01")), keyPath: nil, library: site.site.library,
      at: SiteHarness.now)
    let text = try #require(closing.sealed.accounts.first?.account["closing_factor_g"]?.text)
    return (firm, try #require(CarbonIntensity(grams: text)))
  }

  /// What a browser is given for files it sends.
  private static func send(
    _ site: SiteHarness, _ browser: Browser, _ path: String, _ files: [(String, [UInt8])],
    _ fields: [(String, String)] = []
  ) async throws -> (status: Int, type: String, name: String, bytes: [UInt8]) {
    let page = try await browser.open(path)
    var body: [UInt8] = []
    for (name, value) in page.hidden(path) + fields {
      body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for (name, bytes) in files {
      body += Array("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n\r\n".utf8)
      body += bytes + Array("\r\n".utf8)
    }
    body += Array("--b--\r\n".utf8)
    var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b", .acceptLanguage: "fr"]
    headers[.cookie] = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    let answer = try await site.client.executeRequest(
      uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
    return (
      answer.status.code, answer.headers[.contentType] ?? "", answer.headers[.contentDisposition] ?? "",
      Array(buffer: answer.body)
    )
  }

  /// What an invoice carries at a factor: each line, allowance and charge of the document rounded once.
  private static func content(of bytes: [UInt8], at factor: CarbonIntensity) throws -> CarbonMass {
    let invoice = try InvoiceReader().read(bytes)
    let amounts =
      invoice.lines.map(invoice.signedNet(of:)) + invoice.adjustments.map { invoice.signedNet(of: $0) }
    return try amounts.map { try factor.content(of: $0) }.total()
  }

  @Test func `An invoice comes back with the grams of the account in force on its day, and its link`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let (firm, factor) = try Self.closed(site, of: anna)
      let year = try firm.year("2023")
      var generator = SystemRandomNumberGenerator()
      let code = try PublishYear.run(year, of: firm, using: &generator, at: SiteHarness.now).code
      let path = "/firms/\(firm.id.number)/invoices"
      #expect(try await anna.open("/firms/\(firm.id.number)/2023/statement").text.contains("href=\"\(path)\""))
      let sent = try InvoiceMaker.outgoing()
      let back = try await Self.send(site, anna, path, [("F-117.xml", sent)])
      #expect(back.status == 200 && back.type == "application/xml" && back.name.contains("F-117-carbon.xml"))
      let invoice = try InvoiceReader().read(back.bytes)
      let carbon = try #require(try invoice.carbon())
      let expected = try Self.content(of: sent, at: factor)
      #expect(carbon.content == expected)
      #expect(carbon.basis?.isTransmitted == true && carbon.basis?.year == "2023")
      #expect(carbon.basis?.link == "\(site.site.configuration.publicURL)/a/\(code)")
      #expect(try InvoiceStamp.freed(xml: back.bytes) == sent)
      let shown = try await anna.open("\(path)/check")
      #expect(shown.status == 200)
      let checked = try await anna.upload("\(path)/check", file: back.bytes, named: "F-117-carbon.xml", field: "files")
      let words = site.site.speaker(.fr).numbers.carbon(expected)
      #expect(checked.status == 200 && checked.shows("Contenu carbone : \(words)"))
      #expect(checked.shows("recalculée"))
    }
  }

  @Test func `Several come back in an archive with the reasons of those refused; all refused is a page`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let (firm, _) = try Self.closed(site, of: anna)
      let path = "/firms/\(firm.id.number)/invoices"
      let good = try InvoiceMaker.outgoing()
      let early = Array(
        String(decoding: good, as: UTF8.self).replacing("<cbc:IssueDate>2024-06-30", with: "<cbc:IssueDate>2024-02-29")
          .utf8)
      let back = try await Self.send(
        site, anna, path, [("a.xml", good), ("A.xml", good), ("tot.xml", early), ("x.xml", Array("<a/>".utf8))])
      #expect(back.status == 200 && back.type == "application/zip" && back.name.contains("invoices-732829320.zip"))
      let archive = try ZipArchive(reading: back.bytes)
      #expect(archive.entries.map(\.name) == ["a.xml", "A-2.xml", "factures-refusees.txt"])
      let second = try InvoiceReader().read(archive.entries[1].bytes)
      #expect(second.lines.allSatisfy { $0.carbon != nil })
      let reasons = String(decoding: archive.entries[2].bytes, as: UTF8.self)
      #expect(reasons.contains("tot.xml") && reasons.contains("avant que le compte 2023") && reasons.contains("x.xml"))
      let none = try await Self.send(site, anna, path, [("tot.xml", early)])
      let page = String(decoding: none.bytes, as: UTF8.self)
      #expect(none.status == 422 && page.contains("tot.xml") && page.contains("avant que le compte 2023"))
      let nothing = try await Self.send(site, anna, path, [])
      #expect(nothing.status == 422)
      let stranger = try site.person("Zoé")
      #expect(try await stranger.open(path).status == 404)
    }
  }

  @Test func `An open account is carried only where it is chosen, and stated as estimated`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let path = "/firms/\(firm.id.number)/invoices"
      #expect(try await anna.open(path).shows("estimé (exercice ouvert)"))
      let sent = try InvoiceMaker.outgoing()
      let back = try await Self.send(site, anna, path, [("a.xml", sent)], [("account", "2023/main")])
      #expect(back.status == 200)
      #expect(try InvoiceReader().read(back.bytes).carbon()?.basis?.isClosed == false)
      let unsaid = try await Self.send(site, anna, path, [("a.xml", sent)], [("account", "/main")])
      #expect(unsaid.status == 422 && String(decoding: unsaid.bytes, as: UTF8.self).contains("Aucun compte clos"))
      let bare = try site.firm("Zinc", of: anna)
      #expect(try await anna.open("/firms/\(bare.id.number)/invoices").shows("Il faut d'abord un compte"))
    }
  }

  @Test func `Each invoice carries the last account closed by its day, unless another is chosen`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let (firm, _) = try Self.closed(site, of: anna)
      try site.importLedger(
        AdviserPagesTests.ledger(year: 2024), named: DemonstrationFirm.joinery.fileName(year: 2024), into: firm)
      try ChangeSettings(site.site.library, firm, at: SiteHarness.now).run(year: firm.year("2024")) { _ in }
      _ = try CloseStoredYear.run(
        "2024", of: firm, on: try #require(CalendarDate("2025-03-01")), keyPath: nil, library: site.site.library,
        at: SiteHarness.now)
      let accounts = try InvoiceAccounts(firm)
      #expect(accounts.choices.map(\.account.year.label) == ["2024", "2023"])
      var invoice = try InvoiceReader().read(InvoiceMaker.outgoing())
      func year(_ day: String) throws -> String {
        invoice.issueDate = try #require(CalendarDate(day))
        return try accounts.choice(for: invoice, InvoiceAccounts.Wanted()).account.year.label
      }
      #expect(try year("2024-03-01") == "2023")
      #expect(try year("2025-02-28") == "2023")
      #expect(try year("2025-03-01") == "2024")
      let path = "/firms/\(firm.id.number)/invoices"
      let older = try await Self.send(
        site, anna, path, [("a.xml", InvoiceMaker(date: "2025-06-30", siren: DemonstrationFirm.joinery.siren).bytes)],
        [("account", "2023/main")])
      #expect(try InvoiceReader().read(older.bytes).carbon()?.basis?.year == "2023")
      let early = try await Self.send(
        site, anna, path, [("a.xml", InvoiceMaker(siren: DemonstrationFirm.joinery.siren).bytes)])
      #expect(early.status == 422 && String(decoding: early.bytes, as: UTF8.self).contains("avant que le compte 2023"))
    }
  }

  @Test func `A firm of two activities says which one sold`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let activities = ["main", "atelier"].map { Activity(id: $0, label: "Atelier \($0)", naf: "16.23Z") }
      let keys = ["6", "7"].map { account in
        AllocationKey(match: LineMatch(account: account), shares: ["main": 1, "atelier": 1], basis: .costAccounting)
      }
      try ChangeSettings(site.site.library, firm, at: SiteHarness.now)
        .run(year: firm.year("2023"), [.activities(activities), .keys(keys)])
      _ = try CloseStoredYear.run(
        nil, of: firm, on: try #require(CalendarDate("2024-03-01")), keyPath: nil, library: site.site.library,
        at: SiteHarness.now)
      let page = try await anna.open("/firms/\(firm.id.number)/invoices")
      #expect(page.shows("Atelier main : le dernier clos") && page.shows("Atelier atelier : le dernier clos"))
      let program = try Program.of(firm, site, writes: false)
      let headers = ["Content-Type": "application/xml"]
      let unsaid = try await program.ask(.post, "/invoices/stamp", headers, body: try InvoiceMaker.outgoing())
      #expect(unsaid.status == 422 && unsaid.keys == ["invoice.stamp-activity"])
      let said = try await Self.ask(
        program, "/invoices/stamp?activity=atelier", "application/xml", try InvoiceMaker.outgoing())
      #expect(try InvoiceReader().read(said.bytes).carbon()?.basis?.account == "atelier")
    }
  }

  @Test func `A PDF comes back as a PDF with carbon in it, from the page and from the API`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let (firm, _) = try Self.closed(site, of: anna)
      let pdf = SmallPDF([.init(name: "factur-x.xml", bytes: try InvoiceMaker.outgoing())]).bytes
      let page = try await Self.send(site, anna, "/firms/\(firm.id.number)/invoices", [("F.PDF", pdf)])
      #expect(page.status == 200 && page.type == "application/pdf" && page.name.contains("F-carbon.PDF"))
      #expect(try InvoiceReader().read(page.bytes).carbon()?.content != nil)
      let program = try Program.of(firm, site, writes: false)
      let answer = try await Self.ask(program, "/invoices/stamp?activity=main", "application/pdf", pdf)
      #expect(answer.status == 200 && answer.type == "application/pdf" && answer.bytes == page.bytes)
    }
  }

  // MARK: The API

  private static func ask(
    _ program: Program, _ path: String, _ type: String, _ body: [UInt8]
  ) async throws -> (status: Int, type: String, bytes: [UInt8]) {
    var headers: HTTPFields = [.contentType: type]
    if let token = program.token { headers[.authorization] = "Bearer \(token)" }
    let answer = try await program.harness.client.executeRequest(
      uri: ProgramOperation.root + path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
    return (answer.status.code, answer.headers[.contentType] ?? "", Array(buffer: answer.body))
  }

  @Test func `A program gets the same bytes as the page, and reads them as the command line does`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let (firm, factor) = try Self.closed(site, of: anna)
      let program = try Program.of(firm, site, as: .verifier, writes: false)
      let sent = try InvoiceMaker.outgoing()
      let stamped = try await Self.ask(program, "/invoices/stamp", "application/xml", sent)
      #expect(stamped.status == 200 && stamped.type == "application/xml")
      let page = try await Self.send(site, anna, "/firms/\(firm.id.number)/invoices", [("a.xml", sent)])
      #expect(stamped.bytes == page.bytes)
      let read = try await program.ask(
        .post, "/invoices/read", ["Content-Type": "application/xml"], body: stamped.bytes)
      let invoice = try #require(read.json["invoices"]?.elements?.first)
      #expect(read.status == 200 && read.json["format"]?.text == "sillage.invoices/1")
      let expected = try Self.content(of: sent, at: factor)
      #expect(invoice["carbon"]?["content_g"]?.integer == expected.grams)
      let other = try await program.ask(
        .post, "/invoices/stamp?year=2022", ["Content-Type": "application/xml"], body: sent)
      #expect(other.status == 422 && other.keys == ["invoice.stamp-no-account"])
      let wrong = try await program.ask(
        .post, "/invoices/read", ["Content-Type": "application/pdf"], body: Array("x".utf8))
      #expect(wrong.status == 422 && !wrong.keys.isEmpty)
      let form = try await program.ask(.post, "/invoices/read", ["Content-Type": "text/plain"], body: sent)
      #expect(form.status == 415)
      let large = try await program.ask(
        .post, "/invoices/read", ["Content-Type": "application/xml"], body: [UInt8](repeating: 32, count: 17 << 20))
      #expect(large.status == 413)
      #expect(
        try await Program(harness: site).ask(.post, "/invoices/read", ["Content-Type": "application/xml"], body: sent)
          .status == 401)
    }
  }
}
