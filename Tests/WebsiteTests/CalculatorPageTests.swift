import CalculatorUseCases
import Databases
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import Quantities
import Storage
import Synchronization
import TestSupport
import Testing
import UseCases

@testable import Website

@Suite("The calculator for visitors")
struct CalculatorPageTests {
  /// Figures nobody else would write: none may be found where something is kept.
  static let typed = [
    ("firm", "Atelier Zéphyrine"), ("branch", "menuiserie"), ("year", "2024"), ("revenue", "731 193.17"),
    ("energy.gas.quantity", "48261.5"), ("energy.gas.unit", "kWh_pcs"), ("other.amount", "95317.42"),
    ("other.with", "8642.13"), ("other.content", "777.313"), ("direct.1.label", "Fuite Quintuple"),
    ("direct.1.author", "Frigoriste Ombeline"), ("direct.1.kg", "64.207"),
  ]
  private static let traces = [
    "Zéphyrine", "731193", "731 193", "48261", "95317", "8642", "777313", "777.313", "Quintuple", "Ombeline", "64207",
    "64.207",
  ]

  @Test
  func `The questionnaire stands open to anybody, in both languages, and fits without a script`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      for (language, words) in [("fr", "Rien n'est enregistré"), ("en", "Nothing is recorded")] {
        browser.language = language
        let page = try await browser.open("/calculator")
        #expect(page.status == 200 && page.shows(words))
        #expect(page.forms("/calculator#result").count == 1 && page.forms("/calculator/open").count == 1)
        #expect(!page.text.contains(" style=") && !page.text.contains("onclick"))
        for name in CalculatorAnswers.names(site.site.library.questionnaire) where !name.hasSuffix(".unit") {
          #expect(page.text.contains("name=\"\(name)\""), "\(name)")
        }
      }
    }
  }

  @Test
  func `Answers give the factor, the table and every figure opened, on the same page`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      let page = try await Self.filled(browser)
      #expect(page.status == 200 && page.shows("value=\"731 193.17\"") && page.text.contains("id=\"result\""))
      #expect(page.shows("gCO2e/€ HT, compte 2024") && page.shows("777\u{202F}313 g CO2e"))
      #expect(page.shows("energy.natural-gas.pcs") && page.shows("Marge de prudence"))
    }
  }

  @Test
  func `What cannot be read is said, and what was typed stays`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      try await browser.open("/calculator")
      let page = try await browser.submit(
        "/calculator#result", [("revenue", "beaucoup <b>"), ("branch", "16.23Z"), ("year", "2024")])
      #expect(page.status == 422 && page.text.contains("value=\"beaucoup &lt;b&gt;\""))
      #expect(page.shows("n'est pas un nombre") && !page.text.contains("id=\"result\""))
    }
  }

  @Test
  func `A form from elsewhere is refused`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      let page = try await browser.request(
        .post, "/calculator", ["content-type": "application/x-www-form-urlencoded"], Array("revenue=1".utf8))
      #expect(page.status == 403)
    }
  }

  @Test
  func `The downloads open again with the same answers`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      for (address, name) in [("/calculator/entries.json", "a.json"), ("/calculator/answers.xlsx", "a.xlsx")] {
        let file = try await download(browser, address, site)
        try await browser.open("/calculator")
        let page = try await browser.upload("/calculator/open", file: file, named: name)
        #expect(
          page.status == 200 && page.text.contains("value=\"731193.17\"") && page.text.contains("value=\"48261.5\""))
      }
      let table = try await download(browser, "/calculator/results.csv", site)
      #expect(String(decoding: table, as: UTF8.self).hasPrefix("activity,entry,date"))
    }
  }

  @Test
  func `A ledger fills in the amounts; a file that is nothing of the kind is refused`() async throws {
    try await SiteHarness.open { site in
      let browser = Browser(client: site.client)
      try await browser.open("/calculator")
      let ledger = try Checkout.bytes("Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt")
      let page = try await browser.upload("/calculator/open", file: ledger, named: "903456788FEC20241231.txt")
      #expect(page.status == 200 && page.text.contains("value=\"68000.00\"") && page.text.contains("value=\"16.23Z\""))
      for junk in ["PK\u{3}\u{4}nothing", "{\"format\":1}", "neither", ""] {
        try await browser.open("/calculator")
        let refused = try await browser.upload("/calculator/open", file: Array(junk.utf8), named: "x.bin")
        #expect(refused.status == 422, "\(junk)")
      }
    }
  }

  @Test
  func `Nothing is written: not a byte of the store changes, and no figure is in the log`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "store.db").path
    let directory = DataDirectory.checkout(Checkout.root)
    let store = try StoreLocation(path, environment: [:], directory: directory)
      .open(creating: true, at: SiteHarness.now)
    defer { store.close() }
    var configuration = SiteConfiguration()
    configuration.doesJobs = false
    let kept = KeptLines()
    var logger = Logger(label: "test", factory: { _ in LineKeeper(kept: kept) })
    logger.logLevel = .trace
    let site = try Site(
      store, library: try Library(directory), directory: directory, configuration: configuration, logger: logger,
      worker: "test", effort: .init(cost: 10, blocks: 1, lanes: 1), clock: { SiteHarness.now })
    let database = try DatabaseAddress(path).open(creating: false)
    defer { database.close() }

    let before = try (counts(database), version(database), files(folder))
    try await site.application().test(.router) { client in
      let harness = SiteHarness(site: site, client: client)
      let browser = Browser(client: client)
      _ = try await Self.filled(browser)
      let file = try await download(browser, "/calculator/entries.json", harness)
      let book = try await download(browser, "/calculator/answers.xlsx", harness)
      _ = try await download(browser, "/calculator/results.csv", harness)
      for (bytes, name) in [(file, "a.json"), (book, "a.xlsx")] {
        try await browser.open("/calculator")
        try await browser.upload("/calculator/open", file: bytes, named: name)
      }
      try await browser.open("/calculator")
      try await browser.submit("/calculator#result", Self.typed.map { ($0.0, $0.1 + " x") })
    }
    #expect(try counts(database) == before.0)
    #expect(try version(database) == before.1)
    #expect(try files(folder) == before.2)
    let lines = kept.lines
    #expect(lines.count >= 8, "the log was not listened to")
    for line in lines {
      #expect(!Self.traces.contains { line.contains($0) }, "\(line)")
    }
  }

  @Test
  func `Who asks too often waits, and even that is counted in memory`() throws {
    let limits = MemoryLimits(most: 3)
    let now = SiteHarness.now
    #expect((1...5).map { _ in limits.take("a", limit: 3, window: 60, at: now) } == [true, true, true, false, false])
    #expect(limits.take("b", limit: 3, window: 60, at: now))
    #expect(limits.take("a", limit: 3, window: 60, at: now.adding(seconds: 60)))
    for route in Routes.calculator { #expect(route.limit?.isInMemory != false, "\(route.path)") }
  }

  /// Sends the form with another address, as the button for a download does.
  private func download(_ browser: Browser, _ address: String, _ site: SiteHarness) async throws -> [UInt8] {
    let page = try await Self.filled(browser)
    let fields = page.hidden("/calculator#result") + Self.typed
    let body = fields.map { "\(Browser.escaped($0.0))=\(Browser.escaped($0.1))" }.joined(separator: "&")
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    headers[.cookie] = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    let answer = try await site.client.executeRequest(
      uri: address, method: .post, headers: headers, body: ByteBuffer(string: body))
    #expect(answer.status == .ok && answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    return Array(answer.body.readableBytesView)
  }

  private func counts(_ database: any SQLDatabase) throws -> [String: Int64] {
    try database.witness { connection in
      var counts: [String: Int64] = [:]
      for table in try connection.tableNames() {
        counts[table] = try connection.row("SELECT COUNT(*) FROM \(table)").map { try $0.integer(0) }
      }
      return counts
    }
  }

  /// A number SQLite changes whenever another connection writes.
  private func version(_ database: any SQLDatabase) throws -> Int64? {
    try database.witness { connection in try connection.row("PRAGMA data_version").map { try $0.integer(0) } }
  }

  /// The bytes of the store and of its journal.
  private func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasSuffix("-shm") {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return files
  }

  /// The page after the answers above.
  static func filled(_ browser: Browser) async throws -> Page {
    try await browser.open("/calculator")
    return try await browser.submit("/calculator#result", typed)
  }
}
