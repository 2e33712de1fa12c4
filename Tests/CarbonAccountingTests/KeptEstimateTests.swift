import CarbonAccounting
import Quantities
import Testing

@Suite("I don't know, as an answer")
struct KeptEstimateTests {
  private static let livestock = FirmSettings(activities: [Activity(id: "joinery", label: "Élevage", naf: "01.45Z")])

  private func breeder() -> Sketch {
    var year = Sketch()
    year.sell("701", 10_000)
    year.buy("616", 10)
    return year
  }

  @Test func `A statement of none answers the question, changes no figure and is told to the verifier`() throws {
    var settings = Self.livestock
    let before = try CarbonBooks.keepSketch(breeder(), settings)
    settings.withoutDirectEmissions = ["joinery"]
    let after = try CarbonBooks.keepSketch(breeder(), settings)
    #expect(try after.account.production == before.account.production)
    #expect(before.missing.map(\.isAcknowledged) == [false])
    #expect(after.missing.map(\.isAcknowledged) == [true])
    #expect(after.missing.map(\.activity) == ["joinery"])
    let new = after.departures.filter { !before.departures.contains($0) }
    #expect(new.map(\.key) == ["carbon.departure-no-direct"])
  }

  @Test func `A branch that has none as a rule may say so without a departure`() throws {
    var year = Sketch()
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    let before = try CarbonBooks.keepSketch(year, settings)
    settings.withoutDirectEmissions = ["joinery"]
    #expect(try CarbonBooks.keepSketch(year, settings).departures == before.departures)
  }

  @Test func `A statement about an activity that is not there is refused`() {
    var settings = Self.livestock
    settings.withoutDirectEmissions = ["forge"]
    let refusal = #expect(throws: Refusal.self) { _ = try CarbonBooks.keepSketch(breeder(), settings) }
    #expect(refusal?.diagnostics.map(\.message.key) == ["carbon.activity-unknown"])
    #expect(refusal?.diagnostics.map(\.field) == ["no_direct_emissions"])
  }
}
