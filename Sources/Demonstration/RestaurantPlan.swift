// A restaurant of seven people that also sells, from its cellar, bottles to take away.

import Quantities

extension FirmPlan {
  static let restaurant = FirmPlan(
    accountNames: commonAccountNames.merging(restaurantAccountNames) { _, own in own },
    purchases: restaurantFood + restaurantEnergy + restaurantServices,
    sales: [
      Sale(
        account: "7061", labels: ["Banquet et traiteur", "Cocktail dînatoire"], customers: restaurantCustomers,
        yearly: 22_000, invoices: 12, vat: .reduced, season: .terrace, creditNotes: 1)
    ],
    till: Till(
      shares: [
        Till.Share(account: "7011", label: "Repas", yearly: 352_000, vat: .reduced),
        Till.Share(account: "7012", label: "Boissons servies", yearly: 64_000, vat: .normal),
        Till.Share(account: "7071", label: "Bouteilles à emporter", yearly: 164_000, vat: .normal),
      ], season: .terrace, byCard: 860, closedOrdinals: [0]),
    payroll: Payroll(gross: 12_000, employee: 220, employer: 300, withheld: 25),
    assets: restaurantAssets,
    loan: Loan(label: "prêt aménagement", owed: 68_000, monthly: 1_050, rate: 31),
    stocks: [
      Stock(
        account: "311", change: "6031", label: "denrées",
        counted: [2021: 4_800, 2022: 5_200, 2023: 5_900, 2024: 5_500]),
      Stock(
        account: "371", change: "6037", label: "vins et spiritueux",
        counted: [2021: 31_000, 2022: 33_500, 2023: 38_200, 2024: 35_700]),
    ],
    levies: [
      Levy(account: "6312", label: "Taxe d'apprentissage", yearly: 980, month: 5),
      Levy(account: "6333", label: "Formation professionnelle continue", yearly: 800, month: 2),
      Levy(account: "63511", label: "Cotisation foncière des entreprises", yearly: 2_300, month: 12),
      Levy(account: "63513", label: "Droit de terrasse", yearly: 1_150, month: 4),
    ],
    capital: 30_000, legalReserve: 3_000, cash: 46_000,
    rebates: [(party: wines, account: "6097", from: "6071", permille: 20)])

  static let wines = Party.supplier("401VINSLOIR", "Vignerons de Loire Associés", term: 30)
  static let vegetables = Party.supplier("401MARAICH", "Maraîchers du Val", term: 15)
  private static let kitchens = Party(account: "404", number: "404CUISINE", name: "Cuisines Pro Équipement", term: 30)

  private static let restaurantFood = [
    Purchase(
      party: .supplier("401BOUCHER", "Boucherie Charolaise", term: 15), account: "6011",
      labels: ["Viande de bœuf", "Volailles fermières", "Agneau et porc"], yearly: 34_000, invoices: 48, vat: .lowest,
      season: .terrace, creditNotes: 1),
    Purchase(
      party: vegetables, account: "6012", labels: ["Légumes et fruits de saison"], yearly: 24_000, invoices: 48,
      vat: .lowest, season: .terrace),
    Purchase(
      party: .supplier("401MAREE", "Marée de l'Atlantique", term: 15), account: "6013",
      labels: ["Poissons", "Coquillages"], yearly: 18_000, invoices: 36, vat: .lowest, season: .terrace, creditNotes: 2),
    Purchase(
      party: .supplier("401EPICERIE", "Épicerie de Gros Ligérienne"), account: "6014",
      labels: ["Épicerie, huiles et œufs", "Produits laitiers"], yearly: 34_000, invoices: 36, vat: .lowest),
    Purchase(
      party: .supplier("401BOULANGE", "Fournil des Halles", term: 15), account: "6015", labels: ["Pain"], yearly: 8_000,
      invoices: 24, vat: .lowest),
    Purchase(
      party: .supplier("401BRASSERI", "Boissons du Centre"), account: "6016", labels: ["Bières, cafés et eaux"],
      yearly: 18_000, invoices: 24, season: .terrace),
    Purchase(
      party: wines, account: "6071", labels: ["Chinon et Bourgueil", "Vouvray brut"], yearly: 62_000, invoices: 24,
      season: .terrace, creditNotes: 1),
    Purchase(
      party: .supplier("401SPIRIT", "Spiritueux et Grands Crus"), account: "6071", labels: ["Grands crus", "Whiskys"],
      yearly: 42_000, invoices: 14, season: .terrace),
    Purchase(
      party: .supplier("401HYGIENE", "Hygiène Pro 37"), account: "60222", labels: ["Produits d'entretien"], yearly: 4_000,
      invoices: 10),
    Purchase(
      party: .supplier("401VAISSEL", "Arts de la Table"), account: "6063", labels: ["Vaisselle et petit matériel"],
      yearly: 5_000, invoices: 8),
  ]

