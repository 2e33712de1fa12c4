import CarbonAccounting
import Quantities
import Testing

@Suite("Direct emissions that are not combustion")
struct DirectEmissionTests {
  private func statement(_ grams: Int64, activity: String = "joinery") -> DirectEmission {
    DirectEmission(
      activity: activity, label: "fluide", carbon: CarbonMass(grams: grams), author: "Expert", evidence: "rapport",
      date: Sketch.day(2024, 3, 1))
  }

  @Test("An expert's figure enters as it stands; a capture is negative")
  func statements() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.directEmissions = [statement(50_000), statement(-20_000)]
    let account = try CarbonBooks.keepSketch(year, settings).account
    #expect(account.direct.grams == 30_000)
    #expect(account.inputs.grams == 150_000)
    #expect(account.byQuality[.statement]?.grams == 30_000)
  }

  @Test("A branch that usually has some is asked, until a statement answers, even of zero")
  func asked() throws {
    var year = Sketch()
    year.sell("701", 10_000)
    year.buy("616", 10)
    var settings = FirmSettings(activities: [Activity(id: "joinery", label: "Élevage", naf: "01.45Z")])
    #expect(try CarbonBooks.keepSketch(year, settings).missing.map(\.kind) == [.directEmissions])
    settings.directEmissions = [statement(0)]
    #expect(try CarbonBooks.keepSketch(year, settings).missing.isEmpty)
  }

  @Test("A statement dated outside the fiscal year is refused")
  func otherYear() {
    var year = Sketch(year: 2023)
    year.sell("701", 10)
    var settings = FirmSettings.joinery
    settings.directEmissions = [statement(1)]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["carbon.statement-date"])
  }

  @Test("A statement for an activity that does not exist is refused")
  func unknownActivity() {
    var year = Sketch()
    year.sell("701", 10)
    var settings = FirmSettings.joinery
    settings.directEmissions = [statement(1, activity: "shop")]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["carbon.activity-unknown"])
  }
}
