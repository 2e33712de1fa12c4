import Quantities
import ReferenceData
import Testing

@Suite("Base Carbone imported")
struct BaseCarboneTests {
  @Test("Elements come with their postes and gases, and every row is accounted for")
  func whole() throws {
    let imported = try Extract.imported()
    #expect(imported.rows == 9)
    #expect(imported.elements.map(\.number) == ["900001", "900002", "900003", "900004", "900005"])
    #expect(imported.elements.map(\.parts.count) == [2, 0, 0, 0, 2])
    #expect(imported.rows == imported.elements.count + imported.parts + imported.refused.count)
    #expect(imported.count(.generic, .factor) == 2)
    #expect(imported.count(.specific, .factor) == 1)
    #expect(imported.count(.archived, .factor) == 1)
    #expect(imported.count(.generic, .sourceData) == 1)
    let diesel = try #require(imported.elements.first)
    #expect(diesel.parts.map { $0["CO2f"] } == ["2,48", "0,56"])
    #expect(diesel.parts.map { $0["CO2b"] } == ["0,155", "-0,155"])
    #expect(diesel.parts[1]["Nom poste français"] == "raffinage")
  }

  @Test("A factor: value, unit, year, uncertainty, split, source")
  func factor() throws {
    let diesel = try #require(try Extract.factor("900001"))
    #expect(diesel.id == "base-carbone:900001")
    #expect(diesel.vintage == "V0.9")
    #expect(diesel.name == LocalizedText(fr: "Gazole d'essai, B9", en: "Test diesel, B9"))
    #expect(diesel.gramsPerUnit == Rational(3100))
    #expect(diesel.valueText == "3.1")
    #expect(diesel.unit == .litre)
    #expect(diesel.combustion == .decimal("2.5"))
    #expect(diesel.upstream == .decimal("0.6"))
    #expect(diesel.uncertaintyPercent == Rational(10))
    #expect(diesel.year == 2021)
    #expect(diesel.citation.reference == "900001")
    #expect(diesel.citation.text.contains("V0.9"))
    #expect(!diesel.licence.isEmpty)
  }

  @Test("The year is that of the validity or the name, else that of the last change, in any spelling of dates")
  func years() throws {
    #expect(try Extract.factor("900002")?.year == 2019)
    #expect(try Extract.factor("900003")?.year == 2016)
    #expect(try Extract.factor("900005")?.year == 2019)
  }

  @Test(
    "Kilograms per thousand euros are grams per euro; figures are no factors; a qualified unit is not the plain one")
  func units() throws {
    let ratio = try #require(try Extract.factor("900003"))
    #expect(ratio.unit == .euro)
    #expect(ratio.gramsPerUnit == Rational(215))
    #expect(ratio.note.contains("archivé"))
    #expect(try Extract.factor("900004") == nil)
    let bread = try #require(try Extract.factor("900005"))
    #expect(bread.unitText == "kgCO2e/kg de poids net")
    #expect(bread.unit != .kilogram)
    #expect(bread.combustion == nil, "its parts are not combustion and upstream alone")
  }

  @Test("Accents that went through UTF-8 twice are repaired, spaces trimmed, line breaks and quotes kept")
  func oddities() throws {
    let elements = try Extract.imported().elements
    #expect(elements[0].record["Contributeur"] == "GT Déchets Base Carbone")
    #expect(elements[0].record["Réglementations"] == "Données de l'essai")
    #expect(elements[1].record["Nom base français"] == "Électricité  d'essai")
    #expect(
      elements[1].record["Commentaire français"] == "Première ligne\n\"\"\"D\"\" seconde\" ; avec un point-virgule")
    #expect(elements[1].name.fr.hasSuffix("Île des Essais"))
    #expect(elements[2].name.en == elements[2].name.fr)
  }

  @Test("A true Ã before another letter is no damage")
  func trueLetters() throws {
    let text = try Extract.text().replacing("GT DÃ©chets Base Carbone", with: "SÃO PAULO Â")
    let imported = try BaseCarbone.read(Extract.published(text))
    #expect(imported.elements.first?.record["Contributeur"] == "SÃO PAULO Â")
  }

  @Test("UTF-8 is read as well as Windows-1252")
  func encodings() throws {
    let utf8 = try BaseCarbone.read(Array(try Extract.text().utf8))
    #expect(utf8.elements == (try Extract.imported().elements))
  }

  @Test(
    "A row that cannot be read is refused alone, with its line, column and reason",
    arguments: [
      ("Elément", "Identifiant de l'élément", "", "reference.cell-empty"),
      ("Elément", "Identifiant de l'élément", "9A", "reference.number-invalid"),
      ("Elément", "Identifiant de l'élément", "900001", "reference.duplicate"),
      ("Elément", "Total poste non décomposé", "n.d.", "reference.number-invalid"),
      ("Elément", "Total poste non décomposé", "", "reference.cell-empty"),
      ("Elément", "Type de l'élément", "Autre", "reference.choice-invalid"),
      ("Elément", "Statut de l'élément", "Brouillon", "reference.choice-invalid"),
      ("Poste", "Identifiant de l'élément", "900099", "reference.import-orphan"),
    ])
  func refused(line: String, column: String, value: String, key: String) throws {
    let text = try Extract.text() + Extract.row("900001", line, column, value)
    let imported = try BaseCarbone.read(Extract.published(text))
    #expect(imported.elements == (try Extract.imported().elements))
    #expect(imported.rows == 10)
    let refused = try #require(imported.refused.first)
    #expect(imported.refused.count == 1)
    #expect(refused.message.key == key)
    #expect(refused.field == column)
    // Line 6 of the extract breaks inside a cell: the appended row is the tenth record, on the twelfth line.
    #expect(refused.line == 12)
  }

  @Test("A row of another kind or another length is refused alone")
  func otherRows() throws {
    let total = try Extract.row("900004", "Elément", "Type Ligne", "Total")
    let imported = try BaseCarbone.read(Extract.published(try Extract.text() + total + "Elément;900008\n"))
    #expect(imported.refused.map(\.message.key) == ["reference.choice-invalid", "delimited.ragged-row"])
    #expect(imported.rows == imported.elements.count + imported.parts + 2)
  }

  @Test("The postes of a refused element are refused with it, never given to another")
  func orphans() throws {
    let text = try Extract.text().replacing(";3,1;", with: ";?;", maxReplacements: 1)
    let imported = try BaseCarbone.read(Extract.published(text))
    #expect(imported.elements.map(\.number) == ["900002", "900003", "900004", "900005"])
    #expect(
      imported.refused.map(\.message.key) == [
        "reference.number-invalid", "reference.import-orphan", "reference.import-orphan",
      ])
  }

  @Test("A file of another kind is refused by the columns it lacks")
  func otherFile() throws {
    let refusal = try #require(throws: Refusal.self) { try BaseCarbone.read(Array("a;b\n1;2\n".utf8)) }
    #expect(refusal.diagnostics.compactMap(\.field).contains("Type Ligne"))
  }
}
