import CarbonAccounting
import Quantities

@testable import UseCases

/// Settings drawn at random, with every kind of answer and texts that YAML might mistake.
struct RandomSettings {
  private var draw: SeededGenerator

  init(seed: UInt64) { draw = SeededGenerator(seed: seed) }

  /// Texts of one line without blanks at their ends, as the reader gives them.
  private static let texts = [
    "Négoce Bois Loire", "a: b", "- tiret", "# dièse", "l'\"été\"", "C:\\temp\\n", "oui", "null", "~", "true", "123",
    "0x1F", "{a, b}", "[c]", "*x", "&y", "!z", "%d", "@w", "`v`", "fin:", "a #b", "…«»’", "日本", "🪵 bois", "1e3",
    "2024-01-01",
    "--- a", "?", "|", ">", "=", "<<", "A  B", "b\u{FEFF}c", "x\u{00A0}y", "é\u{0301}",
  ]

  private mutating func one<T>(of some: [T]) -> T { some[Int.random(in: some.indices, using: &draw)] }

  private mutating func text() -> String {
    let words = (0..<Int.random(in: 1...3, using: &draw)).map { _ in one(of: RandomSettings.texts) }
    return words.joined(separator: one(of: [" ", ", ", ": "]))
  }

  private mutating func maybe<T>(_ make: (inout RandomSettings) -> T) -> T? {
    Bool.random(using: &draw) ? make(&self) : nil
  }

  private mutating func some<T>(_ make: (inout RandomSettings) -> T) -> [T] {
    (0..<Int.random(in: 0...3, using: &draw)).map { _ in make(&self) }
  }

  private mutating func match() -> LineMatch {
    let match = LineMatch(
      account: maybe { $0.text() }, journal: maybe { $0.text() }, supplier: maybe { $0.text() },
      label: maybe { $0.text() })
    return match == LineMatch() ? LineMatch(account: "606") : match
  }

  private mutating func cents() -> Money { Money(cents: Int64.random(in: 1...1_000_000_000_000_000, using: &draw)) }

  private mutating func mass() -> CarbonMass {
    let unit = one(of: [Int64(1), 1000, 1_000_000])
    return CarbonMass(grams: Int64.random(in: -100_000_000...100_000_000, using: &draw) * unit)
  }

  private mutating func intensity() -> CarbonIntensity {
    CarbonIntensity(milligrams: Int64.random(in: 0...1_000_000_000_000, using: &draw))
  }

  private mutating func quantity() -> Quantity {
    let scale = one(of: [Int128(1), 10, 1000, 1_000_000, 8, 125])
    guard let value = try? Rational(Int128.random(in: 1...999_999_999, using: &draw), over: scale) else {
      preconditionFailure("no scale is zero")
    }
    return Quantity(
      value, Unit(one(of: ["kWh", "L", "passenger.km", "kWh_pcs", "m3", "sac de 25"])))
  }

  private mutating func date() -> CalendarDate {
    let (year, month) = (Int.random(in: 2010...2029, using: &draw), Int.random(in: 1...9, using: &draw))
    guard let date = CalendarDate(year: year, month: month, day: Int.random(in: 10...19, using: &draw)) else {
      preconditionFailure("every month has these days")
    }
    return date
  }

  private mutating func days() -> ClosedRange<CalendarDate> {
    let (first, second) = (date(), date())
    return min(first, second)...max(first, second)
  }

  private mutating func footprint() -> FootprintPurchase {
    FootprintPurchase(
      footprint: SupplierFootprint(
        id: "b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678", company: text(), product: text(), version: date(),
        kilograms: quantity().value, declared: quantity(), validity: days(), period: days(),
        method: maybe { $0.text() } ?? "", verification: maybe { $0.text() } ?? "",
        isDeprecated: Bool.random(using: &draw)),
      match: LineMatch(account: maybe { $0.text() }, supplier: text(), label: maybe { $0.text() }),
      quantity: quantity(), evidence: maybe { $0.text() } ?? "")
  }

  mutating func file() -> FirmFile {
    let ids = ["a", "atelier-2", "no", "Y", "n_1", "12"].shuffled(using: &draw).prefix(
      Int.random(in: 1...4, using: &draw))
    var settings = FirmSettings(
      activities: ids.map { id in
        Activity(
          id: id, label: text(), naf: "16.23Z", kind: one(of: Activity.Kind.allCases),
          output: maybe { PhysicalOutput(quantity: $0.quantity()) })
      })
    settings.siren = maybe { _ in "732829320" }
    settings.keys = some { draws in
      let shares = ids.map { ($0, Int64.random(in: 0...1_000_000_000, using: &draws.draw)) }
      return AllocationKey(
        match: draws.match(), shares: Dictionary(uniqueKeysWithValues: shares),
        basis: draws.maybe { .other(reason: $0.text()) } ?? .costAccounting)
    }
    settings.rules = some { draws in
      OwnRule(
        match: draws.match(),
        outcome: draws.maybe { .outside(reason: $0.text()) }
          ?? .purchase(category: "specific.1", factor: "naf:25.72Z:production"))
    }
    settings.measures = some {
      Measure(
        factor: "energy.diesel", match: $0.match(), quantity: $0.quantity(), evidence: $0.maybe { $0.text() } ?? "")
    }
    settings.footprints = some { $0.footprint() }
    settings.keptEstimates = some { KeptEstimate(account: $0.text(), factor: $0.maybe { $0.text() } ?? "") }
    settings.supplierContents = some { draws in
      SupplierContent(
        supplier: draws.text(), piece: draws.maybe { $0.text() },
        from: draws.maybe { $0.date() }, value: draws.maybe { .intensity($0.intensity()) } ?? .content(draws.mass()),
        account: draws.text(), evidence: draws.text(), closedOn: draws.maybe { $0.date() },
        published: draws.maybe { $0.text() })
    }
    settings.directEmissions = some {
      DirectEmission(
        activity: ids[0], label: $0.text(), carbon: $0.mass(), author: $0.text(), evidence: $0.text(), date: $0.date())
    }
    settings.withoutDirectEmissions = some { _ in ids[0] }
    settings.assets = some { draws in
      let value = draws.cents()
      return AssetRecord(
        label: draws.text(), account: draws.text(), value: value, content: draws.mass(),
        allowance: Money(cents: Int64.random(in: 0...value.cents, using: &draws.draw)), evidence: draws.text())
    }
    for id in ids {
      settings.transmissions[id] = maybe { draws in
        let factors = draws.some {
          Transmission.InForce(from: $0.date(), factor: $0.intensity(), justification: $0.maybe { $0.text() })
        }
        return Transmission(
          factors: Dictionary(grouping: factors, by: \.from).values.map { $0[0] }, total: draws.maybe { $0.mass() })
      }
      settings.expectations[id] = maybe { draws in
        Expectation(
          inputs: draws.maybe { CarbonMass(grams: abs($0.mass().grams)) }, revenue: draws.maybe { $0.cents() })
      }
      settings.vintages[text()] = text()
    }
    settings.isBudget = Bool.random(using: &draw)
    settings.acceptsLabels = Bool.random(using: &draw)
    settings.showsSuppliers = Bool.random(using: &draw)
    return FirmFile(name: maybe { $0.text() }, settings: settings, contentFiles: some { $0.text() })
  }
}
