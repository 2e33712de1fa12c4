import Archives
import CanonicalJSON
import CarbonAccounting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Invoicing
import NIOCore
import Quantities
import Storage
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
      let expected = try InvoiceReader().read(sent).carbon(at: factor)
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
      let expected = try InvoiceReader().read(sent).carbon(at: factor)
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
