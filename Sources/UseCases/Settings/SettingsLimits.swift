// How much a year's settings may hold: what pages add stays readable, and cheap to read again at every change.

import CarbonAccounting
import Quantities

enum SettingsLimits {
  /// Answers of all kinds together. A firm has dozens; contents of thousands of invoices go into a file of their own.
  static let answers = 5000
  /// Characters of one text.
  static let text = 500

  /// - Throws: `settings.too-many`, `settings.too-long`.
  static func check(_ file: FirmFile) throws(Refusal) {
    let settings = file.settings
    let count =
      settings.activities.count + settings.keys.count + settings.rules.count + settings.measures.count
      + settings.footprints.count + settings.supplierContents.count + settings.keptEstimates.count
      + settings.directEmissions.count
      + settings.withoutDirectEmissions.count + settings.assets.count + settings.vintages.count
      + settings.expectations.count + settings.transmissions.values.reduce(0) { $0 + 1 + $1.factors.count }
    guard count <= answers else {
      throw Refusal(Diagnostic(.error, SettingsMessage.tooMany, ["limit": .integer(answers)]))
    }
    guard let long = texts(file).first(where: { $0.count > text }) else { return }
    throw Refusal(
      Diagnostic(.error, SettingsMessage.tooLong, ["text": .text(String(long.prefix(40))), "limit": .integer(text)]))
  }

  private static func texts(_ file: FirmFile) -> [String] {
    let settings = file.settings
    var texts = [file.name ?? ""] + settings.activities.flatMap { [$0.id, $0.label, $0.naf] }
    texts += settings.keys.flatMap { key -> [String] in
      if case .other(let reason) = key.basis { key.match.texts + [reason] } else { key.match.texts }
    }
    texts += settings.rules.flatMap { rule -> [String] in
      switch rule.outcome {
      case .purchase(let category, let factor): rule.match.texts + [category, factor]
      case .outside(let reason): rule.match.texts + [reason]
      }
    }
    texts += settings.measures.flatMap { $0.match.texts + [$0.factor, $0.evidence, $0.quantity.unit.symbol] }
    texts += settings.footprints.flatMap { bought in
      let footprint = bought.footprint
      return bought.match.texts + [
        bought.evidence, bought.quantity.unit.symbol, footprint.id, footprint.company, footprint.product,
        footprint.declared.unit.symbol, footprint.method, footprint.verification,
      ]
    }
    texts += settings.keptEstimates.flatMap { [$0.account, $0.factor] }
    texts += settings.supplierContents.flatMap {
      [$0.supplier, $0.piece ?? "", $0.account, $0.evidence, $0.published ?? ""]
    }
    texts += settings.directEmissions.flatMap { [$0.activity, $0.label, $0.author, $0.evidence] }
    texts += settings.assets.flatMap { [$0.label, $0.account, $0.evidence] }
    texts += settings.transmissions.values.flatMap { $0.factors.compactMap(\.justification) }
    return texts
  }
}

extension LineMatch {
  fileprivate var texts: [String] { [account, journal, supplier, label].compactMap(\.self) }
}
