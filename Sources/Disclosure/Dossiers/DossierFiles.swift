// What stands in a dossier: its files, and the manifest that lists them.

import Archives
import CanonicalJSON
import CarbonAccounting
import Crypto
import Quantities

extension Dossier {
  /// The dossier's files: README, manifest and its signature first, the others by name.
  func archive(
    words: DossierWords, key: Curve25519.Signing.PrivateKey?
  ) throws(Refusal) -> ZipArchive {
    let accountNames = try accountFileNames()
    let entryNames = entryFileNames()
    var files = zip(earlier + [sealed], accountNames).map { ZipArchive.Entry(name: $1, text: $0.fileText) }
    files += entryNames.map { activity, name in
      ZipArchive.Entry(name: name, text: EntryFile.text(entries.filter { $0.activity == activity }))
    }
    files += [
      ZipArchive.Entry(name: "entries.csv", bytes: DossierTables.entries(entries)),
      ZipArchive.Entry(name: "factors.csv", bytes: DossierTables.factors(factors)),
      ZipArchive.Entry(name: "evidence.csv", bytes: DossierTables.evidence(evidence)),
      ZipArchive.Entry(name: DepartureFile.name, text: DepartureFile.text(departures)),
      ZipArchive.Entry(name: DepartureFile.textName, text: words.departures(departures)),
    ]
    if let settings { files.append(ZipArchive.Entry(name: "settings/firm.yaml", text: settings)) }
    files += opinions.map { ZipArchive.Entry(name: "opinions/" + $0.name, bytes: $0.bytes) }
    files.sort { $0.name < $1.name }
    var manifest = DossierManifest(
      program: words.program, firmName: firmName, siren: siren, year: year, madeOn: madeOn,
      account: accountNames.last ?? "", earlier: accountNames.dropLast(),
      entries: entryNames.map { DossierManifest.EntryList(activity: $0.activity, file: $0.name) },
      outputs: outputs.sorted { $0.key < $1.key }.map {
        DossierManifest.Output(
          activity: $0.key, quantity: $0.value.value.decimalText(places: 6), unit: $0.value.unit.symbol)
      },
      keyFingerprints: DossierManifest.fingerprints(of: sealed),
      signedBy: key.map { Seal.Signature.fingerprint(of: $0.publicKey) },
      files: files.map(DossierManifest.File.init))
    let readme = ZipArchive.Entry(name: DossierTexts.readmeName, text: words.readme(manifest))
    manifest.files.insert(DossierManifest.File(readme), at: 0)
    let list = ZipArchive.Entry(name: DossierManifest.name, text: manifest.text)
    return try ZipArchive([readme, list] + signature(of: list, key) + files, limits: DossierCheck.limits)
  }

  private func signature(
    of manifest: ZipArchive.Entry, _ key: Curve25519.Signing.PrivateKey?
  ) throws(Refusal) -> [ZipArchive.Entry] {
    guard let key else { return [] }
    do {
      let signature = try DossierSignature(of: manifest.bytes, by: key)
      return [ZipArchive.Entry(name: DossierSignature.name, text: signature.text)]
    } catch { throw Refusal(Diagnostic(.error, DisclosureMessage.notSigned)) }
  }

  /// `accounts/2024.json`; by their last day (`accounts/2024-12-31.json`) where two fiscal years end in one calendar year.
  private func accountFileNames() throws(Refusal) -> [String] {
    var ends: [CalendarDate] = []
    for accounts in earlier { if let year = try accounts.openings().values.first?.year { ends.append(year.end) } }
    ends.append(year.end)
    let isByDay = Set(ends.map(\.year)).count < ends.count
    return ends.map { "accounts/\(isByDay ? $0.iso : String($0.year)).json" }
  }

  /// `entries/joinery.json`, one file per account: its bytes are exactly what the digest in the sealed account is of. By
  /// number where two activities differ by case alone, or one has a very long name.
  private func entryFileNames() -> [(activity: String, name: String)] {
    let ids = sealed.accounts.compactMap { $0.account["activity"]?["id"]?.text }
    let isByName =
      Set(ids.map { $0.lowercased() }).count == ids.count && ids.allSatisfy { (1...100).contains($0.count) }
    return ids.enumerated().map { position, id in
      (activity: id, name: "entries/\(isByName ? id : "activity-\(position + 1)").json")
    }
  }
}

/// The file of an account's entries.
enum EntryFile {
  /// The records as canonical JSON, in order, without line end: SHA-256 of the file is the digest that was sealed.
  static func text(_ records: [EntryRecord]) -> String {
    JSONValue.array(EntryRecord.ordered(records).map(\.json)).canonicalText
  }

  /// Reads the file; nil when it is not exactly what `text` writes of some records.
  static func records(_ bytes: [UInt8]) -> [EntryRecord]? {
    guard let elements = (try? JSONValue(parsing: bytes))?.elements else { return nil }
    let records = elements.compactMap(EntryRecord.init(canonical:))
    return records.count == elements.count && Array(text(records).utf8) == bytes ? records : nil
  }
}

extension EntryRecord {
  /// The record that `json` writes; nil when a part is missing, of another kind, or beyond what an entry may hold.
  init?(canonical json: JSONValue) {
    func text(_ key: String) -> String? { json[key]?.text }
    guard let id = text("id"), let date = text("date").flatMap({ CalendarDate($0) }), let activity = text("activity"),
      let account = text("account"), let lines = json["lines"]?.elements, let category = text("category"),
      let rule = text("rule"), let basis = text("basis"), let evidence = text("evidence"),
      let grams = json["carbon_g"]?.integer, grams.magnitude <= CarbonMass.limit.grams.magnitude
    else { return nil }
    self.init(
      id: id, date: date, activity: activity, account: account, supplier: text("supplier"),
      lines: lines.compactMap(\.text), amount: text("amount_eur").flatMap { Money(euros: $0) },
      quantity: text("quantity"), unit: text("unit"),
      category: category, rule: rule, basis: basis, factor: text("factor"), vintage: text("vintage"),
      factorValue: text("factor_value"), source: text("source"), prudence: text("prudence"), evidence: evidence,
      carbon: CarbonMass(grams: grams))
    // What was not understood, an amount that is none for instance, is missing from what would be written again.
    guard self.json == json else { return nil }
  }
}
