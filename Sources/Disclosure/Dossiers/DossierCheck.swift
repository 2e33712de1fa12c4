// Checks a dossier from its bytes alone: no network, no store, no trust in who made it.

import Archives
import CanonicalJSON
import CarbonAccounting
import Quantities

/// What a check of a dossier found, point by point.
///
/// One byte changed anywhere is reported: contents are hashed by the manifest, and the archive is written again from its
/// contents and compared, so that headers, dates and comments count too. Whoever remakes the archive with another manifest
/// is met by the seals: accounts, entries, factors and departures are covered by them, and README and departures in words are
/// written again. Settings, evidence and opinions are covered by the manifest alone, and so by the key that signed it; `sha256`
/// is what two people compare who hold the same dossier.
public struct DossierCheck: Sendable {
  /// What was found, in the order of `DossierPoint`. After a failure that leaves nothing to look at, later points are absent.
  public private(set) var findings: [DossierFinding] = []
  /// SHA-256 of the archive, in hexadecimal.
  public let sha256: String
  /// What the dossier says it is; nil when it is none.
  public private(set) var subject: Subject?
  /// The entries of the accounts of the year, in order; empty when they cannot be read.
  public private(set) var entries: [EntryRecord] = []

  /// What a dossier says it is.
  public struct Subject: Sendable, Hashable {
    /// The firm's name, where it gave it.
    public let firmName: String?
    /// Its SIREN, where it gave it.
    public let siren: String?
    /// The fiscal year.
    public let year: FiscalYear
    /// The day the dossier was made.
    public let madeOn: CalendarDate
    /// The fingerprints of the keys that signed the accounts of the year; empty when unsigned.
    public let keyFingerprints: [String]
    /// The fingerprint of the key that signed the dossier; nil when nobody did, or the signature does not hold.
    public let signedBy: String?
  }

  /// Whether nothing failed.
  public var isPassed: Bool { failures.isEmpty }
  /// What failed and what to do about it.
  public var failures: [Diagnostic] { findings.flatMap(\.reasons).filter { $0.severity == .error } }

  /// How large a dossier may be.
  public static let limits = ZipLimits()

  /// Checks the bytes of a dossier.
  ///
  /// - Parameter words: what its texts are written again with, to compare.
  public init(_ bytes: [UInt8], words: DossierWords) {
    sha256 = Fingerprint.sha256(bytes)
    let archive: ZipArchive
    do throws(Refusal) { archive = try ZipArchive(reading: bytes, limits: DossierCheck.limits) } catch {
      findings = [DossierFinding(.archive, error.diagnostics)]
      return
    }
    guard let manifest = archive[DossierManifest.name].flatMap(DossierManifest.init(parsing:)) else {
      findings = [DossierFinding(.archive, [Diagnostic(.error, DisclosureMessage.notDossier)])]
      return
    }
    let (signer, signing) = DossierSignature.check(archive, manifest)
    subject = Subject(
      firmName: manifest.firmName, siren: manifest.siren, year: manifest.year, madeOn: manifest.madeOn,
      keyFingerprints: manifest.keyFingerprints, signedBy: signer)
    add(.archive)
    add(.files, DossierCheck.files(archive, manifest))
    add(
      .bytes, archive.bytes == bytes ? [] : [Diagnostic(.error, DisclosureMessage.archiveDiffers)])
    add(.manifest, signing)
    checkAccounts(archive, manifest, words)
  }

  private mutating func add(_ point: DossierPoint, _ reasons: [Diagnostic] = []) {
    findings.append(DossierFinding(point, reasons))
  }

  /// Whether the manifest lists exactly the files, in order.
  private static func files(_ archive: ZipArchive, _ manifest: DossierManifest) -> [Diagnostic] {
    let apart = [DossierManifest.name, DossierSignature.name]
    let found = archive.entries.filter { !apart.contains($0.name) }.map(DossierManifest.File.init)
    guard found != manifest.files else { return [] }
    let listed = Dictionary(manifest.files.map { ($0.name, $0) }) { first, _ in first }
    let names = Set(found.map(\.name))
    var reasons = manifest.files.filter { !names.contains($0.name) }.map {
      Diagnostic(.error, DisclosureMessage.fileMissing, ["name": .text($0.name)])
    }
    for file in found {
      guard let expected = listed[file.name] else {
        reasons.append(Diagnostic(.error, DisclosureMessage.fileUnlisted, ["name": .text(file.name)]))
        continue
      }
      if expected != file {
        reasons.append(Diagnostic(.error, DisclosureMessage.fileDiffers, ["name": .text(file.name)]))
      }
    }
    // The same files, listed twice or in another order.
    return reasons.isEmpty ? [Diagnostic(.error, DisclosureMessage.notDossier)] : reasons
  }

  private mutating func checkAccounts(_ archive: ZipArchive, _ manifest: DossierManifest, _ words: DossierWords) {
    var years: [DossierYear] = []
    var problems: [Diagnostic] = []
    for name in manifest.earlier + [manifest.account] {
      do throws(Refusal) {
        guard let bytes = archive[name] else {
          throw Refusal(Diagnostic(.error, DisclosureMessage.fileMissing, ["name": .text(name)]))
        }
        years.append(try DossierYear(name, bytes))
      } catch { problems += error.inFile(name).diagnostics }
    }
    add(.seals, problems)
    guard problems.isEmpty, let year = years.last else { return }
    add(.claims, DossierClaims.check(manifest, year))
    add(.chain, DossierChain.check(years))
    add(.signature, DossierChain.signatures(years))
    var read: [String: [EntryRecord]] = [:]
    add(.entries, DossierEntries.check(archive, manifest, year, &read))
    guard findings.last?.outcome != .failed else { return }
    entries = EntryRecord.ordered(read.values.flatMap(\.self))
    add(.sums, year.accounts.flatMap { DossierEntries.sums($0, read[$0.activity] ?? []) })
    add(.balance, years.flatMap { year in year.accounts.flatMap(DossierFigures.balance) })
    add(
      .factor,
      years.flatMap { DossierFigures.factors($0, outputs: $0.name == manifest.account ? manifest.outputs : []) })
    add(.sources, DossierFactors.check(year, read, table: archive["factors.csv"]))
    let table = archive["entries.csv"] == DossierTables.entries(entries)
    add(
      .table, table ? [] : [Diagnostic(.error, DisclosureMessage.tableDiffers, file: "entries.csv")])
    add(.texts, DossierTexts.check(archive, manifest, year, words))
  }
}
