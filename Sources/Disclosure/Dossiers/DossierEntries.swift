// The entries of a dossier against the account that sealed them.

import Archives
import CarbonAccounting
import Quantities

/// Checks the files of entries, and what they add up to.
enum DossierEntries {
  /// Whether each account's entries are those whose digest it sealed.
  ///
  /// - Parameter read: gets the entries by activity.
  static func check(
    _ archive: ZipArchive, _ manifest: DossierManifest, _ year: DossierYear, _ read: inout [String: [EntryRecord]]
  ) -> [Diagnostic] {
    var reasons: [Diagnostic] = []
    for account in year.accounts {
      let name = manifest.entries.first { $0.activity == account.activity }?.file ?? ""
      let values: [String: MessageValue] = ["activity": .text(account.activity)]
      guard let bytes = archive[name], let records = EntryFile.records(bytes) else {
        reasons.append(Diagnostic(.error, DisclosureMessage.entriesUnreadable, values, file: name))
        continue
      }
      guard Fingerprint.sha256(bytes) == account.entryDigest, records.allSatisfy({ $0.activity == account.activity })
      else {
        reasons.append(Diagnostic(.error, DisclosureMessage.entriesDiffer, values, file: name))
        continue
      }
      read[account.activity] = records
    }
    return reasons
  }

  /// Σ entries against the account: their number, the carbon in all, direct, by category and by quality of evidence.
  static func sums(_ account: DossierAccount, _ records: [EntryRecord]) -> [Diagnostic] {
    let direct = records.filter { $0.basis == "statement" }
    var reasons =
      DossierFigures.compare(
        Int128(account.entryCount), Int128(records.count), Message(DisclosureMessage.figureCount), account)
      + DossierFigures.compare(account.inputs, grams(records), Message(CarbonMessage.figureInputs), account)
      + DossierFigures.compare(account.direct, grams(direct), Message(DisclosureMessage.figureDirect), account)
    let byCategory = Dictionary(grouping: records, by: \.category)
    let sealed = Dictionary(account.categories.map { ($0.id, $0) }) { first, _ in first }
    for id in Set(byCategory.keys).union(sealed.keys).sorted() {
      let found = byCategory[id] ?? []
      let figure = Message(DisclosureMessage.figureCategory, ["category": .text(id)])
      reasons += DossierFigures.compare(Int128(sealed[id]?.grams ?? 0), grams(found), figure, account)
      reasons += DossierFigures.compare(
        Int128(sealed[id]?.cents ?? 0), found.compactMap(\.amount?.cents).sum(), figure, account)
    }
    let byQuality = Dictionary(grouping: records) { EvidenceQuality(basis: $0.basis) }
    for quality in EvidenceQuality.allCases {
      reasons += DossierFigures.compare(
        Int128(account.evidence[quality.rawValue] ?? 0), grams(byQuality[quality] ?? []),
        Message(DisclosureMessage.figureEvidence), account)
    }
    return reasons
  }

  private static func grams(_ records: [EntryRecord]) -> Int128 { records.map(\.carbon.grams).sum() }
}

extension EvidenceQuality {
  /// The quality of an entry whose basis files carry as `basis`; nil for one that no program wrote.
  fileprivate init?(basis: String) {
    switch basis {
    case "supplier-content": self = .supplier
    case "measured", "label", "footprint": self = .physical
    case "monetary", "provisional": self = .monetary
    case "statement": self = .statement
    default: return nil
    }
  }
}
