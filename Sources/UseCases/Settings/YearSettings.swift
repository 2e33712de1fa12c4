// The settings a year's books are kept with: those given now, or those the store has.

import CarbonAccounting
import Foundation
import Quantities
import Storage
import WrittenFiles

/// firm.yaml with the files it names.
struct YearSettings {
  /// firm.yaml.
  let text: String
  /// The files it names, by the names it uses.
  let files: [String: [UInt8]]
  /// The version in the store; nil when they are given now.
  let version: Int?
  /// What firm.yaml says.
  let firm: FirmFile
  /// The settings, with the contents of the files.
  let settings: FirmSettings

  /// - Throws: a refusal that names the file at fault.
  private init(_ text: String, _ file: String?, version: Int?, read: (String) throws(Refusal) -> [UInt8])
    throws(Refusal)
  {
    do throws(Refusal) { firm = try FirmFile(text: text) } catch { throw file.map(error.inFile) ?? error }
    var settings = firm.settings
    var files: [String: [UInt8]] = [:]
    for name in firm.contentFiles {
      let bytes = try read(name)
      do throws(Refusal) { settings.supplierContents += try SupplierContentFile.read(bytes) } catch {
        throw error.inFile(InputFile(path: name).name)
      }
      files[name] = bytes
    }
    self.text = text
    self.files = files
    self.version = version
    self.settings = settings
  }

  /// Those of a file.
  init(path: String) throws(Refusal) {
    let file = InputFile(path: path)
    let folder = URL(filePath: path).deletingLastPathComponent()
    try self.init(try file.text(), file.name, version: nil) { (name) throws(Refusal) in
      try InputFile(path: name.hasPrefix("/") ? name : folder.appending(path: name).path).bytes(limit: 16_000_000)
    }
  }

  /// Those of a firm of which nothing but its branch is known.
  init(_ activity: Activity) throws(Refusal) {
    let label = activity.label.quotedForYAML
    let text = "activities:\n  - id: \(activity.id)\n    name: \(label)\n    naf: \(activity.naf)\n"
    try self.init(text, nil, version: nil) { (_) throws(Refusal) in [] }
  }

  /// Those of a text given now; the files it names are in the store.
  init(_ text: String, _ store: OrganisationStore, _ year: StoredYear) throws(Refusal) {
    try self.init(text, nil, version: nil) { (name) throws(Refusal) in try store.evidence(name, for: year.id) ?? [] }
  }

  /// Those in force in the store; nil when there are none.
  init?(_ store: OrganisationStore, _ year: StoredYear) throws(Refusal) {
    guard let stored = try store.settings(for: year.id) else { return nil }
    try self.init(stored.text, nil, version: stored.version) { (name) throws(Refusal) in
      try store.evidence(name, for: year.id) ?? []
    }
  }

  /// Refuses settings that are another firm's.
  func check(_ profile: OrganisationStore.Profile, file: String?) throws(Refusal) {
    guard let siren = firm.siren, let own = profile.siren, !siren.isEmpty, siren != own else { return }
    throw Refusal(
      Diagnostic(
        .error, UseCaseMessage.settingsSIREN,
        ["siren": .text(siren), "own": .text(own), "name": .text(profile.name)], file: file))
  }
}
