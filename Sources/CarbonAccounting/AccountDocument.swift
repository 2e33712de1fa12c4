// The account as JSON: what is sealed, and what other programs read. It depends on content alone.

import Accounting
import CanonicalJSON
import Crypto
import Foundation
import Quantities
import ReferenceData

/// Writes accounts and entries as canonical JSON values. Grams are whole numbers; euros and factors decimal strings.
public enum AccountDocument {
  /// The account of one activity. No name of a person or supplier stands in it.
  ///
  /// - Parameters:
  ///   - departures: the departures of the books it belongs to.
  ///   - closedOn: the day it is closed; nil while it is open.
  public static func json(
    _ account: ProductAccount, departures: [Message] = [], closedOn: CalendarDate? = nil
  ) throws(QuantityError) -> JSONValue {
    var members: [String: JSONValue] = [
      "siren": .optional(account.siren),
      "activity": activity(account.activity),
      "fiscal_year": ["start": .string(account.year.start.iso), "end": .string(account.year.end.iso)],
      "mode": .string(account.mode.rawValue),
      "closed_on": .optional(closedOn?.iso),
      "production_g": .integer(account.production.grams),
      "direct_g": .integer(account.direct.grams),
      "inputs_g": .integer(account.inputs.grams),
      "opening_g": account.opening.map { .integer($0.grams) } ?? .null,
      "sales_g": .integer(account.sales.grams),
      "sales_by_factor": .array(account.salesBasis.map(salesBasis)),
      "lapsed_g": .integer(account.lapsed.grams),
      "passed_through_g": .integer(account.passedThrough.grams),
      "balance_g": account.balance.map { .integer($0.grams) } ?? .null,
      "revenue_eur": .string(account.revenue.decimalText),
      "previous_factor_g": .optional(account.openingFactor?.gramsText),
      "previous_closed_on": .optional(account.openingClosedOn?.iso),
      "closing_factor_g": .string(try account.closingFactor().gramsText),
      "emptying_factor_g": .string(try account.emptyingFactor().gramsText),
      "factor_unit": .string(account.factorUnit),
      "expected": [
        "inputs_g": .integer(account.expected.inputs.grams),
        "revenue_eur": .string(account.expected.revenue.decimalText),
      ],
      "categories": .array(account.byCategory.map(total)),
      "evidence_g": .object(
        Dictionary(
          EvidenceQuality.allCases.map { ($0.rawValue, .integer(account.byQuality[$0]?.grams ?? 0)) }
        ) { first, _ in
          first
        }),
      "factors": .array(factors(account)),
      "departures": .array(departures.map(message)),
      "entries": [
        "count": .integer(Int64(account.entries.count)),
        "sha256": .string(EntryRecord.digest(account.entries.map(EntryRecord.init))),
      ],
    ]
    // Only where the firm shows them: whom it buys from is its own business.
    if let upstream = account.upstream {
      members["upstream"] = .array(
        upstream.map { ["published": .string($0.published), "carbon_g": .integer($0.carbon.grams)] })
    }
    return .object(members)
  }

  /// A message as data: its key and its values, exact.
  public static func message(_ message: Message) -> JSONValue {
    .object(["key": .string(message.key), "values": .object(message.values.mapValues(value))])
  }

  private static func activity(_ activity: Activity) -> JSONValue {
    .object([
      "id": .string(activity.id), "naf": .string(activity.naf), "kind": .string(activity.kind.rawValue),
    ])
  }

  private static func salesBasis(_ basis: SalesBasis) -> JSONValue {
    .object([
      "from": .string(basis.from.iso), "factor_g": .optional(basis.factor?.gramsText),
      "justification": .optional(basis.justification), "amount_eur": .string(basis.amount.decimalText),
      "carbon_g": .integer(basis.carbon.grams),
    ])
  }

  private static func total(_ total: EntryTotal) -> JSONValue {
    .object([
      "id": .string(total.key), "amount_eur": .string(total.amount.decimalText),
      "carbon_g": .integer(total.carbon.grams),
    ])
  }

  private static func factors(_ account: ProductAccount) -> [JSONValue] {
    let used = Set(account.entries.compactMap(\.factor))
    return used.sorted { ($0.id, $0.vintage) < ($1.id, $1.vintage) }.map {
      .object([
        "id": .string($0.id), "vintage": .string($0.vintage), "value": .string($0.valueText),
        "unit": .string($0.unitText), "source": .string($0.source),
      ])
    }
  }

  private static func value(_ value: MessageValue) -> JSONValue {
    switch value {
    case .text(let text): .string(text)
    case .integer(let number): .integer(Int64(number))
    case .money(let money): .string(money.decimalText)
    case .carbon(let mass): .integer(mass.grams)
    case .intensity(let intensity, _): .string(intensity.gramsText)
    case .factor(let value, let unit): .string("\(value) \(unit)")
    case .share(let share): .string(share.decimalText(places: 4))
    case .decimal(let number, let places): .string(number.decimalText(places: places))
    case .quantity(let quantity): .string("\(quantity.value.decimalText(places: 3)) \(quantity.unit.symbol)")
    case .date(let date): .string(date.iso)
    case .localized(let text): .string(text.fr)
    case .message(let inner): message(inner)
    }
  }
}
