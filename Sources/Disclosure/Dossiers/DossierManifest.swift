// manifest.json: what a dossier says it holds.

import Archives
import CanonicalJSON
import CarbonAccounting
import Quantities

/// The manifest of a dossier: every file with size and SHA-256, and which is which. Documented format `sillage.dossier/1`.
struct DossierManifest {
  struct File: Hashable {
    let name: String
    let size: Int64
    let sha256: String
  }

  struct EntryList: Hashable {
    let activity: String
    let file: String
  }

  struct Output: Hashable {
    let activity: String
    let quantity: String
    let unit: String
  }

  static let name = "manifest.json"
  static let format = "sillage.dossier/1"

  /// The version of the program that wrote the texts.
  let program: String
  let firmName: String?
  let siren: String?
  let year: FiscalYear
  let madeOn: CalendarDate
  /// The file of the year's sealed accounts.
  let account: String
  /// The files of the years before, oldest first.
  let earlier: [String]
  let entries: [EntryList]
  let outputs: [Output]
  /// The keys that signed the year's accounts, sorted; empty when nothing is signed.
  let keyFingerprints: [String]
  /// The key that signs this manifest, in `signature.json`; nil for a dossier that nobody signs.
  let signedBy: String?
  /// Every file but the manifest itself and its signature, in the order of the archive.
  var files: [File]

  /// Canonical JSON and a line end.
  var text: String {
    JSONValue.object([
      "format": .string(DossierManifest.format),
      "program": .string(program),
      "firm": ["name": .optional(firmName), "siren": .optional(siren)],
      "fiscal_year": ["start": .string(year.start.iso), "end": .string(year.end.iso)],
      "made_on": .string(madeOn.iso),
      "account": .string(account),
      "earlier": .array(earlier.map { .string($0) }),
      "entries": .array(entries.map { ["activity": .string($0.activity), "file": .string($0.file)] }),
      "outputs": .array(
        outputs.map {
          ["activity": .string($0.activity), "quantity": .string($0.quantity), "unit": .string($0.unit)]
        }),
      "key_fingerprints": .array(keyFingerprints.map { .string($0) }),
      "signed_by": .optional(signedBy),
      "files": .array(
        files.map { ["name": .string($0.name), "size": .integer($0.size), "sha256": .string($0.sha256)] }),
    ]).canonicalText + "\n"
  }

  /// The fingerprints of the keys that signed, sorted, each once.
  static func fingerprints(of sealed: SealedAccounts) -> [String] {
    Set(sealed.accounts.compactMap { $0.seal.signature?.fingerprint }).sorted()
  }
}

extension DossierManifest.File {
  init(_ entry: ZipArchive.Entry) {
    self.init(name: entry.name, size: Int64(entry.bytes.count), sha256: Fingerprint.sha256(entry.bytes))
  }
}

extension DossierManifest {
  /// Reads a manifest; nil when it is not exactly what `text` writes of one.
  init?(parsing bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes), json["format"]?.text == DossierManifest.format,
      let start = json["fiscal_year"]?["start"]?.text.flatMap({ CalendarDate($0) }),
      let end = json["fiscal_year"]?["end"]?.text.flatMap({ CalendarDate($0) }),
      let year = FiscalYear(start: start, end: end), let madeOn = json["made_on"]?.text.flatMap({ CalendarDate($0) }),
      let account = json["account"]?.text, let program = json["program"]?.text
    else { return nil }
    func list(_ key: String) -> [JSONValue] { json[key]?.elements ?? [] }
    self.program = program
    firmName = json["firm"]?["name"]?.text
    siren = json["firm"]?["siren"]?.text
    self.year = year
    self.madeOn = madeOn
    self.account = account
    earlier = list("earlier").compactMap(\.text)
    entries = list("entries").compactMap { element in
      guard let activity = element["activity"]?.text, let file = element["file"]?.text else { return nil }
      return EntryList(activity: activity, file: file)
    }
    outputs = list("outputs").compactMap { element in
      guard let activity = element["activity"]?.text, let quantity = element["quantity"]?.text,
        let unit = element["unit"]?.text
      else { return nil }
      return Output(activity: activity, quantity: quantity, unit: unit)
    }
    keyFingerprints = list("key_fingerprints").compactMap(\.text)
    signedBy = json["signed_by"]?.text
    files = list("files").compactMap { element in
      guard let name = element["name"]?.text, let size = element["size"]?.integer, let sha256 = element["sha256"]?.text
      else { return nil }
      return File(name: name, size: size, sha256: sha256)
    }
    // What was passed over above is missing here.
    guard Array(text.utf8) == bytes else { return nil }
  }
}
