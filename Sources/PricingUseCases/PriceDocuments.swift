// Trajectories, policies, funds and abatement curves as JSON for other programs.

import CanonicalJSON
import CarbonPricing
import Quantities

/// Published trajectories as JSON. Documented in `docs/PRICING.md`.
public enum TrajectoryDocument {
  /// Trajectories with their prices over years; years they say nothing of are left out.
  public static func json(_ comparison: TrajectoryComparison) -> JSONValue {
    .object([
      "format": "sillage.trajectories/1",
      "euros_of": comparison.eurosOf.map { .integer(Int64($0)) } ?? .null,
      "trajectories": .array(comparison.published.map { path in trajectory(path.trajectory, path.prices) }),
      "policy": comparison.policy.map { policy($0, comparison.own) } ?? .null,
      "companies": .array(comparison.companies.map(company)),
      "observations": .array(
        comparison.observations.map { seen in
          [
            "trajectory": .string(seen.trajectory), "date": .string(seen.date.iso),
            "price_eur_t": .fraction(seen.value),
            "source": .string(seen.citation.text),
          ]
        }),
      "warnings": .cautions(comparison.warnings),
    ])
  }

  private static func trajectory(_ trajectory: PriceTrajectory, _ prices: [PriceSchedule.YearPrice]) -> JSONValue {
    .object([
      "id": .string(trajectory.id), "name": .localized(trajectory.name), "kind": .string(trajectory.kind.rawValue),
      "currency": .string(trajectory.currency),
      "price_year": trajectory.priceYear.map { .integer(Int64($0)) } ?? .null,
      "interpolation": .string(trajectory.interpolation.rawValue), "growth": .fraction(trajectory.growth),
      "source": .string(trajectory.citation.text), "url": .string(trajectory.citation.url),
      "note": .localized(trajectory.note),
      "prices": .object(
        Dictionary(
          prices.map { price in
            (
              String(price.year),
              [
                "price": .fraction(price.price), "origin": price.origin?.json ?? .null,
                "steps": .array(price.steps.map(\.json)),
              ] as JSONValue
            )
          }
        ) { first, _ in first }),
    ])
  }

  private static func policy(_ policy: PricePolicy, _ own: [TrajectoryComparison.Own]) -> JSONValue {
    [
      "name": .string(policy.name), "kind": .string(policy.kind.rawValue),
      "perimeter": .string(policy.perimeter.rawValue),
      "prices": .array(
        own.map { path in
          [
            "use": .string(path.use.rawValue), "basis": policy.prices[path.use]?.json ?? .null,
            "prices": .array(path.prices.map(\.json)),
          ]
        }),
    ]
  }

  private static func company(_ price: CompanyPrice) -> JSONValue {
    [
      "company": .string(price.company), "use": .string(price.use.rawValue), "kind": .string(price.kind.rawValue),
      "year": price.year.map { .integer(Int64($0)) } ?? .null, "price": .fraction(price.value),
      "currency": .string(price.currency), "source": .string(price.citation.text),
    ]
  }
}

/// An abatement curve as JSON. Documented in `docs/PRICING.md`.
public enum AbatementDocument {
  /// The actions, the cheapest tonne first.
  public static func json(_ curve: AbatementCurve) -> JSONValue {
    .object([
      "format": "sillage.abatement/1",
      "rate": .approximate(curve.rate),
      "price_eur_t": .fraction(curve.price),
      "total_t": .approximate(curve.totalTonnes),
      "actions": .array(
        curve.steps.map { step in
          [
            "name": .string(step.action.name), "investment_eur": .approximate(step.action.investment),
            "yearly_cost_eur": .approximate(step.action.yearlyCost), "years": .integer(Int64(step.action.years)),
            "cost_eur": .approximate(step.cost),
            "cost_eur_t": .approximate(step.costPerTonne), "tonnes": .approximate(step.action.tonnes),
            "lifetime_t": .approximate(step.lifetimeTonnes), "cumulative_t": .approximate(step.cumulativeTonnes),
            "worthwhile": curve.price.map { .bool(step.costPerTonne <= $0.approximate) } ?? .null,
          ]
        }),
    ])
  }
}

/// The account of a fund as JSON. Documented in `docs/PRICING.md`.
public enum FundDocument {
  /// Every movement with the balance after it.
  public static func json(_ fund: CarbonFund, _ policy: PricePolicy) -> JSONValue {
    .object([
      "format": "sillage.fund/1",
      "policy": .string(policy.name),
      "opening_eur": .string(fund.opening.decimalText),
      "collected_eur": .string(fund.collected.decimalText),
      "spent_eur": .string(fund.spent.decimalText),
      "balance_eur": .string(fund.balance.decimalText),
      "movements": .array(
        fund.movements.map { movement in
          [
            "year": .integer(Int64(movement.year)), "label": .string(movement.label),
            "amount_eur": .string(movement.amount.decimalText), "balance_eur": .string(movement.balance.decimalText),
            "emissions_g": movement.fee.map { .integer($0.emissions.grams) } ?? .null,
            "price_eur_t": .fraction(movement.fee?.price),
          ]
        }),
    ])
  }
}
