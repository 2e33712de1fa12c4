import CarbonAccounting
import Quantities
import TestSupport
import Testing
import Wording

@testable import UseCases

@Suite("firm.yaml, written")
struct FirmFileWriterTests {
  private let library: Library

  init() throws { library = try Library.shipped() }

  private func text(_ file: FirmFile, _ language: Language = .fr) throws -> String {
    try FirmFileWriter(Speaker(library.catalogue, language)).text(file)
  }

  @Test func `Any settings read back as they were written`() throws {
    for seed in UInt64(1)...400 {
      var random = RandomSettings(seed: seed)
      let file = random.file()
      let written = try text(file, seed.isMultiple(of: 2) ? .fr : .en)
      do {
        let read = try FirmFile(text: written)
        try #require(read == file, "seed \(seed)\n\(written)")
      } catch let refusal as Refusal {
        Issue.record("seed \(seed): \(refusal.diagnostics)\n\(written)")
        return
      }
    }
  }

  @Test func `The file that uses everything is written and read without a change`() throws {
    let fixture = String(decoding: try Checkout.bytes("Tests/UseCasesTests/Fixtures/complete.yaml"), as: UTF8.self)
    let file = try FirmFile(text: fixture)
    #expect(try FirmFile(text: try text(file)) == file)
  }

  @Test func `Line breaks and blanks around a text become what the reader makes of them, once and for all`() throws {
    var settings = FirmSettings(activities: [Activity(id: "a", label: " Bois\net\u{2028}fer \u{0}", naf: "16.23Z")])
    settings.rules = [OwnRule(match: LineMatch(supplier: "x\r\nbudget: true"), outcome: .outside(reason: "\t"))]
    let once = try FirmFile(text: try text(FirmFile(name: "a\n# b", settings: settings)))
    #expect(once.name == "a # b")
    #expect(once.settings.activities[0].label == "Bois et fer")
    #expect(once.settings.rules[0].match.supplier == "x  budget: true")
    #expect(!once.settings.isBudget)
    #expect(try FirmFile(text: try text(once)) == once)
  }

  @Test func `A third of a litre is refused rather than rounded`() throws {
    let third = Quantity(try Rational(1, over: 3), .litre)
    var settings = FirmSettings(activities: [])
    settings.measures = [
      Measure(factor: "energy.diesel", match: LineMatch(account: "606"), quantity: third, evidence: "")
    ]
    let refusal = #expect(throws: Refusal.self) { try text(FirmFile(settings: settings)) }
    #expect(refusal?.diagnostics.map(\.message.key) == ["settings.unwritable"])
  }

  @Test func `What is not said is not written`() throws {
    let file = FirmFile(settings: FirmSettings(activities: [Activity(id: "a", label: "Bois", naf: "16.23Z")]))
    let written = try text(file)
    #expect(written.hasPrefix("# "))
    #expect(
      written.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
        "activities:", "  - {id: a, name: Bois, naf: 16.23Z}",
      ])
  }
}
