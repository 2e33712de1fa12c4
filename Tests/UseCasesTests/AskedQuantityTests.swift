import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import Storage
import Testing
import Wording

@testable import UseCases

@Suite("Questions as a person would ask them")
struct AskedQuantityTests {
  private let library: Library

  init() throws { library = try Library.shipped() }

  private func asked(_ id: String, _ language: Language = .fr) throws -> String {
    let factor = try #require(library.reference.factors.factor(id))
    let end = try #require(CalendarDate("2024-12-31"))
    let message = AskedQuantity.question(
      id, named: factor.name, in: factor.unit, year: FiscalYear(twelveMonthsTo: end))
    return Speaker(library.catalogue, language, on: .website).say(message)
  }

  @Test func `A quantity is asked for in everyday words`() throws {
    #expect(try asked("energy.diesel") == "Combien de litres de gazole avez-vous achetés en 2024 ?")
    #expect(try asked("energy.natural-gas.pcs") == "Combien de kWh de gaz naturel avez-vous achetés en 2024 ?")
    #expect(try asked("transport.train-tgv.pkm") == "Combien de kilomètres avez-vous faits en TGV en 2024 ?")
    #expect(try asked("transport.train-ter.pkm", .en) == "How many kilometres did you travel by train in 2024?")
    #expect(try asked("goods.steel").hasSuffix("quelle quantité en 2024 ?"))
  }

  @Test func `Every shipped energy and every way people travel has words of its own, and its unit a gloss`() throws {
    for factor in library.reference.factors.defaults
    where factor.id.hasPrefix("energy.") || factor.id.hasPrefix("transport.") && !factor.id.contains("freight") {
      #expect(try asked(factor.id).hasPrefix("Combien de "), "\(factor.id)")
      #expect(AskedQuantity.gloss(of: factor.unit) != nil, "\(factor.id)")
    }
  }

  @Test func `Evidence nobody typed is kept in one language and read in any`() {
    let (catalogue, english) = (library.catalogue, Speaker(library.catalogue, .en))
    let kept = UsualEvidence.kept("", catalogue)
    #expect(kept == "Indiqué par l'entreprise, sans pièce citée")
    let read = UsualEvidence.shown(kept, by: english, catalogue)
    #expect(read == "Stated by the firm, no document cited")
    // What was read in English and sent back is the same evidence.
    #expect(UsualEvidence.kept(read, catalogue) == kept)
    #expect(UsualEvidence.kept("factures EDF", catalogue) == "factures EDF")
    #expect(UsualEvidence.shown("factures EDF", by: english, catalogue) == "factures EDF")
  }

  @Test func `Words find only factors that an amount can be counted at`() throws {
    let end = try #require(CalendarDate("2024-12-31"))
    let choices = PurchaseChoices(library, in: FiscalYear(twelveMonthsTo: end))
    for words in ["acier", "gazole", "papier", "avion", "béton", "menuiserie"] {
      for choice in try choices.search(words) {
        let id = choice.selector.hasPrefix("id:") ? String(choice.selector.dropFirst(3)) : choice.selector
        #expect(
          choice.unitText.hasSuffix("/EUR") || library.reference.prices.price(id, on: end) != nil, "\(id)")
      }
    }
    #expect(try choices.search("gazole").contains { $0.selector == "id:energy.diesel" })
    #expect(!choices.canCount(at: "id:goods.steel") && !choices.canCount(at: "id:energy.coal"))
    #expect(choices.canCount(at: "branch:production") && choices.canCount(at: "naf:16.23Z:production"))
  }

  @Test func `An answered question tells what not knowing would give, and it is what it gives`() throws {
    try Desk.open { desk in
      let open = try #require(try desk.questions(try desk.begin()).main.first { $0.units.first == .kilowattHour })
      let measure = Measure(
        factor: open.factor, match: LineMatch(account: open.account), quantity: Quantity(Rational(5000), .kilowattHour),
        evidence: "factures")
      let answered = try desk.change.run(year: try desk.year(), [.measure(measure)])
      let list = try desk.questions(answered)
      let question = try #require((list.main + list.smaller).first { $0.account == open.account && !$0.isOpen })
      #expect(question.carbon != open.carbon)
      #expect(question.unknown.key == AnswerMessage.unknownInstead.rawValue)
      guard case .carbon(let instead) = question.unknown.values["carbon"] else {
        Issue.record("no carbon")
        return
      }
      #expect(abs(instead.grams - open.carbon.grams) <= 12, "rounded line by line")
      // An estimate that was kept is still an estimate.
      let kept = try desk.change.run(
        year: try desk.year(), [.keepEstimate(KeptEstimate(account: open.account, factor: open.factor))])
      let after = try desk.questions(kept)
      #expect(after.estimated.contains { $0.account == open.account && $0.state == .acknowledged })
    }
  }

  @Test func `A content of last year is proposed, never taken by itself`() throws {
    try Desk.open(years: 2023...2024) { desk in
      let last = try desk.change.run(year: try desk.year("2023"), [.activities([Desk.joinery])])
      let supplier = try #require(try desk.questions(last).suppliers.first?.supplier)
      try desk.change.run(
        year: try desk.year("2023"),
        [
          .content(
            SupplierContent(
              supplier: supplier.number, value: .intensity(CarbonIntensity(milligrams: 150_500)),
              account: "2022, clos", evidence: "facture"))
        ])
      let result = try desk.change.run(year: try desk.year("2024"), [.activities([Desk.joinery])])
      let question = try #require(try desk.questions(result).suppliers.first { $0.supplier == supplier })
      #expect(question.lastContent?.account == "2022, clos" && question.isOpen)
      #expect(try SettingsInForce(desk.firm, try desk.year("2024")).file.settings.supplierContents.isEmpty)
    }
  }
}
