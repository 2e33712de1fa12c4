// The carbon prices a firm can choose among on a page, with the one that is taken when nobody chose.

import CarbonPricing
import Quantities
import WrittenFiles

/// Prices offered for the years that are looked at.
public struct PriceMenu: Sendable {
  /// Where an offered price comes from.
  public enum Basis: Sendable, Hashable {
    /// The firm's policy, for a use.
    case policy(PriceUse)
    /// A published trajectory, year by year.
    case trajectory(PriceTrajectory)
    /// A published trajectory that does not speak of all the years: its price of one year, for all.
    case held(PriceTrajectory, year: Int)
    /// Typed in.
    case typed
  }

  /// A price.
  public struct Choice: Sendable {
    /// What addresses call it: `policy-capex`, `quinet-2025`; empty for a typed one.
    public let id: String
    /// Where it comes from.
    public let basis: Basis
    /// The year whose euros it was brought to; nil where it stands as published.
    public let eurosOf: Int?
    /// The price by year.
    public let schedule: PriceSchedule
  }

  /// The firm's own prices, then the published ones, as the data files have them.
  public let choices: [Choice]
  /// What is taken when nothing is chosen: the firm's price for everything, else its first, else the first published.
  public var usual: Choice? { choices.first }

  private let years: [Int]

  /// The prices that can be worked out for some years.
  ///
  /// - Parameters:
  ///   - policy: the firm's, where it keeps one.
  ///   - years: at least one.
  public init(_ library: PriceLibrary, policy: PricePolicy?, years: [Int]) {
    self.years = years
    let own = PriceUse.allCases.compactMap { use -> Choice? in
      guard let schedule = policy?.prices[use] else { return nil }
      return Choice(id: "policy-\(use.rawValue)", basis: .policy(use), eurosOf: nil, schedule: schedule)
    }
    let usable = own.filter { choice in years.allSatisfy { (try? choice.schedule.price(in: $0)) != nil } }
    choices = usable + library.trajectories.compactMap { PriceMenu.followed($0, years, library.conversion) }
  }

  /// What was typed or chosen; the usual one for neither.
  ///
  /// - Parameters:
  ///   - typed: euros per tonne, which comes before `id`; empty for none.
  ///   - id: of a choice; empty for none.
  /// - Throws: `price-file.not-a-price`; `pricing.trajectory-unknown` for a choice there is not; `pricing.price-missing`.
  public func choice(typed: String, id: String) throws(Refusal) -> Choice {
    if !typed.isEmpty {
      do throws(WrittenValue.Fault) {
        return Choice(
          id: "", basis: .typed, eurosOf: nil, schedule: PriceSchedule(flat: try WrittenValue.carbonPrice(typed)))
      } catch {
        throw Refusal(
          Diagnostic(.error, PriceFileRefusal.notPrice, ["value": .text(String(typed.prefix(40)))], field: "price"))
      }
    }
    guard !id.isEmpty else {
      guard let usual else { throw Refusal(Diagnostic(.error, PricingRefusal.priceMissing)) }
      return usual
    }
    guard let found = choices.first(where: { $0.id == id }) else {
      throw Refusal(
        Diagnostic(
          .error, PricingRefusal.trajectoryUnknown,
          ["trajectory": .text(String(id.prefix(40))), "known": .text(choices.map(\.id).joined(separator: ", "))]))
    }
    return found
  }

  /// How far back a year is sought whose prices are known, to bring other money to.
  private static let reach = 6

  /// A trajectory for all the years; nil where no price of it can be had.
  private static func followed(
    _ trajectory: PriceTrajectory, _ years: [Int], _ conversion: PriceConversion
  ) -> Choice? {
    guard let last = years.max() else { return nil }
    // Euros stand as they were published; other money is brought to the latest year whose prices are known.
    let money: [Int?] = trajectory.currency == "EUR" ? [nil] : (0..<reach).map { last - $0 }
    for eurosOf in money {
      guard let schedule = try? PriceSchedule(following: trajectory, eurosOf: eurosOf, conversion: conversion) else {
        continue
      }
      if years.allSatisfy({ (try? schedule.price(in: $0)) != nil }) {
        return Choice(id: trajectory.id, basis: .trajectory(trajectory), eurosOf: eurosOf, schedule: schedule)
      }
      let year = min(max(last, trajectory.firstYear), trajectory.lastYear)
      guard
        let held = try? PriceSchedule(
          following: trajectory, eurosOf: eurosOf, heldAt: year, conversion: conversion),
        (try? held.price(in: year)) != nil
      else { continue }
      return Choice(id: trajectory.id, basis: .held(trajectory, year: year), eurosOf: eurosOf, schedule: held)
    }
    return nil
  }
}
