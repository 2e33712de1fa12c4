import Quantities

extension FirmPlan {
  static let joineryEnergy = [
    Purchase(
      party: .supplier("401ELECTRIC", "Électricité de Touraine", term: 15), account: "60611",
      labels: ["Électricité atelier"], invoices: 12, season: .worksites,
      billed: Billed(unit: "kWh", yearly: 64_000, price: [2022: 168, 2023: 231, 2024: 212], standing: 8_640)),
    Purchase(
      party: .supplier("401GAZCENTR", "Gaz du Centre", term: 15), account: "60612",
      labels: ["Gaz naturel chauffage atelier"],
      invoices: 12, season: .heating,
      billed: Billed(
        unit: "kWh", yearly: 86_000, price: [2022: 91, 2023: 103, 2024: 88], standing: 2_950, inLabel: false)),
    Purchase(
      party: .supplier("401STATION", "Carburants Relais Sud", term: 10), account: "60614",
      labels: ["Gazole fourgon 1", "Gazole fourgon 2", "Gazole camion plateau"], invoices: 36, season: .worksites,
      billed: Billed(unit: "L", yearly: 6_200, price: [2022: 1_548, 2023: 1_494, 2024: 1_409])),
    Purchase(
      party: .supplier("401PROPANE", "Gaz Bouteilles Services"), account: "60615",
      labels: ["Propane chariot élévateur"],
      yearly: 1_450, invoices: 6),
    Purchase(
      party: .supplier("401EAUX", "Régie des Eaux de la Vallée"), account: "60617", labels: ["Eau et assainissement"],
      yearly: 1_100, invoices: 4, vat: .lowest),
    Purchase(
      party: Party(account: "467", number: "467GARNIER", name: "Garnier Hélène", term: 10), account: "62511",
      labels: ["Indemnités kilométriques H. Garnier"], invoices: 12, vat: .none,
      billed: Billed(unit: "km", yearly: 5_300, price: [2022: 603, 2023: 636, 2024: 636])),
    Purchase(
      party: Party(account: "467", number: "467LEROUX", name: "Leroux Benoît", term: 10), account: "62511",
      labels: ["Indemnités kilométriques B. Leroux"], invoices: 12, vat: .none, season: .worksites,
      billed: Billed(unit: "km", yearly: 4_100, price: [2022: 603, 2023: 636, 2024: 636])),
  ]

  static let joineryServices = [
    Purchase(
      party: .supplier("401POSEBAT", "Pose et Bâti Dumas", term: 45), account: "6111",
      labels: ["Sous-traitance pose chantier"], yearly: 52_000, invoices: 12, vat: .none, season: .worksites),
    Purchase(
      party: .supplier("401LAQUAGE", "Laquage Berrichon"), account: "6112", labels: ["Laquage de menuiseries à façon"],
      yearly: 29_000, invoices: 12, season: .worksites, creditNotes: 1),
    Purchase(
      party: .supplier("401LEASBAIL", "Loire Bail"), account: "6122", labels: ["Crédit-bail plaqueuse de chants"],
      yearly: 14_400, invoices: 12, spread: 0),
    Purchase(
      party: .supplier("401SCIATEL", "SCI de l'Atelier", term: 5), account: "6132", labels: ["Loyer atelier"],
      yearly: 42_000, invoices: 12, spread: 0),
    Purchase(
      party: .supplier("401NACELLE", "Location Nacelles 37"), account: "6135",
      labels: ["Location nacelle", "Location échafaudage"],
      yearly: 7_600, invoices: 10, season: .worksites),
    Purchase(
      party: .supplier("401TOITURE", "Toitures Mercier"), account: "6152", labels: ["Entretien du bâtiment"],
      yearly: 5_000, invoices: 3),
    Purchase(
      party: .supplier("401GARAGE", "Garage des Deux Ponts"), account: "61551", labels: ["Révision et pneus fourgons"],
      yearly: 6_300, invoices: 9),
    Purchase(
      party: .supplier("401AFFUTAGE", "Affûtage Ligérien"), account: "61552", labels: ["Réparation machines à bois"],
      yearly: 5_100, invoices: 8),
    Purchase(
      party: .supplier("401MAINTCN", "Maintenance Numérique Bois"), account: "6156", labels: ["Contrat de maintenance"],
      yearly: 4_500, invoices: 4, spread: 0),
    Purchase(
      party: .supplier("401ASSUR", "Mutuelle du Bâtiment", term: 10), account: "6161",
      labels: ["Assurance décennale", "Assurance multirisque"], yearly: 16_200, invoices: 4, vat: .none, spread: 0),
    Purchase(
      party: .supplier("401REVUES", "Revues du Bois"), account: "6181", labels: ["Abonnement et documentation"],
      yearly: 1_200, invoices: 2, vat: .lowest),
    Purchase(
      party: .supplier("401INTERIM", "Intérim Artisans"), account: "6211", labels: ["Intérim menuisier poseur"],
      yearly: 24_000, invoices: 11, season: .worksites),
    Purchase(
      party: .supplier("401EXPERT", "Cabinet Comptable Aubert"), account: "6226", labels: ["Honoraires comptables"],
      yearly: 11_500, invoices: 6, spread: 0),
    Purchase(
      party: .supplier("401PUBLI", "Agence Publi Ouest"), account: "6231", labels: ["Annonces et site internet"],
      yearly: 8_000, invoices: 8),
    Purchase(
      party: .supplier("401TRANSAC", "Transports Beauce"), account: "6241", labels: ["Transport sur achats"],
      yearly: 8_700, invoices: 12),
    Purchase(
      party: .supplier("401MESSAGE", "Messagerie du Fret"), account: "6242", labels: ["Livraison menuiseries clients"],
      yearly: 16_600, invoices: 24, season: .worksites),
    Purchase(
      party: .supplier("401HOTEL", "Hôtel de la Gare"), account: "6256", labels: ["Hébergement équipe de pose"],
      yearly: 4_200, invoices: 8, vat: .none),
    Purchase(
      party: .supplier("401AUBERGE", "Auberge du Pont"), account: "6257", labels: ["Repas clients et fournisseurs"],
      yearly: 2_600, invoices: 6, vat: .reduced),
    Purchase(
      party: .supplier("401POSTE", "Courrier Service"), account: "6261", labels: ["Affranchissement"], yearly: 950,
      invoices: 4),
    Purchase(
      party: .supplier("401TELECOM", "Télécom Val"), account: "6262", labels: ["Téléphone et internet"], yearly: 5_400,
      invoices: 12),
    Purchase(
      party: .bank, account: "627", labels: ["Frais de tenue de compte"], yearly: 2_600, invoices: 12, vat: .none),
    Purchase(
      party: .supplier("401CHAMBRE", "Fédération des Menuisiers"), account: "6281", labels: ["Cotisation syndicale"],
      yearly: 1_800, invoices: 2, vat: .none, spread: 0),
    Purchase(
      party: .supplier("401MEDTRAV", "Santé au Travail 37"), account: "6475", labels: ["Médecine du travail"],
      yearly: 1_350, invoices: 2, spread: 0),
  ]
}
