// Where the answers come from, as trees that anybody can walk down.

import Quantities

extension VariantComparison {
  /// The implicit price, down to each year: `(extra cost - other pollutants) / tonnes avoided`; nil without one.
  public var implicitPriceDerivation: Derivation? {
    implicitPrice.map { price in
      Derivation(
        Message(PricingFigure.implicitPrice, names), .number(price, places: 3),
        from: [
          costDerivation, pollutionDerivation,
          Derivation(
            Message(PricingFigure.discountedAvoided), .number(discountedAvoided, places: 3),
            from: years(\.avoided, places: 3)),
        ].compactMap(\.self))
    }
  }

  /// What the variant is worth more with carbon, down to each year.
  public var advantageDerivation: Derivation {
    Derivation(
      Message(PricingFigure.advantage, names), .number(npvWithCarbon, places: 2),
      from: [
        costDerivation, pollutionDerivation,
        Derivation(
          Message(PricingFigure.avoidedValue), .number(avoidedValue, places: 2),
          from: moments.filter { $0.value != 0 }.map { moment in
            Derivation(
              Message(
                PricingFigure.yearValue,
                [
                  "year": .text(String(moment.year)), "tonnes": .number(moment.avoided, places: 3),
                  "price": .number(moment.price, places: 3), "factor": .number(moment.factor, places: 6),
                ]), .number(moment.value * moment.factor, places: 2))
          }),
      ].compactMap(\.self))
  }

  private var names: [String: MessageValue] { ["variant": .text(variant), "reference": .text(reference)] }

  private var costDerivation: Derivation {
    Derivation(
      Message(PricingFigure.totalExtraCost), .number(totalExtraCost, places: 2),
      from: [
        Derivation(
          Message(PricingFigure.extraInvestment),
          .number(moments.reduce(0) { $0 + $1.extraInvestment * $1.factor }, places: 2),
          from: years(\.extraInvestment, places: 2)),
        Derivation(
          Message(PricingFigure.discountedExtraCost), .number(discountedExtraCost, places: 2),
          from: years(\.extraCost, places: 2)),
      ])
  }

  private var pollutionDerivation: Derivation? {
    pollutionAvoided == 0
      ? nil
      : Derivation(
        Message(PricingFigure.pollutionAvoided), .number(pollutionAvoided, places: 2),
        from: years(\.pollutionAvoided, places: 2))
  }

  private func years(_ value: (Moment) -> Double, places: Int) -> [Derivation] {
    moments.filter { value($0) != 0 }.map { moment in
      Derivation(
        Message(
          PricingFigure.year,
          [
            "year": .text(String(moment.year)), "value": .number(value(moment), places: places),
            "factor": .number(moment.factor, places: 6),
          ]), .number(value(moment) * moment.factor, places: places))
    }
  }
}

extension DecarbonatedMargin {
  /// What is left of an indicator on a perimeter, down to the price's source; nil where either is not known.
  ///
  /// - Parameter indicator: where the indicator itself comes from, for an imported ledger.
  public func derivation(
    _ indicator: MarginIndicator, _ perimeter: Perimeter, from ledger: Derivation? = nil
  ) -> Derivation? {
    guard let line = self[indicator, perimeter] else { return nil }
    let scope: [String: MessageValue] = ["perimeter": .text(perimeter.rawValue)]
    return Derivation(
      Message(
        PricingFigure.margin, ["indicator": .message(Message(indicator)), "perimeter": .text(perimeter.rawValue)]),
      .money(line.margin),
      from: [
        ledger ?? Derivation(Message(indicator), .money(line.amount)),
        Derivation(
          Message(PricingFigure.bill, scope), .money(line.bill),
          from: [
            Derivation(Message(PricingFigure.emissions, scope), .carbon(line.emissions)), price.derivation,
          ]),
      ])
  }
}

extension PriceSchedule.YearPrice {
  /// The price of the year with how it was found and converted.
  public var derivation: Derivation {
    Derivation(
      Message(PricingFigure.price, ["year": .text(String(year))]), .decimal(price, places: 2),
      from: [trajectory?.derivation(of: priceOf)].compactMap(\.self) + steps.map(\.derivation))
  }
}

extension PriceConversion.Step {
  /// One step of a conversion.
  var derivation: Derivation {
    switch self {
    case .exchange(let currency, let year, let perEuro):
      Derivation(
        Message(PricingFigure.exchange, ["currency": .text(currency), "year": .text(String(year))]),
        .decimal(perEuro, places: 4))
    case .prices(let from, let to, let ratio, let series):
      Derivation(
        Message(
          PricingFigure.prices, ["from": .text(String(from)), "to": .text(String(to)), "series": .text(series)]),
        .decimal(ratio, places: 4))
    }
  }
}

extension PriceTrajectory {
  /// The price of a year with how the trajectory gives it and who says so; nil where it says nothing of the year.
  public func derivation(of year: Int) -> Derivation? {
    guard let price = price(in: year) else { return nil }
    var values: [String: MessageValue] = ["trajectory": .localized(name), "year": .text(String(year))]
    let key: PricingFigure
    switch price.origin {
    case .published: key = .published
    case .interpolated(let from, let to):
      key = .interpolated
      (values["from"], values["to"]) = (.text(String(from)), .text(String(to)))
    case .extended(let from):
      key = .extended
      values["from"] = .text(String(from))
    }
    return Derivation(Message(key, values), .decimal(price.value, places: 2), citation: citation)
  }
}
