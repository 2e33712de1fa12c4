// What the errors found in a sample say of the whole.

import CarbonAccounting
import Quantities

/// What a verifier found for one entry of the sample.
public struct SampleFinding: Sendable, Hashable {
  /// The entry's activity.
  public let activity: String
  /// Its id.
  public let entry: String
  /// What it should carry.
  public let audited: CarbonMass

  /// A finding.
  public init(activity: String, entry: String, audited: CarbonMass) {
    self.activity = activity
    self.entry = entry
    self.audited = audited
  }
}

/// The errors of a sample projected to the population, and their upper bounds at the confidence of a materiality.
///
/// An error is recorded − audited, positive where the account holds too much. For an entry taken for certain it counts as it
/// is. For a drawn one its share of the entry (the tainting) stands for a whole interval. The bound of each direction is
/// Stringer's: the errors of the certain entries, plus interval × (first limit + Σ tainting × increment of the limits), taintings
/// from the largest down. The two directions are not netted, which errs on the side of caution. It supposes that no entry not
/// seen is wrong by more than itself; carbon that has no entry at all is looked for otherwise (what is missing, last year's
/// account).
public struct SampleEvaluation: Sendable, Hashable {
  /// The most likely error in all: positive where the account holds too much.
  public let mostLikelyError: CarbonMass
  /// The most that the account may hold too much, at the confidence asked.
  public let upperOverstatement: CarbonMass
  /// The most that it may lack among the entries it has.
  public let upperUnderstatement: CarbonMass
  /// The error that matters.
  public let threshold: CarbonMass

  /// Whether no error that matters is left, at the confidence asked.
  public var isAcceptable: Bool { max(upperOverstatement, upperUnderstatement) <= threshold }

  /// Evaluates a sample in which only what `findings` says is wrong.
  ///
  /// - Throws: a refusal when a finding is not about an entry of the sample or two are about one, when a figure is too large, or
  ///   when there are more errors than the limits of the materiality cover: the account is then to be corrected and drawn again.
  public init(
    of sample: MonetaryUnitSample, _ findings: [SampleFinding], materiality: Materiality, threshold: CarbonMass
  ) throws(Refusal) {
    let errors = try SampleEvaluation.errors(of: sample, findings)
    do {
      var certain = (over: CarbonMass.zero, under: CarbonMass.zero)
      for error in errors where error.isCertain {
        if error.grams > .zero { certain.over += error.grams } else { certain.under += -error.grams }
      }
      let drawn = errors.filter { !$0.isCertain }
      let over = try SampleEvaluation.bound(drawn, sign: 1, sample.interval, materiality)
      let under = try SampleEvaluation.bound(drawn, sign: -1, sample.interval, materiality)
      mostLikelyError = certain.over - certain.under + over.projected - under.projected
      upperOverstatement = certain.over + over.upper
      upperUnderstatement = certain.under + under.upper
      self.threshold = threshold
    } catch let refusal as Refusal {
      throw refusal
    } catch { throw Refusal(Diagnostic(.error, CarbonMessage.overflow)) }
  }

  /// An error found, with its sign turned so that too much is positive whatever the sign of the entry.
  private struct Found {
    let grams: CarbonMass
    let tainting: Rational
    let isCertain: Bool
  }

  private struct Place: Hashable {
    let activity: String
    let entry: String
  }

  private static func errors(
    of sample: MonetaryUnitSample, _ findings: [SampleFinding]
  ) throws(Refusal) -> [Found] {
    func byPlace(_ records: [EntryRecord]) -> [Place: EntryRecord] {
      Dictionary(records.map { (Place(activity: $0.activity, entry: $0.id), $0) }) { first, _ in first }
    }
    let (certain, drawn) = (byPlace(sample.certain), byPlace(sample.drawn))
    var seen: Set<Place> = []
    var found: [Found] = []
    for finding in findings {
      let place = Place(activity: finding.activity, entry: finding.entry)
      let values: [String: MessageValue] = ["entry": .text(finding.entry), "activity": .text(finding.activity)]
      guard let record = certain[place] ?? drawn[place] else {
        throw Refusal(Diagnostic(.error, DisclosureMessage.sampleItemUnknown, values))
      }
      guard seen.insert(place).inserted else {
        throw Refusal(Diagnostic(.error, DisclosureMessage.sampleItemTwice, values))
      }
      guard finding.audited.grams.magnitude <= CarbonMass.limit.grams.magnitude,
        let tainting = try? (record.carbon - finding.audited).rational
          .divided(by: record.carbon.magnitude.rational)
      else { throw Refusal(Diagnostic(.error, CarbonMessage.overflow)) }
      found.append(
        Found(grams: record.carbon - finding.audited, tainting: tainting, isCertain: certain[place] != nil))
    }
    return found
  }

  /// What the drawn errors of one direction project to, and Stringer's bound. Each product is rounded once to the gram.
  private static func bound(
    _ errors: [Found], sign: Int64, _ interval: Rational, _ materiality: Materiality
  ) throws -> (projected: CarbonMass, upper: CarbonMass) {
    guard interval > .zero else { return (.zero, .zero) }
    let taintings = try errors.map { try $0.tainting.times(Rational(sign)) }.filter { $0 > .zero }.sorted(by: >)
    let limits = materiality.errorLimits
    guard taintings.count < limits.count else {
      throw Refusal(
        Diagnostic(.error, DisclosureMessage.sampleTooManyErrors, ["limit": .integer(limits.count - 1)]))
    }
    var projected = CarbonMass.zero
    var upper = try CarbonMass(rounding: interval.times(limits[0]))
    for (rank, tainting) in taintings.enumerated() {
      let mass = try CarbonMass(rounding: tainting.times(interval))
      let increment = try limits[rank + 1].plus(limits[rank].times(Rational(-1)))
      projected += mass
      upper += try CarbonMass(rounding: mass.rational.times(increment))
    }
    return (projected, upper)
  }
}
