import Archives
import CanonicalJSON
import CarbonAccounting
import DelimitedText
import Demonstration
import Foundation
import Quantities
import Testing
import UseCases
import Wording

@testable import Disclosure

/// What stands in a dossier.
@Suite struct DossierTests {
  private func archive() throws -> ZipArchive { try ZipArchive(reading: JoineryDossier.bytes.get()) }

  private func text(_ name: String) throws -> String {
    String(decoding: try #require(archive()[name]), as: UTF8.self)
  }

  @Test func `It holds the account, the years before, entries, factors, evidence, departures, settings, opinions`()
    throws
  {
    #expect(
      try archive().entries.map(\.name) == [
        "README.txt", "manifest.json", "signature.json", "accounts/2023.json", "accounts/2024.json", "departures.json",
        "departures.txt", "entries.csv", "entries/menuiserie.json", "evidence.csv", "factors.csv",
        "opinions/2024-05-12-durand.txt", "settings/firm.yaml",
      ])
    let years = try JoineryDossier.years.get()
    #expect(try text("accounts/2024.json") == years[1].sealed.fileText)
    #expect(try text("accounts/2023.json") == years[0].sealed.fileText)
    #expect(try text("opinions/2024-05-12-durand.txt") == "Favorable.\n")
  }

  @Test func `SHA-256 of the file of entries is what the account sealed`() throws {
    let sealed = try #require(JoineryDossier.years.get().last?.sealed.accounts.first)
    let bytes = try #require(archive()["entries/menuiserie.json"])
    #expect(Fingerprint.sha256(bytes) == sealed.account["entries"]?["sha256"]?.text)
    let records = try #require(EntryFile.records(bytes))
    #expect(Int64(records.count) == sealed.account["entries"]?["count"]?.integer)
    #expect(records.map(\.carbon.grams).reduce(0, +) == sealed.account["inputs_g"]?.integer)
  }

  @Test func `The same dossier made twice has the same bytes; another day, others`() throws {
    let words = try JoineryDossier.words.get()
    let years = try JoineryDossier.years.get()
    #expect(
      try JoineryDossier.make(years).bytes(words: words, key: JoineryDossier.key.get()) == JoineryDossier.bytes.get())
    let later = try Dossier(
      of: years[1].result.books, sealed: years[1].sealed, earlier: [years[0].sealed],
      madeOn: #require(CalendarDate("2025-04-02")))
    #expect(try later.bytes(words: words, key: nil) != JoineryDossier.bytes.get())
  }

  @Test func `The tables read back whole, and no cell runs in a spreadsheet`() throws {
    let entries = try DelimitedReader.read(#require(archive()["entries.csv"]))
    #expect(entries.rows.count == (try JoineryDossier.dossier.get().entries.count))
    let factors = try DelimitedReader.read(#require(archive()["factors.csv"]))
    #expect(Set(factors.rows.map { $0["id"] }) == Set(try JoineryDossier.dossier.get().entries.compactMap(\.factor)))
    #expect(factors.rows.allSatisfy { !$0["publication"].isEmpty && !$0["licence"].isEmpty })
    let evidence = try DelimitedReader.read(#require(archive()["evidence.csv"]))
    #expect(evidence.rows[1]["kind"] == "'=facture")
    #expect(evidence.rows[1]["file"] == "'@edf.pdf")
  }

  @Test func `README speaks French and English and names every file; departures come with their reasons`() throws {
    let readme = try text("README.txt")
    for name in try archive().entries.map(\.name) where name != "README.txt" && !name.hasPrefix("accounts/2023") {
      #expect(readme.contains(name.split(separator: "/").first ?? ""), "\(name)")
    }
    #expect(readme.contains("Dossier de vérification") && readme.contains("Verification dossier"))
    #expect(readme.components(separatedBy: "sillage verify DOSSIER.zip").count == 3)
    #expect(!readme.contains("{") || readme.contains("jq"))
    let fingerprint = try #require(JoineryDossier.years.get()[1].sealed.accounts[0].seal.signature?.fingerprint)
    #expect(readme.contains(fingerprint))
    let dossier = try JoineryDossier.dossier.get()
    let departures = try text("departures.txt")
    #expect(!dossier.departures.isEmpty)
    for language in Language.allCases {
      let speaker = Speaker(try JoineryDossier.library.get().catalogue, language)
      for departure in dossier.departures { #expect(departures.contains(speaker.say(departure))) }
    }
  }

  @Test func `Books that are not those that were sealed make no dossier`() throws {
    let years = try JoineryDossier.years.get()
    let words = try JoineryDossier.words.get()
    let refusal = try #require(throws: Refusal.self) {
      try Dossier(
        of: years[0].result.books, sealed: years[1].sealed, earlier: [], madeOn: #require(CalendarDate("2025-04-01"))
      ).bytes(words: words, key: nil)
    }
    let keys = Set(refusal.diagnostics.map(\.message.key))
    #expect(!keys.isDisjoint(with: ["dossier.books-differ", "dossier.entries-differ"]))
  }

  @Test func `A name of an opinion that would not unpack safely is refused`() throws {
    var dossier = try JoineryDossier.dossier.get()
    dossier.opinions = [Dossier.Opinion(name: "../../evil", bytes: [])]
    let words = try JoineryDossier.words.get()
    let refusal = try #require(throws: Refusal.self) { try dossier.bytes(words: words, key: nil) }
    #expect(refusal.diagnostics.map(\.message.key) == ["archive.name-unsafe"])
  }

  @Test func `Several activities have a file of entries each, and the whole passes`() throws {
    let years = try JoineryDossier.close(.restaurant, signing: false)
    let words = try JoineryDossier.words.get()
    let dossier = try Dossier(
      of: years[1].result.books, sealed: years[1].sealed, earlier: [years[0].sealed],
      madeOn: #require(CalendarDate("2025-04-01")))
    let bytes = try dossier.bytes(words: words, key: nil)
    let names = try ZipArchive(reading: bytes).entries.map(\.name).filter { $0.hasPrefix("entries/") }
    #expect(names.count == years[1].result.books.accounts.count)
    let check = DossierCheck(bytes, words: words)
    #expect(check.isPassed)
    // Made without a key, both say so: the accounts and the dossier.
    for point in [DossierPoint.signature, .manifest] {
      #expect(check.findings.first { $0.point == point }?.outcome == .open)
    }
    let readme = try #require(ZipArchive(reading: bytes)["README.txt"])
    #expect(String(decoding: readme, as: UTF8.self).contains("Le dossier n'est pas signé"))
    #expect(check.entries == EntryRecord.ordered(years[1].result.books.journal.entries.map(EntryRecord.init)))
  }
}
