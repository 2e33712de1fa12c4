// What a form shows of a scenario's file: which values, in which order, and which rows can be added.

import Storage
import UseCases
import WrittenFiles

/// The shape of a part of a file that a form shows.
public indirect enum ScenarioShape: Sendable {
  /// A value with its name; several by year are written with `;` in between.
  public struct Member: Sendable {
    /// The key in the file.
    public let key: String
    /// What stands there.
    public let shape: ScenarioShape
  }

  /// What was typed, one value or several.
  case value
  /// One of a few words.
  case choice([String])
  /// A carbon price: typed, or a published one that is followed.
  case price
  /// Values that belong together.
  case record([Member])
  /// Rows of values, so many at most.
  case rows([Member], most: Int)

  /// The members of a part with several.
  public var members: [Member] {
    switch self {
    case .record(let members), .rows(let members, _): members
    case .value, .choice, .price: []
    }
  }

  /// Whether all of it fits on a line.
  var isFlat: Bool {
    switch self {
    case .value, .choice, .price: true
    case .record, .rows: false
    }
  }

  fileprivate static func part(_ members: KeyValuePairs<String, ScenarioShape>) -> [Member] {
    members.map { Member(key: $0.key, shape: $0.value) }
  }
}

extension ScenarioShape {
  /// The shape of a kind of scenario.
  public static func of(_ kind: ScenarioEntry.Kind) -> [Member] {
    switch kind {
    case .project: project
    case .actions: actions
    case .policy: policy
    }
  }

  private static let line = part([
    "label": .value, "kind": .choice(["opex", "revenue", "savings", "subsidy", "residual"]), "amount": .value,
    "growth": .value,
    "quantity": .value, "unit_price": .value, "fuel": .value, "from": .value, "to": .value,
  ])

  private static let variant = part([
    "name": .value, "investment": .value, "emissions": .value, "life": .value, "lines": .rows(line, most: 30),
  ])

  private static let project = part([
    "project": .value, "first_year": .value, "years": .value, "rate": .value, "timing": .choice(["end", "start"]),
    "lag": .value, "price": .price, "reference": .record(variant), "variants": .rows(variant, most: 9),
  ])

  private static let actions = part([
    "name": .value, "rate": .value, "price": .price,
    "actions": .rows(
      part([
        "name": .value, "investment": .value, "yearly_cost": .value, "yearly_saving": .value, "years": .value,
        "tonnes": .value,
      ]), most: 100),
  ])

  private static let policy = part([
    "policy": .value, "kind": .choice(["shadow", "fee", "supplier-scoring"]),
    "perimeter": .choice(["1+2+3", "1+2", "1"]),
    "prices": .rows(
      part(["use": .choice(["all", "capex", "r-and-d", "purchasing"]), "price": .price]), most: 4),
    "fund": .record(
      part([
        "opening": .value,
        "contributions": .rows(part(["year": .value, "label": .value, "emissions": .value]), most: 50),
        "projects": .rows(part(["year": .value, "label": .value, "amount": .value]), most: 50),
      ])),
  ])
}
