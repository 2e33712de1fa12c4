// The texts of a dossier, in French and then in English.

import Quantities
import Wording

/// Writes README.txt and departures.txt.
struct DossierWords {
  private let speakers: [Speaker]

  init(_ words: Catalogue) { speakers = Language.allCases.map { Speaker(words, $0) } }

  /// What the dossier is, what stands in it, and how to check it with the program and by hand.
  ///
  /// - Parameters:
  ///   - account: the file of the year's sealed accounts.
  ///   - entries: the files of their entries.
  func readme(_ dossier: Dossier, account: String, entries: [String]) -> String {
    let values: [String: MessageValue] = [
      "firm": .text(dossier.firmName ?? dossier.siren ?? "–"), "siren": .text(dossier.siren ?? "–"),
      "start": .date(dossier.year.start), "end": .date(dossier.year.end), "day": .date(dossier.madeOn),
      "account": .text(account),
    ]
    let fingerprints = DossierManifest.fingerprints(of: dossier.sealed)
    return speakers.map { speaker in
      func say(_ key: DisclosureMessage) -> String { speaker.say(key, values) }
      let files = DossierWords.files(dossier, account: account).map { "  \($0.name)\n      \(speaker.say($0.what))" }
      let signed =
        fingerprints.isEmpty
        ? say(.readmeUnsigned)
        : speaker.say(
          DisclosureMessage.readmeSigned, ["fingerprint": .text(fingerprints.joined(separator: ", "))])
      return [
        say(.readmeTitle), say(.readmeWhat), files.joined(separator: "\n"),
        say(.readmeCheck) + "\n\n  sillage verify DOSSIER.zip", say(.readmeByHand),
        say(.readmeFiles) + "\n\n"
          + "  jq -r '.files[] | .sha256 + \"  \" + .name' manifest.json | sha256sum --check",
        say(.readmeEntries) + "\n\n" + DossierWords.entryCommands(entries, account: account),
        say(.readmeSeal) + "\n\n" + DossierWords.sealCommand(account), signed, say(.readmeLimits),
      ].joined(separator: "\n\n") + "\n"
    }.joined(separator: "\n" + String(repeating: "-", count: 72) + "\n\n")
  }

  /// The departures, one paragraph each; or a sentence that says there are none.
  func departures(_ departures: [Message]) -> String {
    speakers.map { speaker in
      let paragraphs =
        departures.isEmpty
        ? [speaker.say(DisclosureMessage.departuresNone)]
        : departures.enumerated().map { "\($0 + 1). \(speaker.say($1))" }
      return ([speaker.say(DisclosureMessage.departuresTitle)] + paragraphs).joined(separator: "\n\n") + "\n"
    }.joined(separator: "\n" + String(repeating: "-", count: 72) + "\n\n")
  }

  private static func files(_ dossier: Dossier, account: String) -> [(name: String, what: DisclosureMessage)] {
    var files: [(name: String, what: DisclosureMessage)] = [(account, .readmeAccountFile)]
    if !dossier.earlier.isEmpty { files.append(("accounts/*.json", .readmeEarlierFiles)) }
    files += [
      ("entries.csv", .readmeEntryTable), ("entries/*.json", .readmeEntryFiles), ("factors.csv", .readmeFactorFile),
      ("evidence.csv", .readmeEvidenceFile), ("departures.txt", .readmeDepartureFile),
    ]
    if dossier.settings != nil { files.append(("settings/firm.yaml", .readmeSettingsFile)) }
    if !dossier.opinions.isEmpty { files.append(("opinions/", .readmeOpinionFiles)) }
    return files + [("manifest.json", .readmeManifestFile)]
  }

  private static func entryCommands(_ entries: [String], account: String) -> String {
    entries.enumerated().map { position, name in
      "  sha256sum \(name)\n  jq -r '.accounts[\(position)].account.entries.sha256' \(account)"
    }.joined(separator: "\n")
  }

  private static func sealCommand(_ account: String) -> String {
    """
      (jq -j '.accounts[0].seal.previous' \(account); jq -cjS '.accounts[0].account' \(account)) | sha256sum
      jq -r '.accounts[0].seal.sha256' \(account)
    """
  }
}
