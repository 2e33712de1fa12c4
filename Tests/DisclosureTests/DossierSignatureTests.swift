import Archives
import CanonicalJSON
import CarbonAccounting
import Crypto
import Foundation
import Quantities
import TestSupport
import Testing
import UseCases
import Wording

@testable import Disclosure

/// Who answers for a dossier, and texts that say what is sealed.
@Suite struct DossierSignatureTests {
  private let words: DossierWords
  private let bytes: [UInt8]
  private let signer: String

  init() throws {
    words = try JoineryDossier.words.get()
    bytes = try JoineryDossier.bytes.get()
    signer = try Seal.Signature.fingerprint(of: JoineryDossier.key.get().publicKey)
  }

  private func manifest(_ bytes: [UInt8]) throws -> DossierFinding {
    try #require(DossierCheck(bytes, words: words).findings.first { $0.point == .manifest })
  }

  private func failed(_ bytes: [UInt8], words: DossierWords? = nil) -> Set<DossierPoint> {
    let check = DossierCheck(bytes, words: words ?? self.words)
    return Set(check.findings.filter { $0.outcome == .failed }.map(\.point))
  }

  /// The dossier with one file in place of another; nil takes it out.
  private func with(_ name: String, _ file: [UInt8]?) throws -> [UInt8] {
    let entries = try ZipArchive(reading: bytes).entries.compactMap { entry in
      entry.name != name ? entry : file.map { ZipArchive.Entry(name: name, bytes: $0) }
    }
    return try ZipArchive(entries).bytes
  }

