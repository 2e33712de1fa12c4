extension FirmPlan {
  /// Accounts both firms use, named as accounting programs name them.
  static let commonAccountNames: [String: String] = [
    "1013": "Capital souscrit appelé, versé", "1061": "Réserve légale", "1068": "Autres réserves",
    "120": "Résultat de l'exercice (bénéfice)", "164": "Emprunts auprès des établissements de crédit",
    "401": "Fournisseurs", "404": "Fournisseurs d'immobilisations", "411": "Clients",
    "421": "Personnel - rémunérations dues", "431": "Sécurité sociale", "437": "Autres organismes sociaux",
    "4421": "Prélèvement à la source", "444": "État - impôts sur les bénéfices",
    "44551": "TVA à décaisser", "44562": "TVA déductible sur immobilisations",
    "44566": "TVA déductible sur autres biens et services", "44567": "Crédit de TVA à reporter",
    "445711": "TVA collectée 20 %", "445712": "TVA collectée 10 %", "445713": "TVA collectée 5,5 %",
    "447": "Autres impôts, taxes et versements assimilés", "457": "Associés - dividendes à payer",
    "462": "Créances sur cessions d'immobilisations", "467": "Notes de frais à rembourser", "512": "Banque",
    "60611": "Électricité", "60612": "Gaz", "60617": "Eau", "6031": "Variation des stocks de matières premières",
    "6037": "Variation des stocks de marchandises", "6063": "Petit équipement et outillage",
    "6064": "Fournitures administratives", "6132": "Locations immobilières", "6156": "Maintenance",
    "6161": "Assurances multirisques", "6226": "Honoraires comptables", "6231": "Annonces et insertions",
    "6241": "Transports sur achats", "62511": "Indemnités kilométriques", "6262": "Téléphone et internet",
    "627": "Services bancaires", "6281": "Cotisations professionnelles", "6312": "Taxe d'apprentissage",
    "6333": "Formation professionnelle continue", "63511": "Cotisation foncière des entreprises",
    "6411": "Salaires et appointements", "6451": "Cotisations à l'URSSAF", "6453": "Cotisations de retraite et prévoyance",
    "6475": "Médecine du travail", "66116": "Intérêts des emprunts", "675": "Valeurs comptables des éléments d'actif cédés",
    "68111": "Dotations aux amortissements des immobilisations incorporelles",
    "68112": "Dotations aux amortissements des immobilisations corporelles", "6951": "Impôt sur les sociétés",
    "775": "Produits des cessions d'éléments d'actif", "2135": "Agencements des constructions",
    "28135": "Amortissements des agencements", "2154": "Matériel industriel", "28154": "Amortissements du matériel industriel",
    "2183": "Matériel de bureau et informatique", "28183": "Amortissements du matériel de bureau et informatique",
    "2184": "Mobilier", "28184": "Amortissements du mobilier", "371": "Stocks de marchandises",
  ]

  static let joineryAccountNames: [String: String] = [
    "205": "Logiciels", "2805": "Amortissements des logiciels", "2182": "Matériel de transport",
    "28182": "Amortissements du matériel de transport", "311": "Stocks de bois et panneaux",
    "321": "Stocks de colles et vernis", "331": "Menuiseries en cours de fabrication", "355": "Stocks de menuiseries finies",
    "6011": "Achats de bois massif", "6012": "Achats de panneaux", "6013": "Achats de ferrures et quincaillerie",
    "6014": "Achats de vitrages", "6021": "Colles, vernis et peintures", "6026": "Emballages",
    "6032": "Variation des stocks de colles et vernis", "60614": "Carburants", "60615": "Propane",
    "6071": "Achats de quincaillerie à revendre", "6091": "Rabais, remises et ristournes sur matières premières",
    "6111": "Sous-traitance de pose", "6112": "Sous-traitance de laquage", "6122": "Crédit-bail mobilier",
    "6135": "Locations mobilières", "6152": "Entretien des bâtiments", "61551": "Entretien des véhicules",
    "61552": "Entretien des machines", "6181": "Documentation", "6211": "Personnel intérimaire",
    "6242": "Transports sur ventes", "6256": "Missions", "6257": "Réceptions", "6261": "Affranchissements",
    "6354": "Droits d'enregistrement et de timbre", "7011": "Ventes de menuiseries", "7041": "Travaux de pose de menuiseries",
    "7071": "Ventes de quincaillerie", "7085": "Ports et frais accessoires facturés",
    "71331": "Variation des en-cours de menuiseries", "71355": "Variation des stocks de menuiseries finies",
  ]

  static let restaurantAccountNames: [String: String] = [
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
