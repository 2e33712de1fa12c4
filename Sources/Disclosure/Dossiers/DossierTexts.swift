// The texts of a dossier that repeat what is sealed: departures, and README. A check writes them again.

import Archives
import CanonicalJSON
import CarbonAccounting
import Quantities

/// The departures as data: what departures.txt is written from, and the sealed accounts are compared with.
enum DepartureFile {
  static let name = "departures.json"
  static let textName = "departures.txt"

  /// Canonical JSON and a line end.
  static func text(_ departures: [Message]) -> String {
    JSONValue.array(departures.map(MessageDocument.json)).canonicalText + "\n"
  }

  /// Reads the file; nil when it is not exactly what `text` writes of some messages.
  static func messages(_ bytes: [UInt8]) -> [Message]? {
    guard let elements = (try? JSONValue(parsing: bytes))?.elements,
      let messages = try? elements.map(MessageDocument.message)
    else { return nil }
    return Array(text(messages).utf8) == bytes ? messages : nil
  }
}

/// Checks the texts that people read.
enum DossierTexts {
  static let readmeName = "README.txt"

  /// - Parameter words: those the texts are written again with.
  static func check(
    _ archive: ZipArchive, _ manifest: DossierManifest, _ year: DossierYear, _ words: DossierWords
  ) -> [Diagnostic] {
    guard let departures = archive[DepartureFile.name].flatMap(DepartureFile.messages),
      isSealed(departures, in: year)
    else { return [Diagnostic(.error, DisclosureMessage.departuresDiffer, file: DepartureFile.name)] }
    let texts = [
      (DepartureFile.textName, words.departures(departures)), (readmeName, words.readme(manifest)),
    ]
    return texts.filter { archive[$0.0] != Array($0.1.utf8) }.map { name, _ in
      differs(name, manifest, words)
    }
  }

  /// Whether the accounts of the year sealed these departures. Seals hold the value of a factor without its unit, which must
  /// be one that the accounts are kept in.
  private static func isSealed(_ departures: [Message], in year: DossierYear) -> Bool {
    let said = JSONValue.array(departures.map(AccountDocument.message))
    let units = Set(year.accounts.map(\.factorUnit))
    return year.sealed.accounts.allSatisfy { $0.account["departures"] == said }
      && departures.flatMap(\.values.values).allSatisfy { value in
        if case .intensity(_, let unit) = value { units.contains(unit) } else { true }
      }
  }

  /// Another version of the program may say the same in other words: only this one's can be told wrong for sure.
  private static func differs(_ name: String, _ manifest: DossierManifest, _ words: DossierWords) -> Diagnostic {
    guard manifest.program != words.program else {
      return Diagnostic(.error, DisclosureMessage.textDiffers, ["name": .text(name)], file: name)
    }
    return Diagnostic(
      .warning, DisclosureMessage.textOtherProgram,
      ["name": .text(name), "program": .text(manifest.program), "own": .text(words.program)], file: name)
  }
}
