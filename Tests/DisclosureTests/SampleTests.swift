import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import TestSupport
import Testing

@testable import Disclosure

@Suite struct SampleTests {
  private func record(_ id: String, _ grams: Int64, activity: String = "a") throws -> EntryRecord {
    EntryRecord(
      id: id, date: try #require(CalendarDate("2024-05-01")), activity: activity, account: "6", supplier: nil,
      lines: [],
      amount: nil, quantity: nil, unit: nil, category: "other", rule: "none", basis: "statement", factor: nil,
      vintage: nil, factorValue: nil, source: nil, prudence: nil, evidence: "", carbon: CarbonMass(grams: grams))
  }

  private func population(_ count: Int, seed: UInt64) throws -> [EntryRecord] {
    var draws = SeededGenerator(seed: seed)
    return try (0..<count).map { position in
      // From grams to tens of tonnes, some negative, some nil.
      let size = Int64(1) << Int64(draws.next() % 26)
      let grams = Int64(draws.next() % UInt64(size)) * (draws.next() % 7 == 0 ? -1 : 1)
      return try record("e\(position)", grams)
    }
  }

  private static func parameters() throws -> Parameters {
    let paths = ["parameters.csv"]
    var files: [String: [UInt8]] = [:]
    for path in paths { files[path] = try Checkout.bytes("Sources/ReferenceData/Data/\(path)") }
    return try Parameters(ReferenceFiles(files))
  }

