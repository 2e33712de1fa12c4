import CarbonAccounting
import Quantities
import Testing

@Suite("Refusals: nothing is silently zero, nothing silently wrong")
struct RefusalTests {
  private func year() -> Sketch {
    var year = Sketch()
    year.buy("6061", 100, label: "Électricité")
    year.sell("701", 10_000)
    return year
  }

  @Test("A quantity too large for an account is refused, not wrapped")
  func overflow() throws {
    var settings = FirmSettings.joinery
    settings.measures = [
      Measure(
        factor: "energy.electricity", match: LineMatch(account: "6061"),
        quantity: Quantity(try #require(Rational(decimal: "1e25")), .kilowattHour), evidence: "")
    ]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year(), settings) } == ["carbon.overflow"])
  }

  @Test("A branch or a factor that the catalogue lacks is refused by name")
  func unknown() throws {
    let elsewhere = FirmSettings(activities: [Activity(id: "a", label: "A", naf: "99.99Z")])
    var sketch = year()
    sketch.buy("601", 10)
    #expect(reasons { _ = try CarbonBooks.keepSketch(sketch, elsewhere) } == ["carbon.branch-unknown"])
    var settings = FirmSettings.joinery
    settings.vintages = ["energy.electricity": "1999"]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year(), settings) } == ["carbon.factor-unknown"])
    settings.vintages = ["energy.unobtainium": "2024"]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year(), settings) } == ["carbon.factor-unknown"])
  }

  @Test("A reason that holds for many lines is said once")
  func once() {
    var sketch = Sketch()
    for _ in 0..<50 { sketch.buy("6061", 100, label: "Charbon") }
    sketch.sell("701", 10_000)
    #expect(reasons { _ = try CarbonBooks.keepSketch(sketch) } == ["carbon.price-missing"])
  }
}
