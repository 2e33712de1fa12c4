// The texts of a dossier, in French and then in English.

import Quantities
import Wording

/// Writes README.txt and departures.txt, when a dossier is made and when it is checked.
public struct DossierWords: Sendable {
  /// The version of the program whose words these are.
  let program: String
  private let speakers: [Speaker]

  /// The words of a catalogue.
  ///
  /// - Parameter program: the version of the program the catalogue is of, such as `0.1.0`: it stands in the manifest, so that a
  ///   check by another version does not take other words for other facts.
  public init(_ words: Catalogue, program: String) {
    self.program = program
    speakers = Language.allCases.map { Speaker(words, $0) }
  }

  /// What the dossier is, what stands in it, and how to check it with the program and by hand.
  ///
  /// - Parameter manifest: of its files, the names count.
  func readme(_ manifest: DossierManifest) -> String {
    let values: [String: MessageValue] = [
      "firm": .text(manifest.firmName ?? manifest.siren ?? "–"), "siren": .text(manifest.siren ?? "–"),
      "start": .date(manifest.year.start), "end": .date(manifest.year.end), "day": .date(manifest.madeOn),
      "account": .text(manifest.account), "fingerprint": .text(manifest.keyFingerprints.joined(separator: ", ")),
      "signer": .text(manifest.signedBy ?? "–"),
    ]
    return speakers.map { speaker in
      func say(_ key: DisclosureMessage) -> String { speaker.say(key, values) }
      let files = DossierWords.files(manifest).map { "  \($0.name)\n      \(speaker.say($0.what))" }
      return [
        say(.readmeTitle), say(.readmeWhat), files.joined(separator: "\n"),
        say(.readmeCheck) + "\n\n  sillage verify DOSSIER.zip", say(.readmeByHand),
        say(.readmeFiles) + "\n\n"
          + "  jq -r '.files[] | .sha256 + \"  \" + .name' manifest.json | sha256sum --check",
        say(.readmeEntries) + "\n\n" + DossierWords.entryCommands(manifest),
        say(.readmeSeal) + "\n\n" + DossierWords.sealCommand(manifest.account),
        say(manifest.keyFingerprints.isEmpty ? .readmeUnsigned : .readmeSigned),
        manifest.signedBy == nil
          ? say(.readmeDossierUnsigned) : say(.readmeDossierSigned) + "\n\n" + DossierWords.signatureCommands,
        say(.readmeLimits),
      ].joined(separator: "\n\n") + "\n"
    }.joined(separator: DossierWords.rule)
  }

  /// The departures, one paragraph each; or a sentence that says there are none.
  func departures(_ departures: [Message]) -> String {
    speakers.map { speaker in
      let paragraphs =
        departures.isEmpty
        ? [speaker.say(DisclosureMessage.departuresNone)]
        : departures.enumerated().map { "\($0 + 1). \(speaker.say($1))" }
      return ([speaker.say(DisclosureMessage.departuresTitle)] + paragraphs).joined(separator: "\n\n") + "\n"
    }.joined(separator: DossierWords.rule)
  }

  /// What stands between the languages.
  private static let rule = "\n" + String(repeating: "-", count: 72) + "\n\n"

  private static func files(_ manifest: DossierManifest) -> [(name: String, what: DisclosureMessage)] {
    func has(_ start: String) -> Bool { manifest.files.contains { $0.name.hasPrefix(start) } }
    var files: [(name: String, what: DisclosureMessage)] = [(manifest.account, .readmeAccountFile)]
    if !manifest.earlier.isEmpty { files.append(("accounts/*.json", .readmeEarlierFiles)) }
    files += [
      ("entries.csv", .readmeEntryTable), ("entries/*.json", .readmeEntryFiles), ("factors.csv", .readmeFactorFile),
      ("evidence.csv", .readmeEvidenceFile), (DepartureFile.textName, .readmeDepartureFile),
      (DepartureFile.name, .readmeDepartureMessages),
    ]
    if has("settings/") { files.append(("settings/firm.yaml", .readmeSettingsFile)) }
    if has("opinions/") { files.append(("opinions/", .readmeOpinionFiles)) }
    files.append((DossierManifest.name, .readmeManifestFile))
    return manifest.signedBy == nil ? files : files + [(DossierSignature.name, .readmeSignatureFile)]
  }

  private static func entryCommands(_ manifest: DossierManifest) -> String {
    manifest.entries.enumerated().map { position, entries in
      "  sha256sum \(entries.file)\n  jq -r '.accounts[\(position)].account.entries.sha256' \(manifest.account)"
    }.joined(separator: "\n")
  }

  private static func sealCommand(_ account: String) -> String {
    """
      (jq -j '.accounts[0].seal.previous' \(account); jq -cjS '.accounts[0].account' \(account)) | sha256sum
      jq -r '.accounts[0].seal.sha256' \(account)
    """
  }

  /// The fingerprint, then the signature. The octal bytes are what stands before an Ed25519 key in a file of keys (RFC 8410).
  private static let signatureCommands = #"""
      jq -r .public_key signature.json | base64 -d | sha256sum | cut -c 1-16
      (printf '\060\052\060\005\006\003\053\145\160\003\041\000'; jq -r .public_key signature.json | base64 -d) > key.der
      jq -r .signature signature.json | base64 -d > signature.bin
      openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in manifest.json -sigfile signature.bin
    """#
}
