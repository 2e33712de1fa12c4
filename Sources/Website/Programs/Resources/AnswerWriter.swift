// Settings as the answers that would give them.

import CanonicalJSON
import CarbonAccounting
import Quantities

enum AnswerWriter {
  /// The answers, in an order in which none takes another back.
  static func answers(for settings: FirmSettings) -> [JSONValue] {
    var answers: [JSONValue] = []
    func add(_ kind: String, _ members: [String: JSONValue]) {
      // What is not said is not there: answers are read with the same shapes.
      var kept = members.filter { $0.value != .null }
      kept["kind"] = .string(kind)
      answers.append(.object(kept))
    }
    if !settings.activities.isEmpty { add("activities", ["activities": .array(settings.activities.map(activity))]) }
    if !settings.keys.isEmpty { add("keys", ["keys": .array(settings.keys.map(key))]) }
    for rule in settings.rules {
      switch rule.outcome {
      case .purchase(let category, let factor):
        add("rule", match(rule.match).with(["category": .string(category), "factor": .string(factor)]))
      case .outside(let reason): add("outside", match(rule.match).with(["reason": .string(reason)]))
      }
    }
    for measure in settings.measures {
      add(
        "measure",
        match(measure.match).with(quantity(measure.quantity)).with([
          "factor": .string(measure.factor), "evidence": .string(measure.evidence),
        ]))
    }
    for bought in settings.footprints { add("footprint", footprint(bought)) }
    for estimate in settings.keptEstimates {
      let factor: JSONValue = estimate.factor.isEmpty ? .null : .string(estimate.factor)
      add("keep-estimate", ["account": .string(estimate.account), "factor": factor])
    }
    for content in settings.supplierContents { add("content", supplied(content)) }
    for activity in settings.withoutDirectEmissions { add("no-direct", ["activity": .string(activity)]) }
    for emission in settings.directEmissions { add("direct", direct(emission)) }
    for asset in settings.assets { add("asset", self.asset(asset)) }
    for (activity, expectation) in settings.expectations.sorted(by: { $0.key < $1.key }) {
      add(
        "expect",
        [
          "activity": .string(activity), "carbon_g": .grams(expectation.inputs),
          "revenue_eur": .optional(expectation.revenue) { .euros($0) },
        ])
    }
    for (activity, transmission) in settings.transmissions.sorted(by: { $0.key < $1.key }) {
      add("transmit", transmitted(transmission).with(["activity": .string(activity)]))
    }
    for (factor, vintage) in settings.vintages.sorted(by: { $0.key < $1.key }) {
      add("vintage", ["factor": .string(factor), "vintage": .string(vintage)])
    }
    if settings.isBudget { add("budget", ["value": true]) }
    if settings.acceptsLabels { add("accept-labels", ["value": true]) }
    if settings.showsSuppliers { add("show-suppliers", ["value": true]) }
    return answers
  }

  private static func match(_ match: LineMatch) -> [String: JSONValue] {
    [
      "account": .optional(match.account), "journal": .optional(match.journal),
      "supplier": .optional(match.supplier), "label": .optional(match.label),
    ]
  }

  private static func quantity(_ quantity: Quantity) -> [String: JSONValue] {
    ["quantity": .string(quantity.value.shortText), "unit": .string(quantity.unit.symbol)]
  }

  private static func activity(_ activity: Activity) -> JSONValue {
    .object(
      [
        "id": .string(activity.id), "name": .string(activity.label), "naf": .string(activity.naf),
        "kind": .string(activity.kind.rawValue),
        "output": .optional(activity.output) { .object(quantity($0.quantity)) },
      ].filter { $0.value != .null })
  }

  private static func key(_ key: AllocationKey) -> JSONValue {
    let shares = key.shares.mapValues { weight -> JSONValue in
      .string((try? Rational(Int128(weight), over: 1_000_000))?.shortText ?? "0")
    }
    let reason: JSONValue = if case .other(let reason) = key.basis { .string(reason) } else { .null }
    return .object(match(key.match).with(["shares": .object(shares), "reason": reason]).filter { $0.value != .null })
  }

  private static func footprint(_ bought: FootprintPurchase) -> [String: JSONValue] {
    let footprint = bought.footprint
    return match(bought.match).with(quantity(bought.quantity)).with([
      "footprint": .string(footprint.id), "product": .string(footprint.product), "company": .string(footprint.company),
      "version": .string(footprint.version.iso), "kg_co2e": .string(footprint.kilograms.exactText ?? "0"),
      "per": .string(footprint.declared.value.shortText), "per_unit": .string(footprint.declared.unit.symbol),
      "valid_from": .string(footprint.validity.lowerBound.iso), "valid_to": .string(footprint.validity.upperBound.iso),
      "period_from": .string(footprint.period.lowerBound.iso), "period_to": .string(footprint.period.upperBound.iso),
      "method": .string(footprint.method), "verification": .string(footprint.verification),
      "deprecated": .bool(footprint.isDeprecated), "evidence": .string(bought.evidence),
    ])
  }

  private static func supplied(_ content: SupplierContent) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "supplier": .string(content.supplier), "invoice": .optional(content.piece), "account": .string(content.account),
      "evidence": .string(content.evidence), "from": .optional(content.from?.iso),
      "closed_on": .optional(content.closedOn?.iso), "published": .optional(content.published),
    ]
    switch content.value {
    case .intensity(let intensity): members["factor_g"] = .string(intensity.gramsText)
    case .content(let mass): members["content_g"] = .grams(mass)
    }
    return members
  }

  private static func direct(_ emission: DirectEmission) -> [String: JSONValue] {
    [
      "activity": .string(emission.activity), "what": .string(emission.label), "carbon_g": .grams(emission.carbon),
      "author": .string(emission.author), "date": .string(emission.date.iso), "evidence": .string(emission.evidence),
    ]
  }

  private static func asset(_ asset: AssetRecord) -> [String: JSONValue] {
    [
      "what": .string(asset.label), "account": .string(asset.account), "value_eur": .euros(asset.value),
      "content_g": .grams(asset.content), "allowance_eur": .euros(asset.allowance),
      "evidence": .string(asset.evidence),
    ]
  }

  private static func transmitted(_ transmission: Transmission) -> [String: JSONValue] {
    let factors = transmission.factors.map { force -> JSONValue in
      .object(
        [
          "from": .string(force.from.iso), "factor_g": .string(force.factor.gramsText),
          "justification": .optional(force.justification),
        ].filter { $0.value != .null })
    }
    return ["factors": factors.isEmpty ? .null : .array(factors), "total_g": .grams(transmission.total)]
  }
}

extension [String: JSONValue] {
  fileprivate func with(_ others: [String: JSONValue]) -> [String: JSONValue] { merging(others) { $1 } }
}
