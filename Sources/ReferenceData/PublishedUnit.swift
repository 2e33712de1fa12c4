// Units as a publication writes them, in the spelling of the catalogue where it has one.

import Quantities

/// The unit of an imported factor: `kgCO2e/kWh PCI` becomes `kgCO2e/kWh_pci`.
struct PublishedUnit: Hashable {
  /// The unit in the spelling of the catalogue.
  let text: String

  /// A factor's unit; nil for anything that is not a mass of CO2e per unit.
  init?(_ published: String) {
    guard let slash = published.firstIndex(of: "/"), published[..<slash].lowercased() == "kgco2e" else { return nil }
    let counted = String(published[published.index(after: slash)...]).trimmed
    guard !counted.isEmpty else { return nil }
    // A kilogram per thousand euros is a gram per euro: the number stays.
    if counted == "keuro" {
      text = "gCO2e/EUR"
    } else {
      text = "kgCO2e/" + (PublishedUnit.spellings[counted.lowercased()] ?? counted)
    }
  }

  /// Spellings of units that mean the same to the gram; qualified ones (`kg de poids net`) are not the plain unit.
  private static let spellings = [
    "kwh": "kWh", "kwh pci": "kWh_pci", "kwhpci": "kWh_pci", "kwh (pci)": "kWh_pci", "kwh pcs": "kWh_pcs",
    "kwhpcs": "kWh_pcs", "litre": "L", "l": "L", "kg": "kg", "tonne": "t", "t": "t", "m3": "m3", "m³": "m3", "km": "km",
    "t.km": "t.km", "tonne.km": "t.km", "passager.km": "passenger.km", "peq.km": "passenger.km",
    "km.personne": "passenger.km", "repas": "meal", "euro dépensé": "EUR",
  ]
}
