extension Unit {
  /// The unit as people read it: `kWh PCS`, `m³`, `€`, `repas`. Files keep the symbol.
  public var label: LocalizedText {
    if let text = Unit.labels[symbol] { return text }
    let text = symbol.replacing("_pcs", with: " PCS").replacing("_pci", with: " PCI").replacing("_", with: " ")
    return LocalizedText(fr: text, en: text)
  }

  /// Units whose symbol is no word of either language. A traveller's kilometre is a kilometre: each traveller counts theirs.
  private static let labels = [
    "m3": LocalizedText(fr: "m³", en: "m³"), "EUR": LocalizedText(fr: "€", en: "€"),
    "passenger.km": LocalizedText(fr: "km", en: "km"), "t.km": LocalizedText(fr: "t·km", en: "t·km"),
    "m2": LocalizedText(fr: "m²", en: "m²"), "piece": LocalizedText(fr: "pièce", en: "piece"),
    "meal": LocalizedText(fr: "repas", en: "meal"), "unit": LocalizedText(fr: "unité", en: "unit"),
  ]
}
