// Applications 1 and 2 as JSON for other programs. It depends on content alone.

import CanonicalJSON
import CarbonPricing
import Quantities

/// An appraised project as JSON. Documented in `docs/PRICING.md`.
public enum AppraisalDocument {
  /// Inputs, chronicles, comparisons, sensitivities and warnings.
  public static func json(_ result: AppraiseProject.Result) -> JSONValue {
    let appraisal = result.appraisal
    let project = appraisal.project
    return .object([
      "format": "sillage.appraisal/1",
      "project": .string(project.name),
      "first_year": .integer(Int64(project.firstYear)),
      "years": .integer(Int64(project.years)),
      "rate": .approximate(project.discounting.rate),
      "timing": .string(project.discounting.timing.rawValue),
      "lag": .integer(Int64(project.discounting.lag)),
      "annuity": .approximate(appraisal.annuity),
      "annuity_without_lag": .approximate(appraisal.annuityWithoutLag),
      "price": project.price?.json ?? .null,
      "prices": .array(appraisal.prices.map(\.json)),
      "variants": .array(appraisal.variants.map(variant)),
      "comparisons": .array(appraisal.comparisons.map { comparison($0, appraisal) }),
      "best_without_carbon": .string(appraisal.bestWithoutCarbon.variant.name),
      "best_with_carbon": .string(appraisal.bestWithCarbon.variant.name),
      "sensitivity": sensitivity(result.sensitivity),
      "threshold": threshold(result.threshold),
      "published": published(result.published),
      "warnings": .cautions(appraisal.warnings),
    ])
  }

  private static func variant(_ flows: VariantFlows) -> JSONValue {
    .object([
      "name": .string(flows.variant.name),
      "investment_eur": .approximate(flows.totalInvestment),
      "npv_eur": .approximate(flows.npv),
      "npv_with_carbon_eur": .approximate(flows.npvWithCarbon),
      "carbon_cost_eur": .approximate(flows.carbonCost),
      "pollution_eur": .approximate(flows.pollution),
      "emissions_t": .approximate(flows.totalEmissions),
      "discounted_emissions_t": .approximate(flows.discountedEmissions),
      "internal_rate": rate(flows.internalRate),
      "economic_rate": rate(flows.economicRate),
      "lines": .array(
        flows.variant.lines.map { line in
          [
            "label": .string(line.label), "kind": .string(line.kind.rawValue),
            "first_year_eur": .approximate(line.amounts[1]),
            "fuel_t": line.fuel.map { .approximate($0.tonnes) } ?? .null,
          ]
        }),
      "moments": .array(flows.moments.map(moment)),
    ])
  }

  private static func moment(_ moment: VariantFlows.Moment) -> JSONValue {
    [
      "time": .integer(Int64(moment.time)), "year": .integer(Int64(moment.year)),
      "investment_eur": .approximate(moment.investment), "costs_eur": .approximate(moment.costs),
      "gains_eur": .approximate(moment.gains), "emissions_t": .approximate(moment.emissions),
      "pollution_eur": .approximate(moment.pollution), "price_eur_t": .approximate(moment.price),
      "factor": .approximate(moment.factor), "net_eur": .approximate(moment.net),
      "net_with_carbon_eur": .approximate(moment.netWithCarbon),
    ]
  }

