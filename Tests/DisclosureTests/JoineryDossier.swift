// The dossier of the demonstration joinery, 2023 and 2024 closed and signed, made once for all tests.

import Archives
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import TestSupport
import Testing
import UseCases
import Wording

@testable import Disclosure

/// Books kept from files, as a firm keeps them.
struct ClosedYear {
  let result: KeepBooks.Result
  let sealed: SealedAccounts
}

enum JoineryDossier {
  /// What the program knows.
  static let library = Result { try Library(DataDirectory.checkout(Checkout.root)) }
  /// 2023 and 2024.
  static let years = Result { try close(.joinery, signing: true) }
  /// The dossier of 2024.
  static let dossier = Result { try make(years.get()) }
  /// Its bytes.
  static let bytes = Result { try dossier.get().bytes(words: library.get().catalogue) }

  static func make(_ years: [ClosedYear]) throws -> Dossier {
    let last = years[years.count - 1]
    var dossier = try Dossier(
      of: last.result.books, sealed: last.sealed, earlier: years.dropLast().map(\.sealed),
      madeOn: #require(CalendarDate("2025-04-01")))
    dossier.firmName = DemonstrationFirm.joinery.name
    dossier.settings = "firm:\n  name: Menuiserie\n"
    dossier.evidence = [
      Dossier.Evidence(
        kind: "FEC", name: DemonstrationFirm.joinery.fileName(year: 2024),
        sha256: Fingerprint.sha256("the ledger"), size: 10),
      Dossier.Evidence(kind: "=facture", name: "@edf.pdf", sha256: Fingerprint.sha256("a bill"), size: 6),
    ]
    dossier.opinions = [Dossier.Opinion(name: "2024-05-12-durand.txt", bytes: Array("Favorable.\n".utf8))]
    return dossier
  }

  /// Keeps and closes both years of a firm.
  static func close(_ firm: DemonstrationFirm, signing: Bool) throws -> [ClosedYear] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = try library.get()
    _ = try WriteDemonstration.run(
      folder: folder.path, seed: 1, speaker: Speaker(library.catalogue, .fr), replacing: false)
    var closed: [ClosedYear] = []
    var opening: String?
    for year in DemonstrationFirm.years {
      let own = folder.appending(path: firm.folder)
      var request = KeepBooks.Request(ledger: own.appending(path: firm.fileName(year: year)).path)
      request.firm = own.appending(path: "firm-\(year).yaml").path
      request.opening = opening
      let result = try KeepBooks(library).run(request)
      let path = own.appending(path: "\(year).json").path
      let closing = try CloseYear.run(
        result, to: path, on: #require(CalendarDate(year: year + 1, month: 3, day: 31)),
        keyPath: signing ? folder.appending(path: "key").path : nil, replacing: false)
      closed.append(ClosedYear(result: result, sealed: closing.sealed))
      opening = path
    }
    return closed
  }
}

/// Somebody who remakes a dossier and its manifest, so that only what was tampered with gives him away.
enum Forger {
  /// The dossier with files replaced, added (at the end) or taken out; the manifest follows, and may be altered.
  static func remake(
    _ bytes: [UInt8], _ changes: [String: [UInt8]], without lost: Set<String> = [],
    manifest alter: (String) -> String = { $0 }
  ) throws -> [UInt8] {
    let archive = try ZipArchive(reading: bytes)
    var entries = archive.entries.filter { !lost.contains($0.name) }.map {
      ZipArchive.Entry(name: $0.name, bytes: changes[$0.name] ?? $0.bytes)
    }
    for (name, change) in changes.sorted(by: { $0.key < $1.key }) where archive[name] == nil {
      entries.append(ZipArchive.Entry(name: name, bytes: change))
    }
    guard let own = archive[DossierManifest.name], let old = DossierManifest(parsing: own) else { return [] }
    let manifest = DossierManifest(
      firmName: old.firmName, siren: old.siren, year: old.year, madeOn: old.madeOn, account: old.account,
      earlier: old.earlier.filter { name in entries.contains { $0.name == name } }, entries: old.entries,
      outputs: old.outputs, keyFingerprints: old.keyFingerprints,
      files: entries.filter { $0.name != DossierManifest.name }.map(DossierManifest.File.init))
    entries = entries.map {
      $0.name == DossierManifest.name ? ZipArchive.Entry(name: $0.name, text: alter(manifest.text)) : $0
    }
    return try ZipArchive(entries).bytes
  }

  /// A file of sealed accounts, changed and sealed again by somebody who has no key.
  static func resealed(
    _ sealed: SealedAccounts, _ change: (inout [String: JSONValue]) -> Void
  ) throws -> [UInt8] {
    let accounts = try sealed.accounts.map { old in
      guard case .object(var members) = old.account else { return old }
      change(&members)
      let account = JSONValue.object(members)
      return SealedAccounts.Sealed(account: account, seal: try Seal(account, after: old.seal.previous))
    }
    return try Array(SealedAccounts(kept: accounts).fileText.utf8)
  }
}
