import Archives
import Demonstration
import Disclosure
import Foundation
import TestSupport
import Testing

@testable import Commands

/// A dossier as it leaves the command line, and as a verifier reads what a check says of it.
@Suite struct DossierCommandTests {
  @Test func `A dossier is signed by the key beside the database, and verify says by whom, or that nobody did`() throws
  {
    try StoreDesk.open(.sqlite) { desk in
      try desk.keep(.joinery)
      let (unsigned, signed, other) = (desk.path("a.zip"), desk.path("b.zip"), desk.path("c.zip"))
      // The key that a site on this database makes.
      let key = URL(filePath: desk.address.text).deletingLastPathComponent().appending(path: "signing.key").path
      try desk.done("close", "--on", "2024-03-31", "--sign-key", desk.path("key"))
      try desk.done("export", "--dossier", unsigned)
      try FileManager.default.copyItem(atPath: desk.path("key"), toPath: key)
      try desk.done("export", "--dossier", signed)
      try desk.done("export", "--dossier", other, "--sign-key", desk.path("other"))

      let none = try unbroken(desk.done("verify", unsigned))
      #expect(none.contains("? Le dossier est signé") && none.contains("personne n'a signé le dossier"))
      let right = try unbroken(desk.done("verify", signed))
      let fingerprint = try #require(right.firstMatch(of: /Dossier signé par la clé d'empreinte ([0-9a-f]{16})/)?.1)
      #expect(right.contains("Comptes 2023 signés par la clé d'empreinte \(fingerprint)") && !right.contains(" ? "))
      let strange = try unbroken(desk.done("verify", other))
      #expect(strange.contains("? Le dossier est signé") && strange.contains("les comptes par \(fingerprint)"))
    }
  }

  @Test func `A signed dossier whose departures say something else does not hold`() throws {
    try StoreDesk.open(.sqlite) { desk in
      try desk.keep(.joinery)
      try desk.done("close", "--on", "2024-03-31", "--sign-key", desk.path("key"))
      try desk.done("export", "--dossier", desk.path("a.zip"), "--sign-key", desk.path("key"))
      let archive = try ZipArchive(reading: [UInt8](Data(contentsOf: URL(filePath: desk.path("a.zip")))))
      let forged = try ZipArchive(
        archive.entries.map {
          $0.name == "departures.txt" ? ZipArchive.Entry(name: $0.name, text: "Aucun écart.\n") : $0
        })
      try Data(forged.bytes).write(to: URL(filePath: desk.path("b.zip")))
      let result = try desk.run("verify", desk.path("b.zip"))
      #expect(result.code == 1 && result.out.contains("✗ README et écarts"))
      #expect(result.err.contains("departures.txt"))
    }
  }

  @Test func `A key without a dossier to sign is refused`() throws {
    let result = try Terminal.run(["export", "--sign-key", "key"])
    #expect(result.code != 0 && result.err.contains("--dossier"))
  }

  /// A text whose lines are as long as they come.
  private func unbroken(_ text: String) -> String { text.replacing(/\s+/, with: " ") }
}
