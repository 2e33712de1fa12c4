// The dossier of the demonstration joinery, 2023 and 2024 closed and signed, made once for all tests.

import Archives
import CanonicalJSON
import CarbonAccounting
import Crypto
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
  static let bytes = Result { try dossier.get().bytes(words: words.get(), key: key.get()) }
  /// What its texts are written with.
  static let words = Result { try library.get().dossierWords }
  /// The instance's key: it signed the accounts and signs the dossier.
  static let key = Result { try Curve25519.Signing.PrivateKey(rawRepresentation: Data(0..<32)) }

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
    let key = folder.appending(path: "key")
    if signing {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(self.key.get().rawRepresentation.base64EncodedString().utf8).write(to: key)
    }
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
        keyPath: signing ? key.path : nil, replacing: false)
      closed.append(ClosedYear(result: result, sealed: closing.sealed))
      opening = path
    }
    return closed
  }
}

/// Somebody who remakes a dossier and its manifest, so that only what was tampered with gives him away. Without the instance's
/// key he leaves the dossier unsigned, README included, or signs with a key of his own.
enum Forger {
  /// The dossier with files replaced, added (at the end) or taken out; the manifest follows, and may be altered.
  static func remake(
    _ bytes: [UInt8], _ changes: [String: [UInt8]], without lost: Set<String> = [],
    key: Curve25519.Signing.PrivateKey? = nil, manifest alter: (String) -> String = { $0 }
  ) throws -> [UInt8] {
    let archive = try ZipArchive(reading: bytes)
    let gone = lost.union([DossierSignature.name])
    var entries = archive.entries.filter { !gone.contains($0.name) }.map {
      ZipArchive.Entry(name: $0.name, bytes: changes[$0.name] ?? $0.bytes)
    }
    for (name, change) in changes.sorted(by: { $0.key < $1.key }) where archive[name] == nil {
      entries.append(ZipArchive.Entry(name: name, bytes: change))
    }
    guard let own = archive[DossierManifest.name], let old = DossierManifest(parsing: own) else { return [] }
    var manifest = DossierManifest(
      program: old.program, firmName: old.firmName, siren: old.siren, year: old.year, madeOn: old.madeOn,
      account: old.account,
      earlier: old.earlier.filter { name in entries.contains { $0.name == name } }, entries: old.entries,
      outputs: old.outputs, keyFingerprints: old.keyFingerprints,
      signedBy: key.map { Seal.Signature.fingerprint(of: $0.publicKey) },
      files: entries.filter { $0.name != DossierManifest.name }.map(DossierManifest.File.init))
    // README says who signed, and what the manifest says: it follows, unless it is what was tampered with.
    if changes[DossierTexts.readmeName] == nil, let altered = DossierManifest(parsing: Array(alter(manifest.text).utf8))
    {
      let readme = ZipArchive.Entry(
        name: DossierTexts.readmeName, text: try JoineryDossier.words.get().readme(altered))
      entries = entries.map { $0.name == readme.name ? readme : $0 }
      manifest.files = manifest.files.map { $0.name == readme.name ? DossierManifest.File(readme) : $0 }
    }
    let list = ZipArchive.Entry(name: DossierManifest.name, text: alter(manifest.text))
    entries = entries.map { $0.name == list.name ? list : $0 }
    if let key {
      let signature = try DossierSignature(of: list.bytes, by: key)
      entries.insert(ZipArchive.Entry(name: DossierSignature.name, text: signature.text), at: 2)
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
