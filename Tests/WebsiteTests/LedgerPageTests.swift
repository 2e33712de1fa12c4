import Demonstration
import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing

@testable import Website

@Suite("Step 1: the ledger")
struct LedgerPageTests {
  private func firm(_ harness: SiteHarness, siren: String? = nil) throws -> (Browser, OrganisationStore, String) {
    let owner = try harness.person("Odile")
    let firm = try harness.firm("Menuiserie", siren: siren, of: owner)
    return (owner, firm, "/firms/\(firm.id.number)")
  }

  @Test func `A ledger dropped with a plain form is followed while it is read, then shown`() async throws {
    try await SiteHarness.open { harness in
      let (owner, firm, path) = try firm(harness)
      #expect(try await owner.open(path).shows("Déposer le grand livre"))
      try await owner.open(path + "/ledger")
      let name = JoineryYear.demo.fileName(year: 2023)
      let waiting = try await owner.upload(path + "/ledger", file: JoineryYear.file(), named: name)
      #expect(waiting.status == 200 && waiting.path == path + "/imports/1")
      #expect(waiting.text.contains("<noscript><meta http-equiv=\"refresh\""))
      let progress = try await owner.request(.get, path + "/imports/1/progress")
      #expect(progress.text == "{\"done\":0,\"ended\":false,\"total\":0}\n")
      try harness.work()
      let done = try await owner.open(path + "/imports/1")
      #expect(done.path == path + "/2023/reading")
      // The firm had no SIREN: its ledger bears one.
      #expect(try firm.profile().siren == JoineryYear.demo.siren)
      let home = try await owner.open(path)
      #expect(home.shows("732829320") && home.shows("Dire l'activité"))
    }
  }

  @Test func `A ledger whose name bears another firm's SIREN is refused before anything is kept`() async throws {
    try await SiteHarness.open { harness in
      let (owner, firm, path) = try firm(harness, siren: "999000110")
      try await owner.open(path + "/ledger")
      let page = try await owner.upload(
        path + "/ledger", file: JoineryYear.file(), named: JoineryYear.demo.fileName(year: 2023))
      #expect(page.status == 422 && page.shows("732829320") && page.shows("999000110"))
      #expect(try firm.jobs().isEmpty)
    }
  }

  @Test(arguments: [[0x50, 0x4B, 0x03, 0x04, 0x00], Array("%PDF-1.7".utf8)])
  func `A workbook, an archive or a PDF is told from a ledger at its first bytes`(_ bytes: [UInt8]) async throws {
    try await SiteHarness.open { harness in
      let (owner, firm, path) = try firm(harness)
      try await owner.open(path + "/ledger")
      let page = try await owner.upload(path + "/ledger", file: bytes, named: "comptes.xlsx")
      #expect(page.status == 422 && page.shows("pas un fichier des écritures comptables"))
      #expect(try firm.jobs().isEmpty)
    }
  }

  @Test func `A form without a file asks for one`() async throws {
    try await SiteHarness.open { harness in
      let (owner, _, path) = try firm(harness)
      try await owner.open(path + "/ledger")
      let page = try await owner.upload(path + "/ledger", file: [], named: "")
      #expect(page.status == 422 && page.shows("Aucun fichier n'a été choisi."))
    }
  }

  @Test func `A ledger that cannot be read is explained line by line, with a way to drop another`() async throws {
    try await SiteHarness.open { harness in
      let (owner, _, path) = try firm(harness)
      try await owner.open(path + "/ledger")
      var lines = String(decoding: JoineryYear.file(), as: UTF8.self).split(whereSeparator: \.isNewline).map(
        String.init)
      lines[3] = lines[3].replacing("\t2023", with: "\tYYYY")
      let bytes = Array(lines.joined(separator: "\r\n").utf8)
      try await owner.upload(path + "/ledger", file: bytes, named: "abime.txt")
      try harness.work()
      let page = try await owner.open(path + "/imports/1")
      #expect(page.shows("abime.txt") && page.shows("ligne 4") && page.text.contains("class=\"remedy\""))
      #expect(!page.forms(path + "/ledger").isEmpty)
      #expect(try await owner.open(path).shows("Le dernier fichier, abime.txt, a été refusé."))
    }
  }

  @Test func `An import can be stopped`() async throws {
    try await SiteHarness.open { harness in
      let (owner, _, path) = try firm(harness)
      try await owner.open(path + "/ledger")
      try await owner.upload(path + "/ledger", file: JoineryYear.file(), named: "grand-livre.txt")
      let page = try await owner.send(path + "/imports/1/cancel")
      #expect(page.shows("Lecture annulée"))
      // Once more changes nothing.
      #expect(try await owner.send(path + "/imports/1/cancel").status != 500)
    }
  }

  @Test func `A corrected ledger shows what it changed before going on`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.owner.open(joinery.path("/ledger"))
      #expect(joinery.owner.page.shows("732829320FEC20231231.txt"))
      // The last entry of the file goes.
      let text = String(decoding: JoineryYear.file(), as: UTF8.self)
      var lines = text.split(whereSeparator: \.isNewline).map(String.init)
      let last = lines[lines.count - 1].split(separator: "\t", omittingEmptySubsequences: false).prefix(3)
      lines.removeAll { $0.split(separator: "\t", omittingEmptySubsequences: false).prefix(3) == last }
      let home = "/firms/\(joinery.firm.id.number)"
      try await joinery.owner.upload(
        home + "/ledger", file: Array((lines.joined(separator: "\r\n") + "\r\n").utf8), named: "corrige.txt")
      try harness.work()
      let page = try await joinery.owner.open(home + "/imports/2")
      #expect(page.path == joinery.path("/ledger"))
      #expect(page.shows("retirées : 1") && page.shows("Version 2") && page.shows("en vigueur"))
    }
  }

  @Test func `Who may only read sees no box to drop a file on, and cannot send one`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      let verifier = try harness.member(.verifier, of: joinery.firm, "Vera")
      let home = "/firms/\(joinery.firm.id.number)"
      #expect(try await verifier.open(home + "/ledger").forms(home + "/ledger").isEmpty)
      #expect(try await verifier.open(joinery.path("/ledger")).forms(home + "/ledger").isEmpty)
      let page = try await verifier.upload(home + "/ledger", file: JoineryYear.file(), named: "a.txt")
      #expect(page.status == 403)
    }
  }
}