  @Test func `A signed dossier says by which key, the one that the accounts and the statements name`() throws {
    let finding = try manifest(bytes)
    #expect(finding.outcome == .passed)
    #expect(finding.reasons.map(\.message.key) == ["dossier.manifest-signed-by"])
    #expect(finding.reasons.first?.message.values["fingerprint"] == .text(signer))
    #expect(DossierCheck(bytes, words: words).subject?.keyFingerprints == [signer])
    let readme = String(decoding: try #require(ZipArchive(reading: bytes)["README.txt"]), as: UTF8.self)
    #expect(readme.components(separatedBy: signer).count == 5)
  }

  @Test func `Whatever the signature covers is missed when it changes: each file in turn, with a manifest to match`()
    throws
  {
    let archive = try ZipArchive(reading: bytes)
    let list = String(decoding: try #require(archive[DossierManifest.name]), as: UTF8.self)
    for entry in archive.entries where ![DossierManifest.name, DossierSignature.name].contains(entry.name) {
      // The forger knows the digest of what he puts in its place, and has no key.
      let forged = entry.bytes + Array(" ".utf8)
      let matching = list.replacing(Fingerprint.sha256(entry.bytes), with: Fingerprint.sha256(forged))
        .replacing(
          "\"name\":\"\(entry.name)\",\"sha256\":\"\(Fingerprint.sha256(forged))\",\"size\":\(entry.bytes.count)",
          with: "\"name\":\"\(entry.name)\",\"sha256\":\"\(Fingerprint.sha256(forged))\",\"size\":\(forged.count)")
      let entries = archive.entries.map { old in
        switch old.name {
        case entry.name: ZipArchive.Entry(name: old.name, bytes: forged)
        case DossierManifest.name: ZipArchive.Entry(name: old.name, text: matching)
        default: old
        }
      }
      let check = DossierCheck(try ZipArchive(entries).bytes, words: words)
      #expect(check.findings.first { $0.point == .files }?.outcome == .passed, "\(entry.name)")
      #expect(check.failures.contains { $0.message.key == "dossier.signature-wrong" }, "\(entry.name)")
      #expect(check.subject?.signedBy == nil)
    }
  }

  @Test func `A signature with one letter changed, anywhere, holds no more`() throws {
    let archive = try ZipArchive(reading: bytes)
    let list = try #require(archive[DossierManifest.name])
    let manifest = try #require(DossierManifest(parsing: list))
    let file = try #require(archive[DossierSignature.name])
    for place in file.indices {
      var changed = file
      changed[place] ^= 1
      let pair = try ZipArchive([
        ZipArchive.Entry(name: DossierManifest.name, bytes: list),
        ZipArchive.Entry(name: DossierSignature.name, bytes: changed),
      ])
      let (signer, reasons) = DossierSignature.check(pair, manifest)
      #expect(signer == nil && reasons.map(\.message.key) == ["dossier.signature-wrong"], "byte \(place)")
    }
    #expect(try failed(with(DossierSignature.name, Array(file.dropLast()))) == [.manifest])
  }

  @Test func `The signature of another key, or none, in place of the one that is announced is told`() throws {
    let list = try #require(ZipArchive(reading: bytes)[DossierManifest.name])
    let other = try DossierSignature(of: list, by: Curve25519.Signing.PrivateKey())
    let replaced = try manifest(with(DossierSignature.name, Array(other.text.utf8)))
    #expect(replaced.outcome == .failed && replaced.reasons.map(\.message.key) == ["dossier.signature-wrong"])
    let removed = try manifest(with(DossierSignature.name, nil))
    #expect(removed.outcome == .failed && removed.reasons.map(\.message.key) == ["dossier.signature-missing"])
    // A signature that no manifest announces is none either.
    let unsigned = try ZipArchive(reading: Forger.remake(bytes, [:]))
    let added = try ZipArchive(unsigned.entries + [ZipArchive.Entry(name: DossierSignature.name, text: other.text)])
    #expect(try manifest(added.bytes).reasons.map(\.message.key) == ["dossier.signature-wrong"])
  }

  @Test func `A dossier remade without the key is open: unsigned, or signed by another than the accounts`() throws {
    let unsigned = DossierCheck(try Forger.remake(bytes, [:]), words: words)
    #expect(unsigned.isPassed && unsigned.subject?.signedBy == nil)
    let key = Curve25519.Signing.PrivateKey()
    let other = DossierCheck(try Forger.remake(bytes, [:], key: key), words: words)
    #expect(other.isPassed && other.subject?.signedBy == Seal.Signature.fingerprint(of: key.publicKey))
    let expected: [(DossierCheck, [String])] = [
      (unsigned, ["dossier.manifest-unsigned"]),
      (other, ["dossier.manifest-signed-by", "dossier.signature-other-key"]),
    ]
    for (check, keys) in expected {
      let finding = try #require(check.findings.first { $0.point == .manifest })
      #expect(finding.outcome == .open && finding.reasons.map(\.message.key) == keys)
    }
  }

  @Test func `Departures in words that are not those sealed are told, in every sentence, and so is README`() throws {
    let archive = try ZipArchive(reading: bytes)
    let manifest = try #require(archive[DossierManifest.name].flatMap(DossierManifest.init(parsing:)))
    let year = try DossierYear(manifest.account, #require(archive[manifest.account]))
    for name in ["departures.txt", "README.txt"] {
      let text = String(decoding: try #require(archive[name]), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for place in lines.indices where !lines[place].isEmpty {
        var changed = lines
        changed.remove(at: place)
        let forged = try ZipArchive(
          archive.entries.map {
            $0.name == name ? ZipArchive.Entry(name: name, text: changed.joined(separator: "\n")) : $0
          })
        let reasons = DossierTexts.check(forged, manifest, year, words)
        #expect(reasons.map(\.message.key) == ["dossier.text-differs"], "\(name) without line \(place)")
      }
      #expect(try failed(Forger.remake(bytes, [name: Array("Nothing.\n".utf8)])) == [.texts])
    }
  }

  @Test func `Departures as data are those sealed, value by value`() throws {
    let departures = try JoineryDossier.dossier.get().departures
    for (place, departure) in departures.enumerated() {
      for (name, value) in departure.values {
        var values = departure.values
        values[name] =
          switch value {
          case .money(let money): .money(money - Money(cents: 1))
          case .carbon(let mass): .carbon(mass - CarbonMass(grams: 1))
          case .text(let text): .text(text + ".")
          default: .text("")
          }
        var changed = departures
        changed[place] = Message(kept: departure.key, values)
        let forged = try Forger.remake(
          bytes,
          [
            DepartureFile.name: Array(DepartureFile.text(changed).utf8),
            DepartureFile.textName: Array(words.departures(changed).utf8),
          ])
        #expect(failed(forged) == [.texts], "\(departure.key) \(name)")
      }
    }
  }

  @Test func `Words of another version of the program are left open, never taken for a forgery`() throws {
    let catalogue = try JoineryDossier.library.get().catalogue
    let later = DossierWords(catalogue, program: "9.9.9")
    #expect(DossierCheck(bytes, words: later).findings.allSatisfy { $0.outcome == .passed })
    let other = try Forger.remake(bytes, ["departures.txt": Array("Nothing.\n".utf8)])
    let texts = try #require(DossierCheck(other, words: later).findings.first { $0.point == .texts })
    #expect(texts.outcome == .open && texts.reasons.map(\.message.key) == ["dossier.text-other-program"])
  }
}
