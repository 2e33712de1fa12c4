// "Why 412 kg?": every entry walks back to its ledger lines, its factor, its source, its rule and its rounding.

import Accounting
import Quantities
import ReferenceData

extension CarbonEntry {
  /// The entry's figure, down to its inputs.
  public var derivation: Derivation {
    Derivation(title, .carbon(carbon), from: evidenceSteps + basisSteps + [prudenceStep, ruleStep, roundingStep])
  }

  private var title: Message {
    if case .statement(let statement) = evidence {
      return Message(
        CarbonMessage.figureStatement,
        [
          "label": .text(statement.label), "author": .text(statement.author), "evidence": .text(statement.evidence),
          "date": .date(statement.date),
        ])
    }
    let label =
      switch evidence {
      case .measure(let measure, _): measure.evidence
      case .footprint(let bought, _): bought.footprint.product
      default: lines.first?.label ?? ""
      }
    return Message(
      CarbonMessage.figureEntry,
      ["id": .text(id), "account": .text(account), "label": .text(label), "category": .text(category)])
  }

  private var evidenceSteps: [Derivation] {
    let steps = lines.map { line in
      Derivation(
        Message(
          CarbonMessage.figureLine,
          [
            "line": .text(String(line.lineNumber)), "entry": .text(line.id), "date": .date(line.date),
            "account": .text(line.account), "name": .text(line.accountName),
            "supplier": .text(line.supplier.map { "\($0.name) (\($0.number))" } ?? "–"), "piece": .text(line.piece),
            "label": .text(line.label),
          ]), .money(line.balance))
    }
    guard let amount, lines.count != 1 || lines.first?.balance != amount else { return steps }
    return steps + [Derivation(Message(CarbonMessage.figureAmount, ["activity": .text(activity)]), .money(amount))]
  }

  private var basisSteps: [Derivation] {
    switch basis {
    case .statement: []
    case .supplierContent(let content): [contentStep(content)]
    case .monetary(let factor, let deflator):
      [
        Derivation(
          Message(
            CarbonMessage.figureDeflator,
            [
              "from": .text(String(deflator.from)), "to": .text(String(deflator.to)),
              "series": .text(deflator.series.isEmpty ? "–" : deflator.series),
            ]),
          .decimal(deflator.ratio, places: 6)),
        Self.factorStep(factor),
      ]
    case .physical(let quantity, let factor, let origin):
      [Self.quantityStep(quantity, origin, evidence), Self.factorStep(factor)] + footprintSteps
    }
  }

  private func contentStep(_ content: SupplierContent) -> Derivation {
    let value: MessageValue =
      switch content.value {
      case .intensity(let intensity): .intensity(intensity, per: "EUR")
      case .content(let mass): .carbon(mass)
      }
    return Derivation(
      Message(
        CarbonMessage.figureSupplierContent,
        [
          "supplier": .text(supplier.map { $0.name.isEmpty ? $0.number : $0.name } ?? content.supplier),
          "account": .text(content.account),
        ]),
      value, citation: Citation(text: content.evidence))
  }

  private static func quantityStep(_ quantity: Quantity, _ origin: QuantityOrigin, _ evidence: Evidence) -> Derivation {
    switch origin {
    case .measured:
      let text = if case .measure(let measure, _) = evidence { measure.evidence } else { "" }
      return Derivation(
        Message(CarbonMessage.figureQuantity), .quantity(quantity), citation: Citation(text: text))
    case .footprint:
      let text = if case .footprint(let bought, _) = evidence { bought.evidence } else { "" }
      return Derivation(
        Message(FootprintBoughtMessage.figureQuantity), .quantity(quantity), citation: Citation(text: text))
    case .label:
      return Derivation(Message(CarbonMessage.figureQuantityLabel), .quantity(quantity))
    case .provisional(let price):
      return Derivation(
        Message(CarbonMessage.figureQuantityProvisional), .quantity(quantity),
        from: [
          Derivation(
            Message(
              CarbonMessage.figurePrice,
              [
                "factor": .text(price.id), "from": .date(price.from), "to": .date(price.to),
                "unit": .localized(price.unit.label),
              ]),
            .decimal(price.euros, places: 4), citation: price.citation)
        ])
    }
  }

  private static func factorStep(_ factor: EmissionFactor) -> Derivation {
    Derivation(
      Message(
        CarbonMessage.figureEmissionFactor,
        [
          "id": .text(factor.id), "name": .localized(factor.name), "vintage": .text(factor.vintage),
          "status": .text(factor.status.rawValue),
          "uncertainty": factor.uncertaintyPercent.map { .text("± \($0.decimalText(places: 0)) %") } ?? "–",
        ]),
      .factor(factor.valueText, unit: factor.unitText), citation: factor.citation)
  }

  /// The footprint behind a quantity of a product: which version, of what period, and whether anybody verified it.
  private var footprintSteps: [Derivation] {
    guard case .footprint(let bought, _) = evidence else { return [] }
    let footprint = bought.footprint
    return [
      Derivation(
        Message(
          FootprintBoughtMessage.figure,
          footprint.values.merging([
            "from": .date(footprint.period.lowerBound), "to": .date(footprint.period.upperBound),
            "start": .date(footprint.validity.lowerBound), "end": .date(footprint.validity.upperBound),
            "method": .text(footprint.method.isEmpty ? "–" : footprint.method),
          ]) { first, _ in first }))
    ]
  }

  private var prudenceStep: Derivation {
    guard let prudence else { return Derivation(Message(CarbonMessage.figureNoPrudence)) }
    let isFootprint = if case .footprint = evidence { true } else { false }
    return Derivation(
      isFootprint ? Message(FootprintBoughtMessage.figurePrudence) : Message(CarbonMessage.figurePrudence),
      .share(prudence))
  }

  private var ruleStep: Derivation {
    Derivation(Message(CarbonMessage.figureRule), .message(rule.message))
  }

  private var roundingStep: Derivation {
    Derivation(Message(CarbonMessage.figureRounding), .carbon(carbon))
  }
}

extension RuleReference {
  /// The rule in words.
  public var message: Message {
    switch self {
    case .own(let index, let summary):
      Message(CarbonMessage.ruleOwn, ["index": .integer(index), "match": .text(summary)])
    case .account(let prefix, let reason):
      Message(CarbonMessage.ruleAccount, ["prefix": .text(prefix), "reason": .localized(reason)])
    case .word(let word, let prefix):
      Message(CarbonMessage.ruleWord, ["word": .text(word), "prefix": .text(prefix)])
    case .none: Message(CarbonMessage.ruleNone)
    case .stated: Message(CarbonMessage.ruleStated)
    }
  }
}
