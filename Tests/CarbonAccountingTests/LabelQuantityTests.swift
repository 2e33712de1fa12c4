import CarbonAccounting
import Quantities
import Testing

@Suite("Quantities in labels")
struct LabelQuantityTests {
  @Test(
    "French spellings are read",
    arguments: [
      ("Électricité atelier 01/2024 - 10196 kWh", "kWh", "10196"), ("Gaz 1 191 kWh", "kWh_pcs", "1191"),
      ("Gazole B7 568,38 L", "L", "568.38"), ("Gazole 568,38 litres.", "L", "568.38"),
      ("conso 1.191,5 kWh (estimée)", "kWh", "1191.5"), ("12 MWh", "kWh", "12000"), ("10196kWh", "kWh", "10196"),
      ("Indemnités kilométriques 616 km", "km", "616"), ("3 x 12 345 678 kWh", "kWh", "12345678"),
      ("Titre 100 L - SP95-E10 58,83 L", "L", "58.83"), ("2 m3", "L", "2000"),
    ])
  func reads(label: String, unit: String, value: String) throws {
    #expect(LabelQuantity.read(in: label, unit: Unit(unit))?.value == Rational(decimal: value))
  }

  @Test(
    "What is no quantity of the unit is not read",
    arguments: [
      ("Électricité janvier", "kWh"), ("kWh", "kWh"), ("Gazole 50 L", "kWh"), ("Facture 2024 L", "km"),
      ("0 kWh", "kWh"),
      ("n°12-kWh", "kWh"), ("", "L"), ("12,3,4 kWh", "kWh"),
    ])
  func ignores(label: String, unit: String) {
    #expect(LabelQuantity.read(in: label, unit: Unit(unit)) == nil)
  }
}
