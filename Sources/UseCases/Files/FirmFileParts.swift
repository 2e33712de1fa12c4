import CarbonAccounting
import Quantities
import WrittenFiles
import Yams

// Each reads one kind of element of firm.yaml; nil when it was wrong, which has been reported.
extension FirmFile {
  static func activity(_ field: YAMLField) -> Activity? {
    field.expect("id", "name", "naf", "kind", "output")
    let kind: Activity.Kind = field.choice("kind", default: .production)
    let output = field.value("output", .notQuantity, WrittenValue.quantity)
    guard let id = field.required("id") else { return nil }
    guard id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }) else {
      field.refuse(because: UseCaseMessage.firmBadID, ["value": .text(id)])
      return nil
    }
    guard let naf = field.text("naf"), !naf.isEmpty else {
      field.refuse(because: UseCaseMessage.firmActivityBlank, ["activity": .text(id)])
      return nil
    }
    return Activity(
      id: id, label: field.text("name") ?? id, naf: naf, kind: kind, output: output.map(PhysicalOutput.init))
  }

  /// The criteria of a rule, key or measure; at least one is asked for.
  static func match(_ field: YAMLField) -> LineMatch? {
    let match = LineMatch(
      account: field.text("account"), journal: field.text("journal"), supplier: field.text("supplier"),
      label: field.text("label"))
    if match == LineMatch() {
      field.refuse(because: UseCaseMessage.firmNoMatch)
      return nil
    }
    return match
  }

  static func key(_ field: YAMLField) -> AllocationKey? {
    field.expect("account", "journal", "supplier", "label", "shares", "basis", "reason")
    var shares: [String: Int64] = [:]
    for (activity, value) in field.map("shares") {
      guard let weight = value.ownValue(.notNumber, WrittenValue.number) else { continue }
      shares[activity] = try? weight.times(Rational(1_000_000)).rounded()
    }
    let reason = field.text("reason")
    let isCostAccounting = field.text("basis") == "cost-accounting"
    if !isCostAccounting, reason == nil { field.refuse(.required, ["key": "reason"]) }
    guard let match = match(field) else { return nil }
    return AllocationKey(
      match: match, shares: shares, basis: isCostAccounting ? .costAccounting : .other(reason: reason ?? ""))
  }

  static func rule(_ field: YAMLField) -> OwnRule? {
    field.expect("account", "journal", "supplier", "label", "category", "factor", "outside")
    guard let match = match(field) else { return nil }
    if let reason = field.text("outside") { return OwnRule(match: match, outcome: .outside(reason: reason)) }
    guard let factor = field.required("factor") else { return nil }
    return OwnRule(
      match: match, outcome: .purchase(category: field.text("category") ?? "other", factor: selector(factor)))
  }

  /// `energy.diesel` is how people name a factor; selectors of the catalogue carry `id:`.
  private static func selector(_ factor: String) -> String {
    ["id:", "naf:", "a64:", "a38:", "branch:"].contains { factor.hasPrefix($0) } ? factor : "id:" + factor
  }

  static func measure(_ field: YAMLField) -> Measure? {
    field.expect("energy", "account", "journal", "supplier", "label", "quantity", "evidence")
    let factor = field.required("energy")
    let quantity = field.requiredValue("quantity", .notQuantity, WrittenValue.quantity)
    let match = match(field)
    guard let factor, let quantity, let match else { return nil }
    return Measure(factor: factor, match: match, quantity: quantity, evidence: field.text("evidence") ?? "")
  }

  static func estimate(_ field: YAMLField) -> KeptEstimate? {
    field.expect("account", "factor")
    return field.required("account").map { KeptEstimate(account: $0, factor: field.text("factor") ?? "") }
  }

  static func content(_ field: YAMLField) -> SupplierContent? {
    field.expect("supplier", "invoice", "from", "factor", "content", "account", "evidence", "closed_on", "published")
    let intensity = field.value("factor", .notNumber, WrittenValue.intensity)
    let mass = field.value("content", .notCarbon, WrittenValue.carbon)
    let supplier = field.required("supplier")
    let account = field.required("account")
    guard (field.text("factor") == nil) != (field.text("content") == nil) else {
      field.refuse(.oneOf, ["keys": "factor, content"])
      return nil
    }
    guard let supplier, let account,
      let value = intensity.map(SupplierContent.Value.intensity) ?? mass.map(SupplierContent.Value.content)
    else { return nil }
    return SupplierContent(
      supplier: supplier, piece: field.text("invoice"), from: field.value("from", .notDate, WrittenValue.date),
      value: value, account: account, evidence: field.text("evidence") ?? "",
      closedOn: field.value("closed_on", .notDate, WrittenValue.date), published: field.text("published"))
  }

  static func direct(_ field: YAMLField, _ firstActivity: String) -> DirectEmission? {
    field.expect("activity", "what", "carbon", "author", "date", "evidence")
    let what = field.required("what")
    let carbon = field.requiredValue("carbon", .notCarbon, WrittenValue.carbon)
    let author = field.required("author")
    let date = field.requiredValue("date", .notDate, WrittenValue.date)
    guard let what, let carbon, let author, let date else { return nil }
    return DirectEmission(
      activity: field.text("activity") ?? firstActivity, label: what, carbon: carbon, author: author,
      evidence: field.text("evidence") ?? "", date: date)
  }

  static func asset(_ field: YAMLField) -> AssetRecord? {
    field.expect("what", "account", "value", "content", "allowance", "evidence")
    let what = field.required("what")
    let account = field.required("account")
    let value = field.requiredValue("value", .notMoney, WrittenValue.positiveMoney)
    let content = field.requiredValue("content", .notCarbon, WrittenValue.carbon)
    let allowance = field.requiredValue("allowance", .notMoney, WrittenValue.money)
    guard let what, let account, let value, let content, let allowance else { return nil }
    guard allowance <= value else {
      field.member("allowance")?.refuse(
        .outOfRange, ["value": .text(field.text("allowance") ?? ""), "range": "0 ≤ allowance ≤ value"])
      return nil
    }
    return AssetRecord(
      label: what, account: account, value: value, content: content, allowance: allowance,
      evidence: field.text("evidence") ?? "")
  }

  static func transmission(_ field: YAMLField) -> Transmission {
    field.expect("factors", "total")
    let factors = field.list("factors").compactMap { force -> Transmission.InForce? in
      force.expect("from", "factor", "justification")
      let from = force.requiredValue("from", .notDate, WrittenValue.date)
      let factor = force.requiredValue("factor", .notNumber, WrittenValue.intensity)
      guard let from, let factor else { return nil }
      return Transmission.InForce(from: from, factor: factor, justification: force.text("justification"))
    }
    return Transmission(factors: factors, total: field.value("total", .notCarbon, WrittenValue.carbon))
  }

  static func expectation(_ field: YAMLField) -> Expectation {
    field.expect("carbon", "revenue")
    return Expectation(
      inputs: field.value("carbon", .notCarbon, WrittenValue.positiveCarbon),
      revenue: field.value("revenue", .notMoney, WrittenValue.positiveMoney))
  }
}
