// firm.yaml written from settings, section by section, so that what pages change reads like what people write.

import CarbonAccounting
import Quantities
import Wording
import WrittenFiles

/// Writes a settings file that reads back to an equal value.
///
/// Texts are put on one line without blanks at their ends, as the reader takes them; numbers are exact.
public struct FirmFileWriter: Sendable {
  private let speaker: Speaker

  /// A writer.
  ///
  /// - Parameter speaker: the language of the comments.
  public init(_ speaker: Speaker) { self.speaker = speaker }

  /// The text of a settings file.
  ///
  /// - Throws: `settings.unwritable` for a number without a finite decimal form (a third of a litre).
  public func text(_ file: FirmFile) throws(Refusal) -> String {
    let settings = file.settings
    let parts: [String] = [
      comment(.fileHead) + firm(file),
      list("activities", .fileActivities, try settings.activities.mapped(activity)),
      list("keys", .fileKeys, try settings.keys.mapped(key)),
      list("rules", .fileRules, settings.rules.map(rule)),
      list("measures", .fileMeasures, try settings.measures.mapped(measure)),
      list("footprints", .fileFootprints, try settings.footprints.mapped(footprint)),
      list("estimates", .fileEstimates, settings.keptEstimates.map(estimate)),
      list("supplier_contents", .fileContents, settings.supplierContents.map(content)),
      plainList("supplier_contents_files", file.contentFiles),
      list("direct_emissions", .fileDirect, settings.directEmissions.map(direct)),
      plainList("no_direct_emissions", settings.withoutDirectEmissions),
      list("assets", .fileAssets, settings.assets.map(asset)),
      map("transmission", .fileTransmission, settings.transmissions.mapValues(transmission)),
      map("expected", .fileExpected, settings.expectations.mapValues(expectation)),
      map("vintages", .fileVintages, settings.vintages.mapValues(\.yamlScalar)),
      (settings.isBudget ? "budget: true\n" : "") + (settings.acceptsLabels ? "accept_labels: true\n" : "")
        + (settings.showsSuppliers ? "show_suppliers: true\n" : ""),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Sections

  private func comment(_ key: AnswerMessage) -> String {
    speaker.say(key).split(separator: "\n").map { "# \($0)\n" }.joined()
  }

  private func firm(_ file: FirmFile) -> String {
    let members = [
      file.name.map { "  name: \($0.quotedForYAML)\n" }, file.siren.map { "  siren: \($0.quotedForYAML)\n" },
    ]
    let text = members.compactMap(\.self).joined()
    return text.isEmpty ? "" : "firm:\n" + text
  }

  private func list(_ name: String, _ key: AnswerMessage, _ items: [YAMLFlow]) -> String {
    items.isEmpty ? "" : comment(key) + name + ":\n" + items.map { "  - \($0.text)\n" }.joined()
  }

  private func plainList(_ name: String, _ items: [String]) -> String {
    items.isEmpty ? "" : name + ": [" + items.map(\.yamlScalar).joined(separator: ", ") + "]\n"
  }

  private func map(_ name: String, _ key: AnswerMessage, _ items: [String: String]) -> String {
    guard !items.isEmpty else { return "" }
    let lines = items.sorted { $0.key < $1.key }.map { "  \($0.key.yamlScalar): \($0.value)\n" }
    return comment(key) + name + ":\n" + lines.joined()
  }

  // MARK: Elements

  private func activity(_ activity: Activity) throws(Refusal) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("id", activity.id)
    flow.add("name", activity.label)
    flow.add("naf", activity.naf)
    if activity.kind != .production { flow.add("kind", activity.kind.rawValue) }
    if let output = activity.output { flow.add("output", try written(output.quantity)) }
    return flow
  }

  private func key(_ key: AllocationKey) throws(Refusal) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add(key.match)
    var shares = YAMLFlow()
    for (activity, weight) in key.shares.sorted(by: { $0.key < $1.key }) {
      let share = try? Rational(Int128(weight), over: 1_000_000)
      shares.add(activity, try exact(share ?? .zero))
    }
    flow.add("shares", flow: shares)
    switch key.basis {
    case .costAccounting: flow.add("basis", "cost-accounting")
    case .other(let reason):
      flow.add("basis", "other")
      flow.add("reason", reason)
    }
    return flow
  }

