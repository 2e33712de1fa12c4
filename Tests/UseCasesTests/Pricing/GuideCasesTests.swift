import CarbonPricing
import Foundation
import Quantities
import TestSupport
import Testing
import Wording

@testable import PricingUseCases
@testable import UseCases

@Suite struct GuideCasesTests {
  private static let directory = DataDirectory.checkout(Checkout.root)
  private static let shipped = Result { try Library.shipped() }
  private static let computed = Result { try GuideCases(directory, try shipped.get()).cases }

  @Test func `Every worked case of the guide is found again, within its rounding`() throws {
    let cases = try Self.computed.get()
    #expect(cases.count >= 150)
    #expect(cases.filter { !$0.holds }.map { "\($0.id): \($0.computed)" } == [])
  }

  @Test func `An error of the guide is one, and is explained in both languages`() throws {
    let cases = try Self.computed.get()
    let errata = cases.filter(\.isErratum)
    #expect(errata.count >= 10)
    #expect(errata.filter { $0.agrees || $0.note.fr.isEmpty || $0.note.en.isEmpty }.map(\.id) == [])
  }

  @Test func `Each case has its own id and a place in the guide`() throws {
    let cases = try Self.computed.get()
    #expect(Set(cases.map(\.id)).count == cases.count)
    #expect(Set(cases.map(\.application)) == ["trajectories", "application-1", "application-2", "application-3"])
  }

  @Test func `The Maped case warns that its emissions contradict its fuel`() throws {
    let library = try Self.shipped.get()
    let file = try ProjectFile(yaml: try Self.directory.text("cases/maped.yaml", of: "CarbonPricing"), library)
    let warnings = try AppraiseProject(library).run(file, needsPrice: true).appraisal.warnings
    #expect(warnings.map(\.message.key) == [PricingCaution.emissionsContradicted.rawValue])
    #expect(warnings[0].field == "Essence")
  }

  @Test(arguments: PriceTemplate.names, Language.allCases)
  func `Every template computes as it stands`(name: String, language: Language) throws {
    let library = try Self.shipped.get()
    let text = try PriceTemplate.text(name, in: language, Self.directory)
    switch name {
    case "project":
      let result = try AppraiseProject(library).run(ProjectFile(yaml: text, library), needsPrice: true)
      #expect(result.appraisal.comparisons[0].implicitPrice != nil)
    case "margin":
      let file = try MarginFile(yaml: text, folder: Checkout.root, library.prices)
      let report = try RestateMargin(library).run(file, choice: PriceChoice()).report
      #expect(report.years[0].score != nil)
      #expect(report.years[0].lines.count == 12)
    case "actions":
      #expect(try ActionFile(yaml: text, library.prices).actions.count == 4)
    default:
      let file = try PolicyFile(yaml: text, library.prices)
      #expect(try #require(file.fund).balance > .zero)
    }
  }

  @Test(arguments: PriceTemplate.tables, Language.allCases)
  func `Every template that is a table computes as it stands`(name: String, language: Language) throws {
    let library = try Self.shipped.get()
    let text = try PriceTemplate.text(name, in: language, asTable: true, Self.directory)
    try withFolder { folder in
      let file = folder.appending(path: "\(name).csv").path
      try OutputFile(path: file).write(text.utf8, replacing: false)
      let price = PriceChoice(price: "150")
      switch name {
      case "project":
        var frame = AppraiseProject.Frame()
        (frame.rate, frame.years, frame.firstYear) = ("6 %", 15, 2026)
        let result = try AppraiseProject(library).run(file, choice: price, frame: frame, needsPrice: true)
        #expect(result.appraisal.variants[0].variant.life == 15)
        #expect(result.appraisal.comparisons[0].implicitPrice.map { $0 > 0 } == true)
        frame.rate = nil
        let refusal = #expect(throws: Refusal.self) {
          try AppraiseProject(library).run(file, choice: price, frame: frame, needsPrice: true)
        }
        #expect(refusal?.says(PriceFileRefusal.optionMissing) == true)
      case "margin":
        #expect(try RestateMargin(library).run(file: file, choice: price).report.years[0].lines.count == 12)
      default:
        let curve = try DrawAbatementCurve.run(file, rate: "6 %", choice: price, year: 2026, library.prices)
        #expect(curve.steps.count == 4)
      }
    }
  }
}
