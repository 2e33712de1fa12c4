import Quantities

extension FirmPlan {
  static let restaurantEnergy = [
    Purchase(
      party: .supplier("401ELECTRIC", "Électricité de Touraine", term: 15), account: "60611",
      labels: ["Électricité cuisine et salle"], invoices: 12,
      billed: Billed(unit: "kWh", yearly: 47_000, price: [2022: 168, 2023: 236, 2024: 218], standing: 4_120)),
    Purchase(
      party: .supplier("401GAZCENTR", "Gaz du Centre", term: 15), account: "60612", labels: ["Gaz naturel cuisine"],
      invoices: 12, season: .heating,
      billed: Billed(
        unit: "kWh", yearly: 51_000, price: [2022: 91, 2023: 108, 2024: 94], standing: 2_400, inLabel: false)),
    Purchase(
      party: .supplier("401EAUX", "Régie des Eaux de la Vallée"), account: "60617", labels: ["Eau et assainissement"],
      yearly: 2_300, invoices: 4, vat: .lowest),
    Purchase(
      party: .supplier("401STATION", "Carburants Relais Sud", term: 10), account: "60614",
      labels: ["Sans plomb 95 véhicule de livraison"], yearly: 1_250, invoices: 12),
    Purchase(
      party: Party(account: "467", number: "467MARCHAND", name: "Marchand Odile", term: 10), account: "62511",
      labels: ["Indemnités kilométriques O. Marchand"], invoices: 12, vat: .none,
      billed: Billed(unit: "km", yearly: 2_500, price: [2022: 603, 2023: 636, 2024: 636])),
  ]

  static let restaurantServices = [
    Purchase(
      party: .supplier("401SCIHALL", "SCI des Halles", term: 5), account: "6132",
      labels: ["Loyer du restaurant et de la cave"],
      yearly: 31_200, invoices: 12, spread: 0),
    Purchase(
      party: .supplier("401LINGE", "Blanchisserie du Cher"), account: "6135", labels: ["Location et lavage du linge"],
      yearly: 6_500, invoices: 12),
    Purchase(
      party: .supplier("401FROID", "Froid et Cuisine Service"), account: "6156",
      labels: ["Contrat d'entretien du froid"],
      yearly: 2_400, invoices: 4, spread: 0),
    Purchase(
      party: .supplier("401REPARE", "Répar'Cuisine"), account: "6155", labels: ["Réparation de matériel"],
      yearly: 3_600,
      invoices: 6),
    Purchase(
      party: .supplier("401ASSUR", "Mutuelle des Commerçants", term: 10), account: "6161",
      labels: ["Assurance multirisque"],
      yearly: 4_800, invoices: 4, vat: .none, spread: 0),
    Purchase(
      party: .supplier("401EXPERT", "Cabinet Comptable Aubert"), account: "6226", labels: ["Honoraires comptables"],
      yearly: 8_400, invoices: 6, spread: 0),
    Purchase(
      party: .supplier("401RESERVE", "Réservation en Ligne"), account: "6231", labels: ["Annonces et réservations"],
      yearly: 5_000, invoices: 12),
    Purchase(
      party: .supplier("401TRANSAC", "Transports Beauce"), account: "6241", labels: ["Transport de bouteilles"],
      yearly: 2_900, invoices: 12),
    Purchase(
      party: .supplier("401TELECOM", "Télécom Val"), account: "6262", labels: ["Téléphone et internet"], yearly: 1_900,
      invoices: 12),
    Purchase(
      party: .bank, account: "627", labels: ["Commissions cartes bancaires"], yearly: 6_200, invoices: 12, vat: .none),
    Purchase(
      party: .supplier("401MENAGE", "Net Propreté"), account: "6283", labels: ["Nettoyage des locaux"], yearly: 6_600,
      invoices: 12),
    Purchase(
      party: .supplier("401BIODECH", "Compost Urbain"), account: "6288", labels: ["Collecte des biodéchets"],
      yearly: 2_100,
      invoices: 6),
    Purchase(
      party: .supplier("401SYNDIC", "Union des Restaurateurs"), account: "6281", labels: ["Cotisation syndicale"],
      yearly: 650, invoices: 1, vat: .none, spread: 0),
    Purchase(
      party: .supplier("401MEDTRAV", "Santé au Travail 37"), account: "6475", labels: ["Médecine du travail"],
      yearly: 790,
      invoices: 2, spread: 0),
  ]
}
