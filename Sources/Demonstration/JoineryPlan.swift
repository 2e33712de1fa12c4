// A joinery of twelve people near Tours: windows, doors and staircases, made in its workshop and laid on site.

import Quantities

extension FirmPlan {
  static let joinery = FirmPlan(
    accountNames: commonAccountNames.merging(joineryAccountNames) { _, own in own },
    purchases: joineryMaterials + joineryEnergy + joineryServices,
    sales: joinerySales,
    till: nil,
    payroll: Payroll(gross: 27_500, employee: 220, employer: 410, withheld: 45),
    assets: joineryAssets,
    loan: Loan(label: "prêt atelier", owed: 92_000, monthly: 1_450, rate: 22),
    stocks: [
      Stock(
        account: "311", change: "6031", label: "bois et panneaux",
        counted: [2021: 57_000, 2022: 61_200, 2023: 68_400, 2024: 62_900]),
      Stock(
        account: "321", change: "6032", label: "colles et vernis",
        counted: [2021: 5_400, 2022: 5_800, 2023: 6_300, 2024: 6_050]),
      Stock(
        account: "331", change: "71331", label: "en-cours de fabrication",
        counted: [2021: 21_000, 2022: 19_400, 2023: 24_600, 2024: 28_300]),
      Stock(
        account: "355", change: "71355", label: "menuiseries finies",
        counted: [2021: 14_000, 2022: 15_900, 2023: 13_200, 2024: 16_800]),
      Stock(
        account: "371", change: "6037", label: "quincaillerie à revendre",
        counted: [2021: 2_900, 2022: 3_100, 2023: 3_600, 2024: 3_250]),
    ],
    levies: [
      Levy(account: "6312", label: "Taxe d'apprentissage", yearly: 2_250, month: 5),
      Levy(account: "6333", label: "Formation professionnelle continue", yearly: 3_300, month: 2),
      Levy(account: "63511", label: "Cotisation foncière des entreprises", yearly: 4_650, month: 12),
      Levy(account: "6354", label: "Certificats d'immatriculation", yearly: 420, month: 9),
    ],
    capital: 60_000, legalReserve: 6_000, cash: 118_000,
    rebates: [(party: hardware, account: "6091", from: "6013", permille: 25)])

  // MARK: Suppliers named elsewhere than in their own purchases

  static let timber = Party.supplier("401BOISLOIR", "Scierie du Val de Loir", term: 45)
  static let hardware = Party.supplier("401FERRURES", "Ferrures et Quincaillerie Tourangelles")
  static let glass = Party.supplier("401VITRAGES", "Vitrages Isolants de l'Ouest", term: 45)
  private static let machines = Party(account: "404", number: "404MACHBOIS", name: "Machines à Bois Rivière", term: 30)
  private static let vans = Party(account: "404", number: "404GARAGELI", name: "Garage du Lion Utilitaires", term: 15)

  private static let joineryMaterials = [
    Purchase(
      party: timber, account: "6011", labels: ["Chêne plots 1er choix", "Pin sylvestre avivés", "Mélèze bardage"],
      yearly: 142_000, invoices: 36, season: .worksites, creditNotes: 2),
    Purchase(
      party: .supplier("401PANNEAUX", "Panneaux et Dérivés du Centre"), account: "6012",
      labels: ["Panneaux MDF hydrofuge", "Contreplaqué okoumé", "Mélaminés blancs"], yearly: 118_000, invoices: 26,
      season: .worksites, creditNotes: 1),
    Purchase(
      party: hardware, account: "6013",
      labels: ["Ferrures oscillo-battantes", "Serrures 3 points", "Paumelles et crémones"], yearly: 76_000,
      invoices: 36, season: .worksites, creditNotes: 2),
    Purchase(
      party: glass, account: "6014", labels: ["Double vitrage 4/16/4 argon", "Vitrages feuilletés 44.2"],
      yearly: 94_000, invoices: 28, season: .worksites, creditNotes: 1),
    Purchase(
      party: .supplier("401COLORIS", "Coloris Professionnels"), account: "6021",
      labels: ["Lasure et saturateur", "Colle PU D4", "Apprêt et œuvre peinte"], yearly: 46_000, invoices: 16),
    Purchase(
      party: .supplier("401CARTONS", "Cartons de Sologne"), account: "6026",
      labels: ["Cornières et housses de protection"], yearly: 8_800, invoices: 6),
    Purchase(
      party: hardware, account: "6071", labels: ["Poignées et boîtes aux lettres à revendre"], yearly: 15_000,
      invoices: 8),
    Purchase(
      party: .supplier("401OUTILS", "Outillage Pro Chinon"), account: "6063",
      labels: ["Fraises et lames carbure", "Petit outillage électroportatif", "EPI et consommables d'atelier"],
      yearly: 14_200, invoices: 22),
    Purchase(
      party: .supplier("401BUREAU", "Papeterie de la Place"), account: "6064", labels: ["Fournitures de bureau"],
      yearly: 2_500, invoices: 8),
  ]

  private static let joinerySales = [
    Sale(
      account: "7011",
      labels: ["Fenêtres chêne", "Porte d'entrée mélèze", "Escalier sur mesure", "Placards et dressing"],
      customers: joineryCustomers, yearly: 1_165_000, invoices: 300, vat: .normal, season: .worksites, creditNotes: 5),
    Sale(
      account: "7041", labels: ["Main-d'œuvre de pose de menuiseries", "Pose et calfeutrement"],
      customers: joineryCustomers, yearly: 285_000, invoices: 84, vat: .reduced, season: .worksites, creditNotes: 2),
    Sale(
      account: "7071", labels: ["Poignées et quincaillerie"], customers: joineryCustomers, yearly: 24_000, invoices: 20),
    Sale(
      account: "7085", labels: ["Livraison sur chantier"], customers: joineryCustomers, yearly: 14_000, invoices: 14),
  ]

  private static let joineryAssets = [
    Asset(account: "205", label: "Logiciel de CAO", cost: 7_200, acquired: (2022, 9, 1), life: 3, party: software),
    Asset(account: "2135", label: "Agencement de l'atelier", cost: 48_000, acquired: (2016, 4, 1), life: 15),
    Asset(
      account: "2154", label: "Centre d'usinage à commande numérique", cost: 96_000, acquired: (2021, 3, 15), life: 8),
    Asset(account: "2154", label: "Scie à panneaux", cost: 28_000, acquired: (2017, 6, 1), life: 8),
    Asset(account: "2154", label: "Aspiration des copeaux", cost: 22_000, acquired: (2019, 10, 1), life: 10),
    Asset(
      account: "2154", label: "Cadreuse hydraulique", cost: 34_500, acquired: (2024, 4, 10), life: 8, party: machines),
    Asset(
      account: "2182", label: "Fourgon immatriculé en 2020", cost: 31_000, acquired: (2020, 2, 1), life: 6,
      disposal: (2024, 6, 14, 9_500)),
    Asset(account: "2182", label: "Camion plateau", cost: 42_000, acquired: (2021, 11, 2), life: 6),
    Asset(
      account: "2182", label: "Fourgon immatriculé en 2023", cost: 36_500, acquired: (2023, 9, 18), life: 5, party: vans
    ),
    Asset(
      account: "2183", label: "Postes informatiques", cost: 9_800, acquired: (2022, 1, 10), life: 4, party: software),
    Asset(account: "2184", label: "Mobilier de bureau", cost: 6_400, acquired: (2018, 1, 15), life: 10),
  ]

  private static let software = Party(account: "404", number: "404LOGICAD", name: "Logicad Services", term: 30)
}
