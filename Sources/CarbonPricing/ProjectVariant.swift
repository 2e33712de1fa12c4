// One way of doing something: what it costs, brings and emits, year by year of operation.

import Quantities

/// A value for each year of operation.
public struct YearlyValues: Sendable, Hashable {
  /// How the values are given.
  public enum Form: Sendable, Hashable {
    /// The same every year but for a yearly growth (0.02 for 2 %).
    case level(Double, growth: Double)
    /// One by one; the last one holds for years after the list.
    case list([Double])
  }

  /// How the values are given.
  public let form: Form
  /// The first year of operation it holds for, from 1.
  public let from: Int
  /// The last one; nil for all that follow.
  public let to: Int?
  /// What holds for years after a list; nil for its last value.
  public let after: Double?

  /// Values by year.
  public init(_ form: Form, from: Int = 1, to: Int? = nil, after: Double? = nil) {
    self.form = form
    self.from = from
    self.to = to
    self.after = after
  }

  /// The same value every year.
  public init(_ value: Double) { self.init(.level(value, growth: 0)) }

  /// The value of the k-th year of operation, k from 1.
  public subscript(year: Int) -> Double {
    guard year >= from, to.map({ year <= $0 }) ?? true else { return 0 }
    switch form {
    case .level(let value, let growth):
      return (from..<year).reduce(value) { value, _ in value * (1 + growth) }
    case .list(let values):
      guard let last = values.last else { return 0 }
      return year <= values.count ? values[year - 1] : after ?? last
    }
  }

  /// What is left once nothing grows or changes any more: the value of a level, the last one of a list.
  var standing: Double {
    switch form {
    case .level(let value, _): value
    case .list(let values): values.last ?? 0
    }
  }
}

/// A way of doing something.
public struct ProjectVariant: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Euros spent at the start of the first, second… year from the beginning.
  public let investments: [Double]
  /// What it costs and brings in operation.
  public let lines: [Line]
  /// Tonnes of CO2e emitted by making and building it, counted with the first investment.
  public let emissionsAtStart: Double
  /// Tonnes of CO2e of each year of operation.
  public let emissions: YearlyValues
  /// Other pollutants that have a price.
  public let pollutants: [Pollutant]
  /// How many years what is bought lasts; nil where it was not said.
  public let life: Int?

  /// A variant.
  public init(
    name: String, investments: [Double], lines: [Line] = [], emissionsAtStart: Double = 0,
    emissions: YearlyValues = YearlyValues(0), pollutants: [Pollutant] = [], life: Int? = nil
  ) {
    self.name = name
    self.investments = investments
    self.lines = lines
    self.emissionsAtStart = emissionsAtStart
    self.emissions = emissions
    self.pollutants = pollutants
    self.life = life
  }

  /// What a line is.
  public enum LineKind: String, Sendable, CaseIterable {
    /// Running costs.
    case opex
    /// Sales.
    case revenue
    /// What is no longer spent.
    case savings
    /// Grants.
    case subsidy
    /// What the investment is still worth in the last year of operation, whichever year that is.
    case residual

    /// What the amount is multiplied by in a flow.
    var sign: Double { self == .opex ? -1 : 1 }
  }

  /// A cost or a gain of each year of operation.
  public struct Line: Sendable, Hashable {
    /// What it is.
    public let label: String
    /// A cost or which gain.
    public let kind: LineKind
    /// Euros, not negative.
    public let amounts: YearlyValues
    /// The fuel it pays for, where it is one.
    public let fuel: Fuel?

    /// A line.
    public init(label: String, kind: LineKind, amounts: YearlyValues, fuel: Fuel? = nil) {
      self.label = label
      self.kind = kind
      self.amounts = amounts
      self.fuel = fuel
    }

    /// Whether it is among the flows of a year of operation.
    func isDue(in year: Int) -> Bool { year >= amounts.from && amounts.to.map { year <= $0 } ?? true }
  }

  /// A fuel bought every year.
  public struct Fuel: Sendable, Hashable {
    /// The id of its factor.
    public let factor: String
    /// How much a year.
    public let quantity: Quantity
    /// Grams of CO2e per unit of the quantity.
    public let gramsPerUnit: Rational

    /// A fuel.
    public init(factor: String, quantity: Quantity, gramsPerUnit: Rational) {
      self.factor = factor
      self.quantity = quantity
      self.gramsPerUnit = gramsPerUnit
    }

    /// Tonnes of CO2e a year.
    public var tonnes: Double { quantity.value.approximate * gramsPerUnit.approximate / 1_000_000 }
  }

  /// A pollutant other than greenhouse gases, with the price of a tonne.
  public struct Pollutant: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Tonnes of each year of operation.
    public let tonnes: YearlyValues
    /// Euros per tonne.
    public let price: Double

    /// A pollutant.
    public init(name: String, tonnes: YearlyValues, price: Double) {
      self.name = name
      self.tonnes = tonnes
      self.price = price
    }
  }
}
