// firm.yaml: all that a firm tells Sillage beside its ledger, in one commented file.

import CarbonAccounting
import Quantities
import WrittenFiles
import Yams

/// A firm's settings file, read.
public struct FirmFile: Sendable, Hashable {
  /// The firm's name, as it wants it printed.
  public var name: String?
  /// The settings.
  public var settings: FirmSettings
  /// CSV files of supplier contents to read beside the settings, relative to the file.
  public var contentFiles: [String]

  /// Its SIREN, where it says so.
  public var siren: String? { settings.siren }

  /// A file of these settings.
  public init(name: String? = nil, settings: FirmSettings, contentFiles: [String] = []) {
    self.name = name
    self.settings = settings
    self.contentFiles = contentFiles
  }

  /// Reads the text of a firm.yaml.
  ///
  /// - Throws: a refusal that names every mistake by line and field.
  public init(text: String) throws(Refusal) {
    let field = try YAMLField.root(text, limit: 4_000_000, notMap: WrittenMessage.notMap)
    field.expect(
      "firm", "activities", "keys", "rules", "measures", "footprints", "supplier_contents", "supplier_contents_files",
      "estimates", "direct_emissions", "no_direct_emissions", "assets", "transmission", "expected", "vintages",
      "budget", "accept_labels", "show_suppliers")
    let firm = field.member("firm")
    firm?.expect("name", "siren")
    name = firm?.text("name")
    var settings = FirmFile.settings(field)
    settings.siren = firm?.text("siren").flatMap { $0.isEmpty ? nil : $0 }
    self.settings = settings
    contentFiles = field.list("supplier_contents_files").compactMap { $0.node.scalar?.string }
    try field.check()
  }

  private static func settings(_ field: YAMLField) -> FirmSettings {
    var settings = FirmSettings(activities: field.list("activities").compactMap(activity))
    let ids = settings.activities.map(\.id)
    for (position, id) in ids.enumerated() where ids[..<position].contains(id) {
      field.refuse(.duplicate, ["value": .text(id)])
    }
    settings.keys = field.list("keys").compactMap(key)
    settings.rules = field.list("rules").compactMap(rule)
    settings.measures = field.list("measures").compactMap(measure)
    settings.footprints = field.list("footprints").compactMap(footprint)
    settings.supplierContents = field.list("supplier_contents").compactMap(content)
    settings.keptEstimates = field.list("estimates").compactMap(estimate)
    settings.withoutDirectEmissions = field.list("no_direct_emissions").compactMap { $0.node.scalar?.string.onOneLine }
    settings.directEmissions = field.list("direct_emissions").compactMap { direct($0, ids.first ?? "") }
    settings.assets = field.list("assets").compactMap(asset)
    for (activity, value) in field.map("transmission") { settings.transmissions[activity] = transmission(value) }
    for (activity, value) in field.map("expected") { settings.expectations[activity] = expectation(value) }
    for (factor, value) in field.map("vintages") { settings.vintages[factor] = value.node.scalar?.string }
    settings.isBudget = field.flag("budget")
    settings.acceptsLabels = field.flag("accept_labels")
    settings.showsSuppliers = field.flag("show_suppliers")
    return settings
  }
}