  private static func comparison(_ comparison: VariantComparison, _ appraisal: ProjectAppraisal) -> JSONValue {
    .object([
      "variant": .string(comparison.variant),
      "reference": .string(comparison.reference),
      "extra_investment_eur": .approximate(comparison.extraInvestment),
      "discounted_extra_cost_eur": .approximate(comparison.discountedExtraCost),
      "total_extra_cost_eur": .approximate(comparison.totalExtraCost),
      "avoided_t": .approximate(comparison.avoided),
      "discounted_avoided_t": .approximate(comparison.discountedAvoided),
      "yearly_avoided_t": .approximate(comparison.discountedAvoided / appraisal.annuity),
      "yearly_avoided_without_lag_t": .approximate(comparison.discountedAvoided / appraisal.annuityWithoutLag),
      "avoided_value_eur": .approximate(comparison.avoidedValue),
      "pollution_avoided_eur": .approximate(comparison.pollutionAvoided),
      "npv_eur": .approximate(comparison.npv),
      "npv_with_carbon_eur": .approximate(comparison.npvWithCarbon),
      "internal_rate": rate(comparison.internalRate),
      "economic_rate": rate(comparison.economicRate),
      "payback_years": .approximate(comparison.payback),
      "discounted_payback_years": .approximate(comparison.discountedPayback),
      "payback_with_carbon_years": .approximate(comparison.paybackWithCarbon),
      "discounted_payback_with_carbon_years": .approximate(comparison.discountedPaybackWithCarbon),
      "implicit_price_eur_t": .approximate(comparison.implicitPrice),
      "first_favourable_price_eur_t": .fraction(comparison.firstFavourablePrice),
      "price_factor": .approximate(comparison.priceFactor),
      "abatement_cost_eur_t": .approximate(comparison.abatementCost),
      "moments": .array(comparison.moments.map(moment)),
    ])
  }

  private static func moment(_ moment: VariantComparison.Moment) -> JSONValue {
    [
      "time": .integer(Int64(moment.time)), "year": .integer(Int64(moment.year)),
      "extra_investment_eur": .approximate(moment.extraInvestment),
      "extra_cost_eur": .approximate(moment.extraCost), "avoided_t": .approximate(moment.avoided),
      "price_eur_t": .approximate(moment.price), "value_eur": .approximate(moment.value),
      "factor": .approximate(moment.factor), "discounted_value_eur": .approximate(moment.value * moment.factor),
      "discounted_net_with_carbon_eur": .approximate(moment.netWithCarbon * moment.factor),
    ]
  }

  private static func rate(_ rate: RateOfReturn) -> JSONValue {
    [
      "value": .approximate(rate.value), "all": .array(rate.all.map { .approximate($0) }),
      "sign_changes": .integer(Int64(rate.signChanges)),
    ]
  }

  private static func sensitivity(_ analysis: SensitivityAnalysis) -> JSONValue {
    [
      "swing": .approximate(analysis.swing),
      "results": .array(
        analysis.results.map { result in
          [
            "variant": .string(result.variant), "by_price": .array(result.byPrice.map(cell)),
            "by_rate": .array(result.byRate.map(cell)), "by_years": .array(result.byYears.map(cell)),
            "tornado": .array(
              result.tornado.map { bar in
                ["hypothesis": .string(bar.hypothesis.id), "low": cell(bar.low), "high": cell(bar.high)]
              }),
          ]
        }),
    ]
  }

  private static func cell(_ cell: SensitivityAnalysis.Cell) -> JSONValue {
    [
      "value": .approximate(cell.value), "npv_with_carbon_eur": .approximate(cell.npvWithCarbon),
      "implicit_price_eur_t": .approximate(cell.implicitPrice),
    ]
  }

  /// Prices of one year in the same euros, null where there is none.
  private static func published(_ comparison: TrajectoryComparison) -> JSONValue {
    [
      "year": .integer(Int64(comparison.years.lowerBound)),
      "euros_of": comparison.eurosOf.map { .integer(Int64($0)) } ?? .null,
      "prices": .array(
        comparison.published.map { path in
          [
            "trajectory": .string(path.trajectory.id), "price_eur_t": .fraction(path.prices.first?.price),
          ]
        }),
    ]
  }

  private static func threshold(_ threshold: PriceThreshold) -> JSONValue {
    [
      "lines": .array(
        threshold.lines.map { line in
          [
            "variant": .string(line.variant), "intercept_eur": .approximate(line.intercept),
            "slope_t": .approximate(line.slope),
          ]
        }),
      "best": .array(
        threshold.spans.map { span in
          [
            "variant": .string(span.variant), "from_eur_t": .approximate(span.from), "to_eur_t": .approximate(span.to),
          ]
        }),
    ]
  }
}
