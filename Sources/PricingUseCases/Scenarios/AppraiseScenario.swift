// What a kept scenario comes to: the same calculation as the command line's, with the firm's own price where the file has none.

import CanonicalJSON
import CarbonPricing
import Quantities
import Storage
import UseCases
import WrittenFiles

/// Works a scenario out.
public struct AppraiseScenario: Sendable {
  /// What came out.
  public enum Result: Sendable {
    /// Applications 1 and 2.
    case project(AppraiseProject.Result)
    /// The abatement curve.
    case actions(AbatementCurve)
    /// The firm's prices and its fund.
    case policy(PolicyFile)
  }

  /// A result with the price it was made at.
  public struct Outcome: Sendable {
    /// The result.
    public let result: Result
    /// The price taken where the file has none; nil where it has one, or needs none.
    public let price: PriceMenu.Choice?
  }

  private let library: Library

  /// The job, with what Sillage knows.
  public init(_ library: Library) { self.library = library }

  /// Works out a text.
  ///
  /// - Parameters:
  ///   - policy: the firm's, whose price is taken where the text has none; a published one without it.
  ///   - year: whose price a list of actions is set against.
  /// - Throws: what the text is refused for.
  public func run(
    _ kind: ScenarioEntry.Kind, _ text: String, policy: PricePolicy?, year: Int
  ) throws(Refusal) -> Outcome {
    switch kind {
    case .project:
      var file = try ProjectFile(yaml: text, library)
      let years = Array(file.firstYear...(file.firstYear + file.discounting.lag + file.years))
      let price = file.price == nil ? usual(policy, years) : nil
      if let price { file.price = price.schedule }
      return Outcome(result: .project(try AppraiseProject(library).run(file, needsPrice: true)), price: price)
    case .actions:
      let file = try ActionFile(yaml: text, library.prices)
      let price = file.price == nil ? usual(policy, [year]) : nil
      let level = try (file.price ?? price?.schedule)?.price(in: year).price
      let curve = try AbatementCurve(file.actions, rate: (file.rate ?? .zero).approximate, price: level)
      return Outcome(result: .actions(curve), price: price)
    case .policy: return Outcome(result: .policy(try PolicyFile(yaml: text, library.prices)), price: nil)
    }
  }

  /// The firm's price for investments, else for everything, else a published one.
  private func usual(_ policy: PricePolicy?, _ years: [Int]) -> PriceMenu.Choice? {
    let menu = PriceMenu(library.prices, policy: policy, years: years)
    return menu.choices.first { $0.basis == .policy(.capex) } ?? menu.usual
  }

  /// A result for a program, as the command line writes it; a policy with its prices over the next years.
  public func json(_ outcome: Outcome, year: Int) throws(Refusal) -> JSONValue {
    switch outcome.result {
    case .project(let result): return AppraisalDocument.json(result)
    case .actions(let curve): return AbatementDocument.json(curve)
    case .policy(let file):
      if let fund = file.fund { return FundDocument.json(fund, file.policy) }
      let ids = [library.prices.trajectories.first?.id].compactMap(\.self)
      return TrajectoryDocument.json(
        try TrajectoryComparison(ids, years: year...(year + 25), eurosOf: nil, policy: file.policy, library.prices))
    }
  }
}