  private static let restaurantEnergy = [
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

  private static let restaurantAssets = [
    Asset(account: "2135", label: "Aménagement de la salle", cost: 84_000, acquired: (2018, 5, 1), life: 12),
    Asset(account: "2154", label: "Piano de cuisson et fours", cost: 38_000, acquired: (2020, 3, 1), life: 8),
    Asset(
      account: "2154", label: "Chambre froide", cost: 21_500, acquired: (2023, 5, 16), life: 10, party: kitchens),
    Asset(
      account: "2154", label: "Ancien lave-vaisselle", cost: 8_400, acquired: (2019, 9, 1), life: 7,
      disposal: (2024, 3, 20, 900)),
    Asset(account: "2154", label: "Lave-vaisselle à capot", cost: 9_600, acquired: (2024, 3, 18), life: 7, party: kitchens),
    Asset(account: "2183", label: "Caisse enregistreuse", cost: 3_900, acquired: (2022, 2, 1), life: 5, party: kitchens),
    Asset(account: "2184", label: "Tables et chaises", cost: 16_500, acquired: (2018, 5, 1), life: 10),
  ]

  private static let restaurantServices = [
    Purchase(
      party: .supplier("401SCIHALL", "SCI des Halles", term: 5), account: "6132", labels: ["Loyer du restaurant et de la cave"],
      yearly: 31_200, invoices: 12),
    Purchase(
      party: .supplier("401LINGE", "Blanchisserie du Cher"), account: "6135", labels: ["Location et lavage du linge"],
      yearly: 6_500, invoices: 12),
    Purchase(
      party: .supplier("401FROID", "Froid et Cuisine Service"), account: "6156", labels: ["Contrat d'entretien du froid"],
      yearly: 2_400, invoices: 4),
    Purchase(
      party: .supplier("401REPARE", "Répar'Cuisine"), account: "6155", labels: ["Réparation de matériel"], yearly: 3_600,
      invoices: 6),
    Purchase(
      party: .supplier("401ASSUR", "Mutuelle des Commerçants", term: 10), account: "6161", labels: ["Assurance multirisque"],
      yearly: 4_800, invoices: 4, vat: .none),
    Purchase(
      party: .supplier("401EXPERT", "Cabinet Comptable Aubert"), account: "6226", labels: ["Honoraires comptables"],
      yearly: 8_400, invoices: 6),
    Purchase(
      party: .supplier("401RESERVE", "Réservation en Ligne"), account: "6231", labels: ["Annonces et réservations"],
      yearly: 5_000, invoices: 12),
    Purchase(
      party: .supplier("401TRANSAC", "Transports Beauce"), account: "6241", labels: ["Transport de bouteilles"],
      yearly: 2_900, invoices: 12),
    Purchase(
      party: .supplier("401TELECOM", "Télécom Val"), account: "6262", labels: ["Téléphone et internet"], yearly: 1_900,
      invoices: 12),
    Purchase(party: .bank, account: "627", labels: ["Commissions cartes bancaires"], yearly: 6_200, invoices: 12, vat: .none),
    Purchase(
      party: .supplier("401MENAGE", "Net Propreté"), account: "6283", labels: ["Nettoyage des locaux"], yearly: 6_600,
      invoices: 12),
    Purchase(
      party: .supplier("401BIODECH", "Compost Urbain"), account: "6288", labels: ["Collecte des biodéchets"], yearly: 2_100,
      invoices: 6),
    Purchase(
      party: .supplier("401SYNDIC", "Union des Restaurateurs"), account: "6281", labels: ["Cotisation syndicale"],
      yearly: 650, invoices: 1, vat: .none),
    Purchase(
      party: .supplier("401MEDTRAV", "Santé au Travail 37"), account: "6475", labels: ["Médecine du travail"], yearly: 790,
      invoices: 2),
  ]

  private static let restaurantAccountNames: [String: String] = [
    "311": "Stocks de denrées", "5115": "Cartes bancaires à encaisser", "530": "Caisse", "6011": "Achats de viandes",
    "6012": "Achats de fruits et légumes", "6013": "Achats de poissons", "6014": "Achats d'épicerie et de produits laitiers",
    "6015": "Achats de pain", "6016": "Achats de boissons servies", "60222": "Produits d'entretien",
    "60614": "Carburants", "6071": "Achats de vins et spiritueux à revendre",
    "6097": "Rabais, remises et ristournes sur marchandises", "6135": "Location de linge", "6155": "Entretien du matériel",
    "6283": "Nettoyage des locaux", "6288": "Collecte des déchets", "63513": "Droit de terrasse",
    "7011": "Restauration sur place", "7012": "Restauration - boissons servies", "7061": "Prestations de traiteur",
    "7071": "Ventes de bouteilles à emporter", "2154": "Matériel de cuisine", "28154": "Amortissements du matériel de cuisine",
  ]
}
