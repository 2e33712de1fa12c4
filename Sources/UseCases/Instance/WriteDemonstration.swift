import Accounting
import Demonstration
import Foundation
import Quantities
import Wording
import WrittenFiles

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

  /// An element of a list: its members in order, as YAML writes them.
  private typealias Item = KeyValuePairs<String, String>

  init(_ firm: DemonstrationFirm, _ year: Int, _ settings: DemonstrationSettings, _ speaker: Speaker) {
    func comment(_ key: DraftMessage) -> String { "# \(speaker.say(key, ["year": .text(String(year))]))\n" }
    text = [
      comment(.demoHead) + "firm:\n  name: \(firm.name.quotedForYAML)\n  siren: \(firm.siren.quotedForYAML)\n",
      section("", "activities", DemonstrationFile.activities(settings)),
      section(comment(.demoKeys), "keys", DemonstrationFile.keys(settings)),
      section(comment(.demoMeasures), "measures", DemonstrationFile.measures(settings)),
      section(comment(.demoContents), "supplier_contents", DemonstrationFile.contents(settings)),
      section(comment(.demoDirect), "direct_emissions", DemonstrationFile.emissions(settings)),
      section(comment(.demoAssets), "assets", DemonstrationFile.assets(settings)),
    ].filter { !$0.isEmpty }.joined(separator: "\n")

    func section(_ comment: String, _ name: String, _ items: [Item]) -> String {
      guard !items.isEmpty else { return "" }
      let lines = items.map { item in
        "  - {" + item.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}\n"
      }
      return comment + name + ":\n" + lines.joined()
    }
  }

  private static func activities(_ settings: DemonstrationSettings) -> [Item] {
    settings.activities.map { ["id": $0.id, "name": $0.name.quotedForYAML, "naf": $0.naf, "kind": $0.kind.rawValue] }
  }

  private static func keys(_ settings: DemonstrationSettings) -> [Item] {
    settings.keys.map { key in
      let shares = key.shares.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      return ["account": key.account.quotedForYAML, "shares": "{\(shares)}", "basis": "cost-accounting"]
    }
  }

  private static func measures(_ settings: DemonstrationSettings) -> [Item] {
    settings.measures.map {
      [
        "energy": $0.factor, "account": $0.account.quotedForYAML, "quantity": $0.quantity,
        "evidence": $0.evidence.quotedForYAML,
      ]
    }
  }

  private static func contents(_ settings: DemonstrationSettings) -> [Item] {
    settings.supplierContents.map {
      [
        "supplier": $0.supplier.quotedForYAML, "factor": $0.gramsPerEuro, "account": $0.account.quotedForYAML,
        "evidence": $0.evidence.quotedForYAML,
      ]
    }
  }

  private static func emissions(_ settings: DemonstrationSettings) -> [Item] {
    settings.directEmissions.map {
      [
        "activity": $0.activity, "what": $0.what.quotedForYAML, "carbon": "\($0.carbon.grams) g",
        "author": $0.author.quotedForYAML,
        "date": $0.date.iso, "evidence": $0.evidence.quotedForYAML,
      ]
    }
  }

  private static func assets(_ settings: DemonstrationSettings) -> [Item] {
    settings.assets.map {
      [
        "what": $0.what.quotedForYAML, "account": $0.account.quotedForYAML, "value": $0.value.decimalText,
        "content": "\($0.content.grams) g", "allowance": $0.allowance.decimalText,
        "evidence": $0.evidence.quotedForYAML,
      ]
    }
  }
}
