extension FirmPlan {
  private static func customers(_ names: [String], term: Int) -> [Party] {
    names.map { name in
      let number = name.unicodeScalars.filter { $0.properties.isAlphabetic && $0.isASCII }.prefix(8)
      return Party(
        account: "411", number: "411" + String(String.UnicodeScalarView(number)).uppercased(), name: name, term: term)
    }
  }

  static let joineryCustomers =
    customers(
      [
        "Ville de Montlouis", "Bailleur Touraine Habitat", "Constructions Perrin", "Maisons du Val",
        "Atelier Roche Architectes",
        "Rénovation Cœur de Ville", "Hôtel des Tilleuls", "Lycée Descartes", "Bâtisseurs Réunis",
      ], term: 45)
    + customers(
      [
        "Dupré Anne", "Moreau Jean", "Lefèvre Sophie", "Girard Paul", "Fontaine Marie", "Rousseau Luc", "Noël Claire",
        "Chevalier Rémi", "Barbier Zoé", "Gautier Marc", "Boucher Élise", "Renaud Yves", "Picard Inès", "Colas Hugo",
      ], term: 20)

  static let restaurantCustomers = customers(
    ["Notaires de la Place", "Comité des Fêtes", "Imprimerie Lambert", "Mairie annexe", "Société Archéologique"],
    term: 30)
}
