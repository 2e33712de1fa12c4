import CarbonAccounting
import Disclosure
import Markup
import Quantities
import TestSupport
import Testing
import Wording

@testable import InvoiceUseCases
@testable import UseCases

@Suite("Quotes, price lists and letterheads")
struct PricedDocumentTests {
  private static let day = CalendarDate("2025-02-03")

  private func statement(
    _ kind: Activity.Kind = .production, factor: Int64 = 162_325, unit: String = "EUR",
    link: String? = "sillage.example/a/7k2m"
  ) -> InvoiceStatement {
    InvoiceStatement(
      kind: kind, factor: CarbonIntensity(milligrams: factor), unit: unit, year: "2024", isClosed: true, link: link)
  }

  private func document(
    _ statement: InvoiceStatement, _ table: String, _ kind: PricedDocument.Kind = .quote
  ) throws -> PricedDocument {
    try MakePricedDocument.document(
      kind, statement, firm: "Menuiserie Garnier", customer: "Mairie de Tours", number: "D-12",
      date: try #require(Self.day), table: Array(table.utf8))
  }

  private func speaker(_ language: Language) throws -> Speaker {
    Speaker(try Library(DataDirectory.checkout(Checkout.root)).catalogue, language)
  }

  private func keys(_ statement: InvoiceStatement, _ table: String) -> [String] {
    do throws(Refusal) {
      _ = try PricedLinesFile(statement).read(Array(table.utf8))
      return []
    } catch { return error.diagnostics.map { "\($0.line ?? 0) \($0.message.key)" } }
  }

  @Test func `Each line carries its amount times the factor, rounded once; what is printed adds up`() throws {
    let made = try document(
      statement(), "designation;quantite;unite;prix\nFenêtre chêne;3;u;850,50\nPose;2,5;h;48\nVis;1000;u;0,01\n")
    #expect(made.rows.map(\.amount.cents) == [255_150, 12_000, 1_000])
    #expect(made.rows.map(\.content?.grams) == [414_172, 19_479, 1_623])
    #expect(made.total.cents == 268_150 && made.content.grams == 414_172 + 19_479 + 1_623)
  }

  @Test func `A price list counts one of each, whatever quantity stands in the table`() throws {
    let made = try document(statement(), "name,quantity,unit,price\nWindow,3,pc,850.50\n", .priceList)
    #expect(made.rows.map(\.amount.cents) == [85_050] && made.rows[0].content?.grams == 138_057)
  }

  @Test func `A resold thing carries its supplier's content and the margin's; without the first, nothing`() throws {
    let resale = statement(.resale, factor: 100_000)
    let made = try document(
      resale, "designation;prix;quantite;marge;contenu_fournisseur\nVin;12;10;4;1,2 kg\nEau;2;10;1;\n")
    #expect(made.rows.map(\.content?.grams) == [16_000, nil] && made.withoutContent == 1)
    let text = made.text(try speaker(.fr))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("non transmis") && words.contains("son fournisseur n'a transmis aucun contenu"))
    #expect(keys(resale, "designation;prix\nVin;12\n") == ["1 priced.base-missing"])
  }

  @Test func `An account per unit, and a public service, ask what their factor multiplies`() throws {
    let timber = statement(factor: 2_500_000, unit: "m3")
    #expect(keys(timber, "designation;prix\nPoutre;90\n") == ["1 priced.base-missing"])
    #expect(try document(timber, "designation;prix;sortie;quantite\nPoutre;90;0,12;10\n").content.grams == 3_000)
    let service = statement(.publicService, factor: 50_000)
    #expect(try document(service, "name;price;cost\nSwim;2;8\n").content.grams == 400)
  }

  @Test func `What is wrong is named by line`() {
    #expect(keys(statement(), "designation;quantite\nA;1\n") == ["1 priced.column-missing"])
    #expect(keys(statement(), "prix\n1\n") == ["1 priced.column-missing"])
    #expect(keys(statement(), "designation;prix\n") == ["0 priced.no-lines"])
    #expect(
      keys(statement(), "designation;prix\n;1\nA;cher\nB;-1\nC;2\n")
        == ["2 priced.name-missing", "3 typed.money", "4 typed.range"])
    let many = "designation;prix\n" + String(repeating: "A;1\n", count: PricedLinesFile.most + 1)
    #expect(keys(statement(), many).count == 1)
    #expect(throws: Refusal.self) {
      try document(statement(), "designation;quantite;prix\nA;1000000000;10000000000000\n")
    }
  }

  @Test func `The same figures stand in text, table, workbook and sheet; text is text wherever it goes`() throws {
    let made = try document(
      statement(), "designation;quantite;unite;prix\n<b>=1+1</b>;3;u;850,50\n=cmd();1;;10\n")
    for language in Language.allCases {
      let speaker = try speaker(language)
      let text = made.text(speaker)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
      #expect(text.contains(speaker.numbers.carbon(made.content)) && text.contains("sillage.example/a/7k2m"))
      let html = try made.html(speaker).text
      #expect(
        html.contains("&lt;b&gt;") && !html.contains("<b>") && html.contains(speaker.numbers.carbon(made.content)))
      #expect(html.contains("class=\"qr\""))
      #expect(try made.xlsx(speaker).starts(with: Array("PK".utf8)))
    }
    let csv = String(decoding: made.csv, as: UTF8.self)
    #expect(csv.contains("414172,162.325,EUR,2024,closed,sillage.example/a/7k2m"))
    #expect(csv.contains("'=cmd()") && !csv.contains("\n=cmd"))
  }

  @Test func `A letterhead is the note alone`() throws {
    let made = try MakePricedDocument.document(
      .letterhead, statement(), firm: "Menuiserie Garnier", date: try #require(Self.day), table: nil)
    let text = made.text(try speaker(.fr))
    #expect(text.contains("162,325 g CO2e par € HT") && !text.contains("Devis"))
    #expect(
      throws: Refusal.self
    ) {
      try MakePricedDocument.document(.quote, statement(), firm: "", date: made.date, table: nil)
    }
  }
}
