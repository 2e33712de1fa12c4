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
      ], season: .terrace, byCard: 860, closedOn: 1),
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
      party: .supplier("401HYGIENE", "Hygiène Pro 37"), account: "60222", labels: ["Produits d'entretien"],
      yearly: 4_000,
      invoices: 10),
    Purchase(
      party: .supplier("401VAISSEL", "Arts de la Table"), account: "6063", labels: ["Vaisselle et petit matériel"],
      yearly: 5_000, invoices: 8),
  ]

  private static let restaurantAssets = [
    Asset(account: "2135", label: "Aménagement de la salle", cost: 84_000, acquired: (2018, 5, 1), life: 12),
    Asset(account: "2154", label: "Piano de cuisson et fours", cost: 38_000, acquired: (2020, 3, 1), life: 8),
    Asset(
      account: "2154", label: "Chambre froide", cost: 21_500, acquired: (2023, 5, 16), life: 10, party: kitchens),
    Asset(
      account: "2154", label: "Ancien lave-vaisselle", cost: 8_400, acquired: (2019, 9, 1), life: 7,
      disposal: (2024, 3, 20, 900)),
    Asset(
      account: "2154", label: "Lave-vaisselle à capot", cost: 9_600, acquired: (2024, 3, 18), life: 7, party: kitchens),
    Asset(
      account: "2183", label: "Caisse enregistreuse", cost: 3_900, acquired: (2022, 2, 1), life: 5, party: kitchens),
    Asset(account: "2184", label: "Tables et chaises", cost: 16_500, acquired: (2018, 5, 1), life: 10),
  ]
}
