import Accounting
import CarbonPricing
import Demonstration
import Disclosure
import Foundation
import Markup
import Quantities
import TestSupport
import Wording

@testable import PricingUseCases
@testable import UseCases

/// The sheets that tests look at: the guide's worked cases, the files people start from, the demonstration joinery.
enum SheetKind: CaseIterable {
  case maped, boilerPrice, bioethanol, boiler, companyX, getlink, joinery, heatPump, plan
}

extension SheetSample {
  static let shipped = Result { try Library.shipped() }
  private static let directory = DataDirectory.checkout(Checkout.root)

  static func made(_ kind: SheetKind, _ language: Language) throws -> SheetSample {
    let library = try shipped.get()
    let speaker = Speaker(library.catalogue, language)
    func text(_ path: String) throws -> String { try directory.text(path, of: "CarbonPricing") }
    func margin(_ path: String) throws -> MarginReport {
      let file = try MarginFile(yaml: try text(path), folder: URL(filePath: "/"), library.prices)
      return try RestateMargin(library).run(file, choice: PriceChoice()).report
    }
    switch kind {
    case .maped, .boilerPrice:
      let path = kind == .maped ? "cases/maped.yaml" : "templates/project.\(language.rawValue).yaml"
      return try implicit(try ProjectFile(yaml: try text(path), library), speaker)
    case .bioethanol, .boiler:
      let path = kind == .bioethanol ? "cases/bioethanol.yaml" : "templates/project.\(language.rawValue).yaml"
      return try appraisal(try ProjectFile(yaml: try text(path), library), speaker)
    case .companyX: return try margins(try margin("cases/x-256.yaml"), speaker)
    case .getlink: return try margins(try margin("cases/getlink.yaml"), speaker)
    case .joinery: return try margins(try joinery.get(), speaker)
    case .heatPump, .plan:
      let path = kind == .heatPump ? "cases/heat-pump.yaml" : "templates/actions.\(language.rawValue).yaml"
      let file = try ActionFile(yaml: try text(path), library.prices)
      return try curve(
        try AbatementCurve(
          file.actions, rate: (file.rate ?? .zero).approximate, price: try file.price?.price(in: 2026).price), speaker)
    }
  }

  static func implicit(_ file: ProjectFile, _ speaker: Speaker) throws -> SheetSample {
    let result = try AppraiseProject(try shipped.get()).run(file, needsPrice: false)
    let html = ImplicitPriceSheet.html(
      result.appraisal, published: result.published, speaker, made: try day())
    return SheetSample(
      html: html.text, json: AppraisalDocument.json(result), warnings: result.appraisal.warnings)
  }

  static func appraisal(_ file: ProjectFile, _ speaker: Speaker) throws -> SheetSample {
    let result = try AppraiseProject(try shipped.get()).run(file, needsPrice: true)
    let html = AppraisalSheet.html(result.appraisal, result.sensitivity, speaker, made: try day())
    return SheetSample(
      html: html.text, json: AppraisalDocument.json(result), warnings: result.appraisal.warnings)
  }

  static func margins(_ report: MarginReport, _ speaker: Speaker) throws -> SheetSample {
    SheetSample(
      html: MarginSheet.html(report, speaker, made: try day()).text, json: MarginDocument.json(report),
      warnings: report.warnings)
  }

  static func curve(_ curve: AbatementCurve, _ speaker: Speaker) throws -> SheetSample {
    SheetSample(
      html: AbatementSheet.html(curve, speaker, made: try day()).text,
      json: AbatementDocument.json(curve), warnings: [])
  }

  /// The demonstration joinery over its two years, at 150 euros.
  private static let joinery = Result {
    try withFolder { folder in
      let firm = DemonstrationFirm.joinery
      let library = try shipped.get()
      let requests = try [2023, 2024].map { year in
        let ledger = folder.appending(path: firm.fileName(year: year))
        try Data(FECWriter.write(firm.ledger(year: year, seed: Desk.seed))).write(to: ledger)
        let settings = folder.appending(path: "firm-\(year).yaml")
        let spoken = Speaker(library.catalogue, .fr)
        let text = DemonstrationFile(firm, year, firm.settings(year: year, seed: Desk.seed), spoken).text
        try Data(text.utf8).write(to: settings)
        return LedgerMargin.Request(ledger: ledger.path, firm: settings.path)
      }
      return try RestateMargin(library).run(
        ledgers: requests, emissions: nil, choice: PriceChoice(price: "150")
      ).report
    }
  }
}
