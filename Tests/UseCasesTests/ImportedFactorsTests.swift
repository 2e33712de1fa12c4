import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import TestSupport
import Testing

@testable import UseCases

@Suite("Imported factors kept and used")
struct ImportedFactorsTests {
  private let folder: URL
  private let extract: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    let file = folder.appending(path: "Base_Carbone_V0.9.csv")
    // The invented extract in the layout of the official file; UTF-8 is read as well as Windows-1252.
    let bytes = try Checkout.bytes("Tests/ReferenceDataTests/Fixtures/base-carbone.csv")
    try OutputFile(path: file.path).write(bytes, replacing: true, makingFolders: true)
    extract = file.path
  }

  private var kept: ImportedFactors { ImportedFactors(folder: folder.appending(path: "kept").path) }

  @Test("An import is kept under its release, and found again by id in every release")
  func byRelease() throws {
    let library = try Library.shipped()
    let first = try ImportFactors.run(extract, into: kept)
    #expect(first.release == "V0.9")
    #expect(first.imported.elements.count == 5)
    _ = try ImportFactors.run(extract, release: "V0.10", into: kept)
    #expect(try kept.catalogues().map(\.release) == ["V0.10", "V0.9"])
    let ids = ["base-carbone:900001", "base-carbone:900004", "base-carbone:1"]
    let factors = try kept.factors(ids, sources: library.sources)
    #expect(factors.map(\.id) == ["base-carbone:900001", "base-carbone:900001"])
    #expect(factors.map(\.vintage) == ["V0.9", "V0.10"])
  }

  @Test("A rule or a measure may name an imported factor; nothing is read when none does")
  func settings() throws {
    _ = try ImportFactors.run(extract, into: kept)
    let library = try Library(DataDirectory.checkout(Checkout.root), imported: kept)
    var settings = FirmSettings(activities: [Activity(id: "a", label: "A", naf: "16.23Z")])
    #expect(try library.reference(for: settings).factors.factor("base-carbone:900001") == nil)
    settings.rules = [
      OwnRule(
        match: LineMatch(account: "60614"), outcome: .purchase(category: "other", factor: "id:base-carbone:900001"))
    ]
    #expect(settings.importedFactorIDs == ["base-carbone:900001"])
    let factor = try #require(try library.reference(for: settings).factors.factor("base-carbone:900001"))
    #expect(factor.gramsPerUnit == Rational(3100))
    #expect(try library.reference(for: settings).factors.factor("energy.diesel") != nil)
  }

  @Test("The folder is the one named, else that of the desktop's conventions")
  func folders() {
    #expect(ImportedFactors(environment: ["SILLAGE_FACTORS": "/f", "HOME": "/h"]).folder == "/f")
    #expect(ImportedFactors(environment: ["XDG_DATA_HOME": "/x", "HOME": "/h"]).folder == "/x/sillage/factors")
    #expect(
      ImportedFactors(environment: ["XDG_DATA_HOME": "", "HOME": "/h"]).folder == "/h/.local/share/sillage/factors")
    #expect(ImportedFactors(environment: [:]).folder == nil)
  }

  @Test("A release that is not said, a file without elements, a missing folder and a damaged copy are refused")
  func refusals() throws {
    let unnamed = folder.appending(path: "export.csv").path
    let bytes = try InputFile(path: extract).bytes()
    try OutputFile(path: unnamed).write(bytes, replacing: true)
    #expect(key { () throws(Refusal) in try ImportFactors.run(unnamed, into: kept) } == "factors.release-missing")
    #expect(key { () throws(Refusal) in try ImportFactors.run(extract, into: .none) } == "factors.no-folder")
    let empty = folder.appending(path: "V1.csv").path
    try OutputFile(path: empty).write(bytes.prefix { $0 != 0x0A }, replacing: true)
    #expect(key { () throws(Refusal) in try ImportFactors.run(empty, into: kept) } == "factors.import-empty")
    let result = try ImportFactors.run(extract, into: kept)
    try OutputFile(path: result.path).write(try InputFile(path: result.path).bytes().dropLast(), replacing: true)
    #expect(key { () throws(Refusal) in try kept.catalogues() } == "reference.catalogue-damaged")
  }

  private func key<Value>(_ body: () throws(Refusal) -> Value) -> String? {
    do throws(Refusal) {
      _ = try body()
      return nil
    } catch { return error.diagnostics.first?.message.key }
  }
}
