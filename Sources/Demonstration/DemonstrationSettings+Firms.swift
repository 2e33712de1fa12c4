import Quantities

extension DemonstrationSettings {
  static func joinery(_ keeper: YearKeeper) -> DemonstrationSettings {
    var settings = DemonstrationSettings()
    settings.activities = [Activity(id: "menuiserie", name: "Menuiserie bois", naf: "16.23Z", kind: .production)]
    settings.measures = [
      keeper.measure("energy.electricity", "60611", "12 factures Électricité de Touraine \(keeper.year)"),
      keeper.measure("energy.natural-gas.pcs", "60612", "12 factures Gaz du Centre \(keeper.year)"),
    ]
    settings.supplierContents = [
      keeper.content(FirmPlan.timber, [2023: "152", 2024: "146"]),
      keeper.content(FirmPlan.glass, [2023: "655", 2024: "640.5"]),
      keeper.content(FirmPlan.hardware, [2024: "238.4"]),
    ].compactMap { $0 }
    settings.assets = [
      keeper.asset("Centre d'usinage à commande numérique", grams: 31_400_000, "déclaration du constructeur, 2021")
    ].compactMap { $0 }
    return settings
  }

  static func restaurant(_ keeper: YearKeeper) -> DemonstrationSettings {
    var settings = DemonstrationSettings()
    settings.activities = [
      Activity(id: "restaurant", name: "Restaurant", naf: "56.10A", kind: .production),
      Activity(id: "cave", name: "Vente de bouteilles à emporter", naf: "47.25Z", kind: .resale),
    ]
    settings.measures = [
      keeper.measure("energy.natural-gas.pcs", "60612", "12 factures Gaz du Centre \(keeper.year)")
    ]
    settings.supplierContents = [
      keeper.content(FirmPlan.wines, [2023: "402", 2024: "388"]),
      keeper.content(FirmPlan.vegetables, [2024: "715"]),
    ].compactMap { $0 }
    settings.directEmissions = [keeper.leak()]
    settings.keys = [
      Key(account: "6132", shares: ["restaurant": 85, "cave": 15]),
      Key(account: "60611", shares: ["restaurant": 92, "cave": 8]),
      Key(account: "60612", shares: ["restaurant": 100]),
      Key(account: "6241", shares: ["cave": 100]),
      Key(account: "601", shares: ["restaurant": 100]),
    ]
    return settings
  }
}

extension YearKeeper {
  /// The quantity the bills of an account add up to.
  fileprivate func measure(_ factor: String, _ account: String, _ evidence: String) -> DemonstrationSettings.Measure {
    let unit = plan.purchases.first { $0.account == account }?.billed?.unit ?? ""
    return .init(factor: factor, account: account, quantity: "\(quantities[account] ?? 0) \(unit)", evidence: evidence)
  }

  /// What a supplier transmits this year; nil in years when it does not.
  fileprivate func content(_ party: Party, _ grams: [Int: String]) -> DemonstrationSettings.SupplierContent? {
    grams[year].map {
      .init(
        supplier: party.number, gramsPerEuro: $0, account: "\(year - 1), closed",
        evidence: "mention sur les factures de \(party.name)")
    }
  }

  /// The content of an asset of the plan, with this year's allowance.
  fileprivate func asset(_ label: String, grams: Int64, _ evidence: String) -> DemonstrationSettings.Asset? {
    plan.assets.first { $0.label == label }.map {
      .init(
        what: $0.label, account: $0.account, value: .euros($0.cost), content: CarbonMass(grams: grams),
        allowance: allowances[label] ?? .zero, evidence: evidence)
    }
  }

  /// The refrigerant that the cold room lost: the charge added, times the GWP of R-449A (1 396, IPCC AR4).
  fileprivate func leak() -> DemonstrationSettings.DirectEmission {
    let charge: (grams: Int64, text: String) = year == 2024 ? (850, "0,85") : (1_200, "1,2")
    return .init(
      activity: "restaurant", what: "Fluide frigorigène R-449A, \(charge.text) kg rechargés",
      carbon: CarbonMass(grams: charge.grams * 1_396), author: "Froid et Cuisine Service, attestation de capacité",
      date: date(11, 12), evidence: "fiche d'intervention du 12/11/\(year)")
  }
}