  private static func materiality() throws -> Materiality {
    try Materiality(parameters(), on: #require(CalendarDate("2024-12-31")))
  }

  @Test(arguments: 1...40)
  func `Strata are apart, as many as asked, each entry once, large ones always`(seed: UInt64) throws {
    let entries = try population(Int(seed) * 13, seed: seed)
    let size = Int(seed % 17) * 3 + 1
    let sample = try MonetaryUnitSample(of: entries, size: size, seed: seed)
    let carrying = entries.filter { $0.carbon != .zero }
    #expect(sample.populationCount == carrying.count)
    #expect(sample.population == carrying.map(\.carbon.magnitude).total())
    #expect(sample.entries.count == min(size, carrying.count))
    #expect(Set(sample.entries.map(\.id)).count == sample.entries.count)
    // What was drawn stands for all that is not certain, to the gram.
    let certain = sample.certain.map(\.carbon.magnitude).total()
    let rest = try sample.interval.times(Rational(Int64(sample.drawn.count)))
    #expect(try rest.plus(certain.rational) == sample.population.rational)
    let first = try sample.population.rational.divided(by: Rational(Int64(size)))
    let names = Set(sample.certain.map(\.id))
    for entry in carrying where entry.carbon.magnitude.rational >= first { #expect(names.contains(entry.id)) }
    for entry in carrying where !names.contains(entry.id) {
      #expect(entry.carbon.magnitude.rational < sample.interval)
    }
  }

  @Test func `The same seed draws the same, whatever the order; another seed another`() throws {
    let entries = try (1...400).map { try record("e\($0)", Int64($0 % 50 + 10)) }
    let sample = try MonetaryUnitSample(of: entries, size: 30, seed: 12)
    #expect(try MonetaryUnitSample(of: entries.reversed(), size: 30, seed: 12) == sample)
    #expect(try MonetaryUnitSample(of: entries, size: 30, seed: 13).drawn != sample.drawn)
  }

  /// Drawn by hand: SplitMix64 of seed 42 first gives 13679457532755275413, whose remainder by 100 is 13.
  @Test func `It can be redrawn by hand`() throws {
    var generator = SeededGenerator(seed: 42)
    #expect(generator.next() == 13_679_457_532_755_275_413)
    let entries = try (0..<10).map { try record("e\($0)", 10) }
    let sample = try MonetaryUnitSample(of: entries, size: 4, seed: 42)
    // ⌊(13 + 100 k) / 4⌋ = 3, 28, 53, 78.
    #expect(sample.drawn.map(\.id) == ["e0", "e2", "e5", "e7"])
    #expect(sample.interval == Rational(25))
    #expect(sample.certain.isEmpty)
  }

  @Test func `An entry is drawn as often as its share of the grams tells`() throws {
    // 1, 2, … 20 g: 210 g in all, five to draw, so entry g is drawn with probability 5 g / 210.
    let entries = try (1...20).map { try record(String($0), Int64($0)) }
    var hits = [Int](repeating: 0, count: 21)
    let draws = 4000
    for seed in 0..<UInt64(draws) {
      for entry in try MonetaryUnitSample(of: entries, size: 5, seed: seed).entries {
        hits[Int(entry.carbon.grams)] += 1
      }
    }
    #expect(hits.reduce(0, +) == 5 * draws)
    for grams in 1...20 {
      let share = 5 * Double(grams) / 210
      let deviation = (Double(draws) * share * (1 - share)).squareRoot()
      #expect(abs(Double(hits[grams]) - Double(draws) * share) < 4.5 * deviation, "\(grams) g")
    }
  }

  @Test func `Nothing to draw and sizes out of range are refused`() throws {
    func refused(_ entries: [EntryRecord], _ size: Int) -> String? {
      do {
        _ = try MonetaryUnitSample(of: entries, size: size, seed: 1)
        return nil
      } catch { return error.diagnostics.first?.message.key }
    }
    #expect(try refused([record("a", 0)], 1) == "sample.empty")
    #expect(try refused([record("a", 1)], 0) == "sample.size")
    #expect(try refused([record("a", 1)], 10_001) == "sample.size")
    // As large as files may say: nothing overflows.
    let large = try (0..<50).map { try record("e\($0)", CarbonMass.limit.grams) }
    #expect(try MonetaryUnitSample(of: large, size: 7, seed: 1).entries.count == 7)
  }

  @Test func `Five percent at 95 % asks for sixty entries`() throws {
    let materiality = try Self.materiality()
    #expect(materiality.share == Rational(decimal: "0.05"))
    let production = CarbonMass(grams: 1_000_000_000)
    let threshold = try materiality.threshold(of: production)
    #expect(threshold == CarbonMass(grams: 50_000_000))
    #expect(try materiality.sampleSize(of: production, threshold: threshold) == 60)
    #expect(try materiality.threshold(of: -production) == threshold)
    #expect(throws: Refusal.self) { try materiality.sampleSize(of: production, threshold: .zero) }
    #expect(try materiality.sampleSize(of: production, threshold: CarbonMass(grams: 1)) == MonetaryUnitSample.limit)
  }

  /// P(X ≤ k) = 5 % for a Poisson law of that mean.
  @Test func `The error limits are those of the Poisson law at the confidence asked`() throws {
    let materiality = try Self.materiality()
    #expect(materiality.errorLimits.count == 21)
    for (errors, limit) in materiality.errorLimits.enumerated() {
      let mean = limit.approximate
      var term = exp(-mean)
      var sum = term
      for count in 0..<errors {
        term *= mean / Double(count + 1)
        sum += term
      }
      #expect(abs(sum - (1 - materiality.confidence.approximate)) < 0.0001, "\(errors) errors")
    }
  }

  @Test func `A sample without error concludes, by the size that materiality asked for`() throws {
    let materiality = try Self.materiality()
    for seed in 1...20 as ClosedRange<UInt64> {
      let entries = try population(300, seed: seed)
      let total = entries.map(\.carbon.magnitude).total()
      let threshold = try materiality.threshold(of: total)
      let size = try materiality.sampleSize(of: total, threshold: threshold)
      let sample = try MonetaryUnitSample(of: entries, size: size, seed: seed)
      let result = try SampleEvaluation(of: sample, [], materiality: materiality, threshold: threshold)
      #expect(result.isAcceptable)
      #expect(result.mostLikelyError == .zero)
      #expect(result.upperOverstatement == result.upperUnderstatement)
    }
  }

  @Test func `Errors project by their share of the entry, and their bound is Stringer's`() throws {
    let materiality = try Self.materiality()
    // 100 entries of 1 000 g, ten drawn: each stands for 10 000 g. One of 200 000 g is certain.
    let entries = try (0..<100).map { try record("e\($0)", 1000) } + [record("z", 200_000)]
    let sample = try MonetaryUnitSample(of: entries, size: 11, seed: 5)
    #expect(sample.interval == Rational(10_000))
    #expect(sample.certain.map(\.id) == ["z"])
    func finding(_ entry: EntryRecord, _ audited: Int64) -> SampleFinding {
      SampleFinding(activity: entry.activity, entry: entry.id, audited: CarbonMass(grams: audited))
    }
    let findings = [
      finding(sample.drawn[0], 500), finding(sample.drawn[1], 900), finding(sample.drawn[2], 1200),
      finding(sample.certain[0], 199_000),
    ]
    let threshold = CarbonMass(grams: 40_000)
    let result = try SampleEvaluation(of: sample, findings, materiality: materiality, threshold: threshold)
    // 0.5 and 0.1 too much of 10 000 g each, 0.2 too little, and 1 000 g certain.
    #expect(result.mostLikelyError == CarbonMass(grams: 5000 + 1000 - 2000 + 1000))
    // 29 957 + 5 000 × 1.7482 + 1 000 × 1.5519 + 1 000 = 41 249.9, each product rounded to the gram.
    #expect(result.upperOverstatement == CarbonMass(grams: 41_250))
    // 29 957 + 2 000 × 1.7482 = 33 453.4.
    #expect(result.upperUnderstatement == CarbonMass(grams: 33_453))
    #expect(!result.isAcceptable)
    let wider = try SampleEvaluation(
      of: sample, findings, materiality: materiality, threshold: CarbonMass(grams: 41_250))
    #expect(wider.isAcceptable)
  }

  @Test func `Findings that no sample bears are refused`() throws {
    let materiality = try Self.materiality()
    let sample = try MonetaryUnitSample(
      of: (0..<100).map { try record("e\($0)", 1000) }, size: 40, seed: 5)
    func refused(_ findings: [SampleFinding]) -> String? {
      do {
        _ = try SampleEvaluation(of: sample, findings, materiality: materiality, threshold: .zero)
        return nil
      } catch { return error.diagnostics.first?.message.key }
    }
    let drawn = sample.drawn.map { SampleFinding(activity: "a", entry: $0.id, audited: .zero) }
    #expect(refused([SampleFinding(activity: "b", entry: drawn[0].entry, audited: .zero)]) == "sample.item-unknown")
    #expect(refused([drawn[0], drawn[0]]) == "sample.item-twice")
    #expect(refused(Array(drawn.prefix(20))) == nil)
    #expect(refused(Array(drawn.prefix(21))) == "sample.too-many-errors")
    let huge = SampleFinding(activity: "a", entry: drawn[0].entry, audited: CarbonMass(grams: .min))
    #expect(refused([huge]) == "carbon.overflow")
  }
}
