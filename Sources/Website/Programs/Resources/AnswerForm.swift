// The answers a program may send: one form per kind, with the change it makes to a year's settings.

import CanonicalJSON
import CarbonAccounting
import Quantities
import UseCases

/// A kind of answer.
struct AnswerForm: Sendable {
  /// Its name: `measure`.
  let kind: String
  /// Its members beside `kind`.
  let members: KeyedShapes
  /// The change it makes.
  let edit: @Sendable (AnswerReader) throws(Refusal) -> SettingsEdit

  /// Members that must be there, and those that may.
  struct KeyedShapes: Sendable {
    var required: [Schema.Member] = []
    var optional: [Schema.Member] = []
  }

  init(
    _ kind: String, _ required: KeyValuePairs<String, Schema>, or optional: KeyValuePairs<String, Schema> = [:],
    _ edit: @escaping @Sendable (AnswerReader) throws(Refusal) -> SettingsEdit
  ) {
    self.kind = kind
    members = KeyedShapes(
      required: required.map { .init(name: $0.key, schema: $0.value) },
      optional: optional.map { .init(name: $0.key, schema: $0.value, isRequired: false) })
    self.edit = edit
  }

  /// Its shape.
  var schema: Schema {
    .object([.init(name: "kind", schema: .word(kind))] + members.required + members.optional)
  }

  /// The change that an answer of the right shape makes.
  static func edit(_ answer: JSONValue) throws(Refusal) -> SettingsEdit {
    guard let form = all.first(where: { $0.kind == answer["kind"]?.text }) else {
      throw Refusal(Diagnostic(.error, ProgramProblem.bodyWrong, ["place": "kind"], field: "kind"))
    }
    return try form.edit(AnswerReader(answer: answer))
  }

  private static let evidence = Schema.line("factures EDF 2024", least: 0, most: 400)
  private static let name = Schema.line("Menuiserie")
  static let match: KeyValuePairs<String, Schema> = [
    "account": .account, "journal": .line("AC", most: 20), "supplier": .line("EDF"), "label": .line("gazole"),
  ]
  private static let kinds = Schema.choice(Activity.Kind.allCases.map(\.rawValue))
  static let activity = Schema.some(["id": .id, "name": name, "naf": .naf, "kind": kinds], or: ["output": output])
  private static let output = Schema.all(["quantity": .quantity, "unit": .line("kg", most: 20)])
  static let key = Schema.some(
    ["shares": .map(.positiveEuros)],
    or: [
      "account": .account, "journal": .line("AC", most: 20), "supplier": .line("EDF"), "label": .line("gazole"),
      "reason": .line("surface des ateliers", most: 400),
    ])
  static let inForce = Schema.some(
    ["from": .date, "factor_g": .intensity], or: ["justification": .line("facteur estimé", most: 400)])

