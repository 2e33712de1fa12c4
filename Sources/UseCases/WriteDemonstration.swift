import Accounting
import Demonstration
import Foundation
import Quantities
import Wording

/// Writes the demonstration firms: for each, two ledgers and the settings of each year.
public enum WriteDemonstration {
  /// Writes everything under `folder`, one subfolder per firm.
  ///
  /// - Returns: the paths written, in order.
  public static func run(
    folder: String, seed: UInt64, speaker: Speaker, replacing: Bool
  ) throws(Refusal) -> [String] {
    var written: [String] = []
    for firm in DemonstrationFirm.allCases {
      for year in DemonstrationFirm.years {
        let (ledger, settings) = firm.books(year: year, seed: seed)
        let files: [(String, [UInt8])] = [
          (firm.fileName(year: year), FECWriter.write(ledger)),
          ("firm-\(year).yaml", Array(DemonstrationFile(firm, year, settings, speaker).text.utf8)),
        ]
        for (name, bytes) in files {
          let path = "\(folder)/\(firm.folder)/\(name)"
          try OutputFile(path: path).write(bytes, replacing: replacing, makingFolders: true)
          written.append(path)
        }
      }
    }
    return written
  }
}

/// The firm.yaml of a demonstration firm.
struct DemonstrationFile {
  let text: String

  init(_ firm: DemonstrationFirm, _ year: Int, _ settings: DemonstrationSettings, _ speaker: Speaker) {
    func comment(_ key: DraftMessage) -> String { "\n# \(speaker.say(key, ["year": .text(String(year))]))\n" }
    var lines = "# \(speaker.say(DraftMessage.demoHead, ["year": .text(String(year))]))\n"
    lines += "firm:\n  name: \"\(firm.name)\"\n  siren: \"\(firm.siren)\"\n"
    lines += "\nactivities:\n"
    for activity in settings.activities {
      lines +=
        "  - {id: \(activity.id), name: \"\(activity.name)\", naf: \(activity.naf), kind: \(activity.kind.rawValue)}\n"
    }
    if !settings.keys.isEmpty {
      lines += comment(.demoKeys) + "keys:\n"
      for key in settings.keys {
        let shares = key.shares.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        lines += "  - {account: \"\(key.account)\", shares: {\(shares)}, basis: cost-accounting}\n"
      }
    }
    if !settings.measures.isEmpty {
      lines += comment(.demoMeasures) + "measures:\n"
      for measure in settings.measures {
        lines += "  - {energy: \(measure.factor), account: \"\(measure.account)\", quantity: \(measure.quantity),"
        lines += " evidence: \"\(measure.evidence)\"}\n"
      }
    }
    if !settings.supplierContents.isEmpty {
      lines += comment(.demoContents) + "supplier_contents:\n"
      for content in settings.supplierContents {
        lines += "  - {supplier: \"\(content.supplier)\", factor: \(content.gramsPerEuro),"
        lines += " account: \"\(content.account)\", evidence: \"\(content.evidence)\"}\n"
      }
    }
    if !settings.directEmissions.isEmpty {
      lines += comment(.demoDirect) + "direct_emissions:\n"
      for emission in settings.directEmissions {
        lines += "  - {activity: \(emission.activity), what: \"\(emission.what)\", carbon: \(emission.carbon.grams) g,"
        lines += " author: \"\(emission.author)\", date: \(emission.date.iso), evidence: \"\(emission.evidence)\"}\n"
      }
    }
    if !settings.assets.isEmpty {
      lines += comment(.demoAssets) + "assets:\n"
      for asset in settings.assets {
        lines += "  - {what: \"\(asset.what)\", account: \"\(asset.account)\", value: \(asset.value.decimalText),"
        lines += " content: \(asset.content.grams) g, allowance: \(asset.allowance.decimalText),"
        lines += " evidence: \"\(asset.evidence)\"}\n"
      }
    }
    text = lines
  }
}