  private func rule(_ rule: OwnRule) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add(rule.match)
    switch rule.outcome {
    case .purchase(let category, let factor):
      flow.add("category", category)
      flow.add("factor", factor)
    case .outside(let reason): flow.add("outside", reason)
    }
    return flow
  }

  private func measure(_ measure: Measure) throws(Refusal) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("energy", measure.factor)
    flow.add(measure.match)
    flow.add("quantity", try written(measure.quantity))
    flow.add(evidence: measure.evidence)
    return flow
  }

  private func estimate(_ estimate: KeptEstimate) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("account", estimate.account)
    if !estimate.factor.isEmpty { flow.add("factor", estimate.factor) }
    return flow
  }

  private func content(_ content: SupplierContent) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("supplier", content.supplier)
    if let piece = content.piece { flow.add("invoice", piece) }
    if let from = content.from { flow.add("from", from.iso) }
    switch content.value {
    case .intensity(let intensity): flow.add("factor", intensity.gramsText)
    case .content(let mass): flow.add("content", mass.written)
    }
    flow.add("account", content.account)
    flow.add(evidence: content.evidence)
    if let closedOn = content.closedOn { flow.add("closed_on", closedOn.iso) }
    if let published = content.published { flow.add("published", published) }
    return flow
  }

  private func direct(_ emission: DirectEmission) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("activity", emission.activity)
    flow.add("what", emission.label)
    flow.add("carbon", emission.carbon.written)
    flow.add("author", emission.author)
    flow.add("date", emission.date.iso)
    flow.add(evidence: emission.evidence)
    return flow
  }

  private func asset(_ asset: AssetRecord) -> YAMLFlow {
    var flow = YAMLFlow()
    flow.add("what", asset.label)
    flow.add("account", asset.account)
    flow.add("value", asset.value.decimalText)
    flow.add("content", asset.content.written)
    flow.add("allowance", asset.allowance.decimalText)
    flow.add(evidence: asset.evidence)
    return flow
  }

  private func transmission(_ transmission: Transmission) -> String {
    let factors = transmission.factors.map { force in
      var flow = YAMLFlow()
      flow.add("from", force.from.iso)
      flow.add("factor", force.factor.gramsText)
      if let justification = force.justification { flow.add("justification", justification) }
      return flow.text
    }
    var flow = YAMLFlow()
    if !factors.isEmpty { flow.add("factors", raw: "[\(factors.joined(separator: ", "))]") }
    if let total = transmission.total { flow.add("total", total.written) }
    return flow.text
  }

  private func expectation(_ expectation: Expectation) -> String {
    var flow = YAMLFlow()
    if let inputs = expectation.inputs { flow.add("carbon", inputs.written) }
    if let revenue = expectation.revenue { flow.add("revenue", revenue.decimalText) }
    return flow.text
  }

  func written(_ quantity: Quantity) throws(Refusal) -> String {
    "\(try exact(quantity.value)) \(quantity.unit.symbol)"
  }

  func exact(_ number: Rational) throws(Refusal) -> String {
    if let text = number.exactText { return text }
    throw Refusal(
      Diagnostic(.error, SettingsMessage.unwritable, ["value": .text("\(number.numerator)/\(number.denominator)")]))
  }
}

extension Array {
  fileprivate func mapped<T>(_ transform: (Element) throws(Refusal) -> T) throws(Refusal) -> [T] {
    var result: [T] = []
    for element in self { result.append(try transform(element)) }
    return result
  }
}

extension CarbonMass {
  /// With the largest unit that keeps it a whole number: `1250 kg`.
  fileprivate var written: String {
    if grams != 0, grams.isMultiple(of: 1_000_000) { return "\(grams / 1_000_000) t" }
    if grams != 0, grams.isMultiple(of: 1000) { return "\(grams / 1000) kg" }
    return "\(grams) g"
  }
}

extension YAMLFlow {
  /// Adds the criteria that are given.
  mutating func add(_ match: LineMatch) {
    let criteria = [
      ("account", match.account), ("journal", match.journal), ("supplier", match.supplier), ("label", match.label),
    ]
    for (key, value) in criteria { if let value { add(key, raw: value.quotedForYAML) } }
  }
}
