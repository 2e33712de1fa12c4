// The scenarios a sensitivity analysis is made of, each worked out once for every variant.

import Quantities

/// A hypothesis at a value, with every variant beside the reference.
struct SensitivityPoint {
  let value: Double
  let comparisons: [VariantComparison]

  func cell(_ place: Int) -> SensitivityAnalysis.Cell {
    SensitivityAnalysis.Cell(
      value: value, npvWithCarbon: comparisons[place].npvWithCarbon, implicitPrice: comparisons[place].implicitPrice)
  }
}

/// A hypothesis swung both ways.
struct SensitivitySwing {
  let hypothesis: Hypothesis
  let low: SensitivityPoint
  let high: SensitivityPoint

  func bar(_ place: Int) -> SensitivityAnalysis.Bar {
    SensitivityAnalysis.Bar(hypothesis: hypothesis, low: low.cell(place), high: high.cell(place))
  }
}

struct SensitivityWalk {
  let project: CarbonProject
  let swing: Double

  private func point(_ value: Double, _ change: (inout Scenario) -> Void) throws(Refusal) -> SensitivityPoint {
    var scenario = Scenario()
    change(&scenario)
    return SensitivityPoint(value: value, comparisons: try ProjectAppraisal.work(project, scenario).1)
  }

  private func points<Value>(
    _ values: [Value], _ make: (Value) throws(Refusal) -> SensitivityPoint
  ) throws(Refusal) -> [SensitivityPoint] {
    var points: [SensitivityPoint] = []
    for value in values { points.append(try make(value)) }
    return points
  }

  /// The price of the first year, which names a trajectory's level.
  private func firstPrice() throws(Refusal) -> Double {
    try project.price?.price(in: project.firstYear).price.approximate ?? 0
  }

  func prices() throws(Refusal) -> [SensitivityPoint] {
    let first = try firstPrice()
    return try points([0, 0.5, 0.75, 1, 1.25, 1.5, 2]) { (factor) throws(Refusal) in
      try point(first * factor) { $0.price = factor }
    }
  }

  func rates() throws(Refusal) -> [SensitivityPoint] {
    let rate = project.discounting.rate
    let rates = [-0.04, -0.02, 0, 0.02, 0.04].map { rate + $0 }.filter { $0 >= 0 }
    return try points(rates) { (rate) throws(Refusal) in try point(rate) { $0.rate = rate } }
  }

  /// Half as long to half as long again. Past the end of a price trajectory there is nothing to say.
  func years() throws(Refusal) -> [SensitivityPoint] {
    var years: [Int] = []
    for share in [0.5, 0.75, 1, 1.25, 1.5] {
      let count = max(Int((Double(project.years) * share).rounded()), 1)
      if !years.contains(count), isPriced(count) { years.append(count) }
    }
    return try points(years) { (years) throws(Refusal) in try point(Double(years)) { $0.years = years } }
  }

  private func isPriced(_ years: Int) -> Bool {
    guard years + project.discounting.lag <= CarbonProject.yearLimit else { return false }
    guard let price = project.price else { return true }
    let last = project.discounting.time(ofYear: years)
    return (try? price.price(in: project.discounting.calendarYear(of: last, from: project.firstYear))) != nil
  }

  func tornado() throws(Refusal) -> [SensitivitySwing] {
    var swings: [SensitivitySwing] = []
    for hypothesis in Hypothesis.allCases {
      if let swing = try self.swing(hypothesis) { swings.append(swing) }
    }
    return swings
  }

  private func swing(_ hypothesis: Hypothesis) throws(Refusal) -> SensitivitySwing? {
    let (less, more) = (1 - swing, 1 + swing)
    func both(_ value: Double, _ path: WritableKeyPath<Scenario, Double>) throws(Refusal) -> SensitivitySwing {
      SensitivitySwing(
        hypothesis: hypothesis, low: try point(value * less) { $0[keyPath: path] = less },
        high: try point(value * more) { $0[keyPath: path] = more })
    }
    switch hypothesis {
    case .price: return project.price == nil ? nil : try both(firstPrice(), \.price)
    case .investment: return try both(1, \.investment)
    case .costs: return try both(1, \.costs)
    case .gains: return try both(1, \.gains)
    case .emissions: return try both(1, \.emissions)
    case .rate:
      let (low, high) = (project.discounting.rate * less, project.discounting.rate * more)
      return SensitivitySwing(
        hypothesis: .rate, low: try point(low) { $0.rate = low }, high: try point(high) { $0.rate = high })
    case .years:
      let step = max(Int((Double(project.years) * swing).rounded()), 1)
      let (low, high) = (project.years - step, project.years + step)
      guard low > 0, isPriced(high) else { return nil }
      return SensitivitySwing(
        hypothesis: .years, low: try point(Double(low)) { $0.years = low },
        high: try point(Double(high)) { $0.years = high })
    }
  }
}