  /// Every kind.
  static let all: [AnswerForm] = [
    AnswerForm("activities", ["activities": .list(activity, most: 50)]) { (answer) throws(Refusal) in
      .activities(try answer.list("activities").reading { (each) throws(Refusal) in try each.activity() })
    },
    AnswerForm("keys", ["keys": .list(key, most: 500)]) { (answer) throws(Refusal) in
      .keys(try answer.list("keys").reading { (each) throws(Refusal) in try each.key() })
    },
    AnswerForm("rule", ["category": .factor, "factor": .factor], or: match) { (answer) throws(Refusal) in
      .rule(
        OwnRule(
          match: try answer.match(),
          outcome: .purchase(category: answer.text("category"), factor: answer.selector("factor"))))
    },
    AnswerForm("outside", ["reason": .line("don", most: 400)], or: match) { (answer) throws(Refusal) in
      .rule(OwnRule(match: try answer.match(), outcome: .outside(reason: answer.text("reason"))))
    },
    AnswerForm("remove-rule", [:], or: match) { (answer) throws(Refusal) in .removeRule(try answer.match()) },
    AnswerForm(
      "measure",
      ["factor": .factor, "quantity": .quantity, "unit": .line("kWh", most: 20), "evidence": evidence], or: match
    ) { (answer) throws(Refusal) in
      .measure(
        Measure(
          factor: answer.text("factor"), match: try answer.match(), quantity: try answer.quantity(),
          evidence: answer.text("evidence")))
    },
    AnswerForm("remove-measure", ["factor": .factor], or: match) { (answer) throws(Refusal) in
      .removeMeasure(factor: answer.text("factor"), match: try answer.match())
    },
    AnswerForm("footprint", footprint, or: footprintDetails) { (answer) throws(Refusal) in
      .footprint(try answer.footprint())
    },
    AnswerForm("remove-footprint", ["footprint": footprintID], or: match) { (answer) throws(Refusal) in
      .removeFootprint(id: answer.text("footprint"), match: try answer.match())
    },
    AnswerForm("keep-estimate", ["account": .account], or: ["factor": .factor]) { (answer) in
      .keepEstimate(KeptEstimate(account: answer.text("account"), factor: answer.text("factor")))
    },
    AnswerForm("ask-again", ["account": .account], or: ["factor": .factor]) { (answer) in
      .askAgain(KeptEstimate(account: answer.text("account"), factor: answer.text("factor")))
    },
    AnswerForm(
      "content", ["supplier": .line("EDF"), "account": .line("2023, clos"), "evidence": evidence],
      or: [
        "factor_g": .intensity, "content_g": .grams, "invoice": .line("F-2024-118"), "from": .date,
        "closed_on": .date, "published": .line("7k2m9qxw4c1t/menuiserie", most: 200),
      ]
    ) { (answer) throws(Refusal) in .content(try answer.content()) },
    AnswerForm(
      "remove-content", ["supplier": .line("EDF")], or: ["invoice": .line("F-2024-118"), "from": .date]
    ) { (answer) throws(Refusal) in
      .removeContent(
        supplier: answer.text("supplier"), piece: answer.optional("invoice"),
        from: try answer.optional("from") == nil ? nil : answer.date("from"))
    },
    AnswerForm("direct", direct) { (answer) throws(Refusal) in .direct(try answer.direct()) },
    AnswerForm("remove-direct", direct) { (answer) throws(Refusal) in .removeDirect(try answer.direct()) },
    AnswerForm("no-direct", ["activity": .id]) { (answer) in .noDirectEmissions(activity: answer.text("activity")) },
    AnswerForm("ask-direct-again", ["activity": .id]) { (answer) in
      .askDirectAgain(activity: answer.text("activity"))
    },
    AnswerForm(
      "asset",
      [
        "what": name, "account": .account, "value_eur": .positiveEuros, "content_g": .grams,
        "allowance_eur": .positiveEuros, "evidence": evidence,
      ]
    ) { (answer) throws(Refusal) in .asset(try answer.asset()) },
    AnswerForm("remove-asset", ["what": name, "account": .account]) { (answer) in
      .removeAsset(label: answer.text("what"), account: answer.text("account"))
    },
    AnswerForm(
      "expect", ["activity": .id], or: ["carbon_g": .integer(0...100_000_000_000_000), "revenue_eur": .positiveEuros]
    ) { (answer) throws(Refusal) in .expect(activity: answer.text("activity"), try answer.expectation()) },
    AnswerForm(
      "transmit", ["activity": .id], or: ["factors": .list(inForce, most: 100), "total_g": .grams]
    ) { (answer) throws(Refusal) in .transmit(activity: answer.text("activity"), try answer.transmission()) },
    AnswerForm("vintage", ["factor": .factor, "vintage": .optional(.factor)]) { (answer) in
      .vintage(factor: answer.text("factor"), answer.optional("vintage"))
    },
    AnswerForm("budget", ["value": .flag]) { (answer) in .budget(answer.flag("value")) },
    AnswerForm("accept-labels", ["value": .flag]) { (answer) in .acceptLabels(answer.flag("value")) },
    AnswerForm("show-suppliers", ["value": .flag]) { (answer) in .showSuppliers(answer.flag("value")) },
  ]

  private static let footprintID = Schema.line("b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678", most: 36)
  private static let footprint: KeyValuePairs<String, Schema> = [
    "supplier": .line("EDF"), "quantity": .quantity, "unit": .line("L", most: 20), "footprint": footprintID,
    "product": .line("Vernis mat", most: 300), "company": .line("Vernis SA", most: 300), "version": .date,
    "kg_co2e": .quantity, "per": .quantity, "per_unit": .line("L", most: 20), "valid_from": .date, "valid_to": .date,
    "period_from": .date, "period_to": .date, "evidence": evidence,
  ]
  private static let footprintDetails: KeyValuePairs<String, Schema> = [
    "account": .account, "journal": .line("AC", most: 20), "label": .line("vernis"),
    "method": .line("ISO14067", least: 0, most: 400), "verification": .line("Auditeur SA", least: 0, most: 400),
    "deprecated": .flag,
  ]

  private static let direct: KeyValuePairs<String, Schema> = [
    "activity": .id, "what": .line("fluide frigorigène R449A"), "carbon_g": .grams, "author": .line("Froid Services"),
    "date": .date, "evidence": evidence,
  ]
}
