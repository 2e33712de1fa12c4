// The values of an answer, once its shape is known to be right.

import CanonicalJSON
import CarbonAccounting
import Quantities
import UseCases
import WrittenFiles

/// Reads an answer. What shapes cannot say is refused here.
struct AnswerReader {
  let answer: JSONValue

  /// A text; empty when it is not there.
  func text(_ name: String) -> String { answer[name]?.text ?? "" }
  /// A text, or nothing.
  func optional(_ name: String) -> String? { answer[name]?.text }
  func flag(_ name: String) -> Bool { answer[name] == .bool(true) }
  func grams(_ name: String) -> CarbonMass { CarbonMass(grams: answer[name]?.integer ?? 0) }
  func list(_ name: String) -> [JSONValue] { answer[name]?.elements ?? [] }

  private func wrong(_ name: String) -> Refusal {
    Refusal(Diagnostic(.error, ProgramProblem.bodyWrong, ["place": .text(name)], field: name))
  }

  func money(_ name: String) throws(Refusal) -> Money {
    guard let amount = Money(euros: text(name)) else { throw wrong(name) }
    return amount
  }

  func intensity(_ name: String) throws(Refusal) -> CarbonIntensity {
    guard let intensity = CarbonIntensity(grams: text(name)) else { throw wrong(name) }
    return intensity
  }

  func date(_ name: String) throws(Refusal) -> CalendarDate {
    guard let date = CalendarDate(text(name)) else { throw wrong(name) }
    return date
  }

  func quantity(_ name: String = "quantity", _ unit: String = "unit") throws(Refusal) -> Quantity {
    Quantity(try number(name), Unit(text(unit)))
  }

  private func number(_ name: String) throws(Refusal) -> Rational {
    guard let number = Rational(decimal: text(name)) else { throw wrong(name) }
    return number
  }

  /// The days from one to another, both included.
  private func days(_ first: String, _ last: String) throws(Refusal) -> ClosedRange<CalendarDate> {
    let (from, to) = (try date(first), try date(last))
    guard from <= to else { throw wrong(last) }
    return from...to
  }

  func footprint() throws(Refusal) -> FootprintPurchase {
    let kilograms = try number("kg_co2e")
    let declared = try quantity("per", "per_unit")
    guard kilograms >= .zero, kilograms.exactText != nil else { throw wrong("kg_co2e") }
    return FootprintPurchase(
      footprint: SupplierFootprint(
        id: text("footprint"), company: text("company"), product: text("product"), version: try date("version"),
        kilograms: kilograms, declared: declared, validity: try days("valid_from", "valid_to"),
        period: try days("period_from", "period_to"), method: text("method"), verification: text("verification"),
        isDeprecated: flag("deprecated")),
      match: try match(), quantity: try quantity(), evidence: text("evidence"))
  }

  /// The criteria, of which there is one at least.
  func match() throws(Refusal) -> LineMatch {
    let match = LineMatch(
      account: optional("account"), journal: optional("journal"), supplier: optional("supplier"),
      label: optional("label"))
    guard match != LineMatch() else { throw Refusal(Diagnostic(.error, UseCaseMessage.firmNoMatch, field: "account")) }
    return match
  }

  /// `energy.diesel` is how people name a factor; selectors of the catalogue carry `id:`.
  func selector(_ name: String) -> String {
    let factor = text(name)
    return ["id:", "naf:", "a64:", "a38:", "branch:"].contains { factor.hasPrefix($0) } ? factor : "id:" + factor
  }

  func activity() throws(Refusal) -> Activity {
    let output = answer["output"].map { AnswerReader(answer: $0) }
    return Activity(
      id: text("id"), label: text("name"), naf: text("naf"), kind: Activity.Kind(rawValue: text("kind")) ?? .production,
      output: try output.map { (output) throws(Refusal) in PhysicalOutput(quantity: try output.quantity()) })
  }

  func key() throws(Refusal) -> AllocationKey {
    var shares: [String: Int64] = [:]
    guard case .object(let given) = answer["shares"] else { throw wrong("shares") }
    for (activity, weight) in given {
      guard let share = weight.text.flatMap({ Rational(decimal: $0) }),
        share <= Rational(1_000_000_000), let millionths = try? share.times(Rational(1_000_000)).rounded()
      else { throw wrong("shares") }
      shares[activity] = millionths
    }
    return AllocationKey(
      match: try match(), shares: shares, basis: optional("reason").map { .other(reason: $0) } ?? .costAccounting)
  }

  func content() throws(Refusal) -> SupplierContent {
    let hasFactor = answer["factor_g"] != nil
    guard hasFactor != (answer["content_g"] != nil) else {
      throw Refusal(Diagnostic(.error, WrittenMessage.oneOf, ["keys": "factor_g, content_g"], field: "factor_g"))
    }
    return SupplierContent(
      supplier: text("supplier"), piece: optional("invoice"), from: try optional("from") == nil ? nil : date("from"),
      value: hasFactor ? .intensity(try intensity("factor_g")) : .content(grams("content_g")),
      account: text("account"), evidence: text("evidence"),
      closedOn: try optional("closed_on") == nil ? nil : date("closed_on"), published: optional("published"))
  }

  func direct() throws(Refusal) -> DirectEmission {
    DirectEmission(
      activity: text("activity"), label: text("what"), carbon: grams("carbon_g"), author: text("author"),
      evidence: text("evidence"), date: try date("date"))
  }

  func asset() throws(Refusal) -> AssetRecord {
    AssetRecord(
      label: text("what"), account: text("account"), value: try money("value_eur"), content: grams("content_g"),
      allowance: try money("allowance_eur"), evidence: text("evidence"))
  }

  /// Nothing said is what is usual.
  func expectation() throws(Refusal) -> Expectation? {
    guard answer["carbon_g"] != nil || answer["revenue_eur"] != nil else { return nil }
    return Expectation(
      inputs: answer["carbon_g"].map { _ in grams("carbon_g") },
      revenue: try answer["revenue_eur"].map { (_) throws(Refusal) in try money("revenue_eur") })
  }

  /// Nothing said is what is usual.
  func transmission() throws(Refusal) -> Transmission? {
    guard answer["factors"] != nil || answer["total_g"] != nil else { return nil }
    return Transmission(
      factors: try list("factors").reading { (each) throws(Refusal) in
        Transmission.InForce(
          from: try each.date("from"), factor: try each.intensity("factor_g"),
          justification: each.optional("justification"))
      }, total: answer["total_g"].map { _ in grams("total_g") })
  }
}

extension [JSONValue] {
  /// Each element read.
  func reading<Value>(_ read: (AnswerReader) throws(Refusal) -> Value) throws(Refusal) -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try read(AnswerReader(answer: element))) }
    return values
  }
}
