// Application 3 as JSON for other programs. It depends on content alone.

import CanonicalJSON
import CarbonPricing
import Quantities

/// A decarbonated margin as JSON. Documented in `docs/PRICING.md`.
public enum MarginDocument {
  /// Figures, margins by indicator and perimeter, ratios, score, change and warnings.
  public static func json(_ report: MarginReport) -> JSONValue {
    .object([
      "format": "sillage.margin/1",
      "name": .string(report.name),
      "years": .array(report.years.map(year)),
      "change": report.change.map(change) ?? .null,
      "warnings": .cautions(report.warnings),
    ])
  }

  private static func members<Key>(_ keys: [Key], _ name: (Key) -> String, _ value: (Key) -> JSONValue?) -> JSONValue {
    .object(
      Dictionary(keys.compactMap { key in value(key).map { (name(key), $0) } }) { first, _ in first })
  }

  private static func year(_ margin: DecarbonatedMargin) -> JSONValue {
    let figures = margin.figures
    return .object([
      "year": .integer(Int64(figures.year)),
      "price": margin.price.json,
      "revenue_eur": .optional(figures.revenue),
      "balance": [
        "equity_eur": .optional(figures.balance.equity), "total_eur": .optional(figures.balance.total),
        "financial_debt_eur": .optional(figures.balance.financialDebt), "cash_eur": .optional(figures.balance.cash),
        "net_debt_eur": .optional(figures.balance.netDebt),
      ],
      "emissions_g": members(Perimeter.allCases, \.rawValue) { figures.emissions[$0].map { .integer($0.grams) } },
      "margins": members(MarginIndicator.allCases, \.id) { indicator in
        figures.indicators[indicator].map { _ in
          members(Perimeter.allCases, \.rawValue) { margin[indicator, $0].map(line) }
        }
      },
      "ratios": members(margin.ratios, \.kind.id) { ratio($0) },
      "score": margin.score.map(score) ?? .null,
      "social": .array(
        figures.social.map { indicator in
          [
            "name": .string(indicator.name), "value": .fraction(indicator.value), "unit": .string(indicator.unit),
          ]
        }),
    ])
  }

  private static func line(_ line: DecarbonatedMargin.Line) -> JSONValue {
    [
      "amount_eur": .string(line.amount.decimalText), "emissions_g": .integer(line.emissions.grams),
      "bill_eur": .string(line.bill.decimalText), "margin_eur": .string(line.margin.decimalText),
      "kept": .fraction(line.kept), "taken": .fraction(line.taken), "rate_before": .fraction(line.rateBefore),
      "rate_after": .fraction(line.rateAfter), "break_even_price_eur_t": .fraction(line.breakEvenPrice),
    ]
  }

  private static func ratio(_ ratio: RestatedRatio) -> JSONValue {
    [
      "before": .fraction(ratio.before), "threshold": .fraction(ratio.threshold),
      "after": members(ratio.after, \.perimeter.rawValue) { restated in
        [
          "value": .fraction(restated.value), "acceptable": restated.isAcceptable.map { .bool($0) } ?? .null,
        ]
      },
    ]
  }

  private static func score(_ score: CarbonScore) -> JSONValue {
    [
      "letter": .string(score.letter), "letter_by_share": .string(score.letterByShare),
      "indicator": .string(score.indicator.id), "share": .fraction(score.share),
      "trend": .optional(score.trend?.id), "change": .fraction(score.change),
    ]
  }

  private static func change(_ change: MarginReport.Change) -> JSONValue {
    [
      "from": .integer(Int64(change.from)), "to": .integer(Int64(change.to)),
      "emissions": .fraction(change.emissions),
      "indicators": members(MarginIndicator.allCases, \.id) { change.indicators[$0].map { .fraction($0) } },
      "margins": members(MarginIndicator.allCases, \.id) { change.margins[$0].map { .fraction($0) } },
    ]
  }
}
