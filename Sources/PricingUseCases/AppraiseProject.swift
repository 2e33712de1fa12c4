import CarbonPricing
import Foundation
import Quantities
import UseCases
import WrittenFiles

/// Applications 1 and 2 over project files.
public struct AppraiseProject: Sendable {
  /// What a table of separated values cannot say, from the command line.
  public struct Frame: Sendable {
    /// The yearly discount rate, as typed.
    public var rate: String?
    /// When flows are counted.
    public var timing: Discounting.Timing?
    /// Years of works.
    public var lag: Int?
    /// Years of operation.
    public var years: Int?
    /// The calendar year of time 0.
    public var firstYear: Int?

    /// Nothing said.
    public init() {}
  }

  /// What came out.
  public struct Result: Sendable {
    /// The answer.
    public let appraisal: ProjectAppraisal
    /// How much it depends on each hypothesis.
    public let sensitivity: SensitivityAnalysis
    /// Which variant is best at which price.
    public let threshold: PriceThreshold
    /// What others publish for the first year of the project.
    public let published: TrajectoryComparison
  }

  let library: Library

  /// The job, with what Sillage knows.
  public init(_ library: Library) { self.library = library }

  /// Reads a project and appraises it.
  ///
  /// - Parameters:
  ///   - choice: a price that comes before the file's.
  ///   - needsPrice: whether a missing price is refused.
  /// - Throws: a refusal that names file, line and field.
  public func run(
    _ path: String, choice: PriceChoice, frame: Frame = Frame(), needsPrice: Bool
  ) throws(Refusal) -> Result {
    let input = InputFile(path: path)
    do {
      var file: ProjectFile
      if PricingFileKind(path) == .table {
        file = try ProjectTable.read(try input.bytes(limit: 1_000_000), try tableFrame(path, frame))
      } else {
        file = try ProjectFile(yaml: try input.text(), library)
        try frame.change(&file)
      }
      file.price = try choice.schedule(library.prices) ?? file.price
      return try run(file, needsPrice: needsPrice)
    } catch {
      throw error.inFile(input.name)
    }
  }

  /// Appraises a project that was read.
  public func run(_ file: ProjectFile, needsPrice: Bool) throws(Refusal) -> Result {
    guard file.price != nil || !needsPrice else { throw Refusal(Diagnostic(.error, PricingRefusal.priceMissing)) }
    let project = try file.project()
    let appraisal = try ProjectAppraisal(project, library.prices)
    return Result(
      appraisal: appraisal, sensitivity: try SensitivityAnalysis(project, library.prices),
      threshold: PriceThreshold(appraisal),
      published: try TrajectoryComparison.published(in: project.firstYear, library.prices))
  }

  private func tableFrame(_ path: String, _ frame: Frame) throws(Refusal) -> ProjectTable.Frame {
    func missing(_ option: String) -> Refusal {
      Refusal(Diagnostic(.error, PriceFileRefusal.optionMissing, ["option": .text(option)]))
    }
    guard let rate = frame.rate else { throw missing("--rate") }
    guard let years = frame.years else { throw missing("--years") }
    guard let firstYear = frame.firstYear else { throw missing("--first-year") }
    return ProjectTable.Frame(
      name: URL(filePath: path).deletingPathExtension().lastPathComponent, firstYear: firstYear, years: years,
      discounting: Discounting(
        rate: try Frame.share(rate), timing: frame.timing ?? .end, lag: frame.lag ?? 0), price: nil)
  }
}

extension AppraiseProject.Frame {
  /// Puts what was typed on the command line in place of what the file says. The number of years is not among it: lists
  /// by year have that of the file.
  fileprivate func change(_ file: inout ProjectFile) throws(Refusal) {
    if let rate { file.discounting.rate = try AppraiseProject.Frame.share(rate) }
    if let timing { file.discounting.timing = timing }
    if let lag { file.discounting.lag = lag }
    if let firstYear { file.firstYear = firstYear }
  }

  fileprivate static func share(_ text: String) throws(Refusal) -> Double {
    do throws(WrittenValue.Fault) { return try WrittenValue.share(text).approximate } catch {
      throw Refusal(Diagnostic(.error, PriceFileRefusal.notPercent, ["value": .text(text)], field: "--rate"))
    }
  }
}
