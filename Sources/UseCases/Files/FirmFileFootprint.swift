// A supplier's product footprint in firm.yaml, read and written: what it says, beside what was bought of the product.

import CarbonAccounting
import Quantities
import WrittenFiles

extension FirmFile {
  /// Reads an element of `footprints`.
  static func footprint(_ field: YAMLField) -> FootprintPurchase? {
    field.expect(
      "supplier", "account", "journal", "label", "quantity", "footprint", "product", "company", "version", "kg_co2e",
      "per", "valid_from", "valid_to", "period_from", "period_to", "method", "verification", "deprecated", "evidence")
    let supplier = field.required("supplier")
    let quantity = field.requiredValue("quantity", .notQuantity, WrittenValue.quantity)
    let id = field.required("footprint")
    let product = field.required("product")
    let version = field.requiredValue("version", .notDate, WrittenValue.date)
    let kilograms = field.requiredValue("kg_co2e", .notNumber, WrittenValue.number)
    let declared = field.requiredValue("per", .notQuantity, WrittenValue.quantity)
    let validity = days(field, "valid_from", "valid_to")
    let period = days(field, "period_from", "period_to")
    guard let supplier, let quantity, let id, let product, let version, let kilograms, let declared, let validity,
      let period
    else { return nil }
    return FootprintPurchase(
      footprint: SupplierFootprint(
        id: id, company: field.text("company") ?? supplier, product: product, version: version, kilograms: kilograms,
        declared: declared, validity: validity, period: period, method: field.text("method") ?? "",
        verification: field.text("verification") ?? "", isDeprecated: field.flag("deprecated")),
      match: LineMatch(
        account: field.text("account"), journal: field.text("journal"), supplier: supplier,
        label: field.text("label")), quantity: quantity, evidence: field.text("evidence") ?? "")
  }

  /// The days from one to another, both included.
  private static func days(_ field: YAMLField, _ first: String, _ last: String) -> ClosedRange<CalendarDate>? {
    let from = field.requiredValue(first, .notDate, WrittenValue.date)
    let to = field.requiredValue(last, .notDate, WrittenValue.date)
    guard let from, let to else { return nil }
    guard from <= to else {
      field.member(last)?.refuse(.outOfRange, ["value": .text(to.iso), "range": .text("\(first) ≤ …")])
      return nil
    }
    return from...to
  }
}

extension FirmFileWriter {
  /// Writes an element of `footprints`.
  func footprint(_ bought: FootprintPurchase) throws(Refusal) -> YAMLFlow {
    let footprint = bought.footprint
    var flow = YAMLFlow()
    flow.add(bought.match)
    flow.add("quantity", try written(bought.quantity))
    flow.add("footprint", footprint.id)
    flow.add("product", raw: footprint.product.quotedForYAML)
    flow.add("company", raw: footprint.company.quotedForYAML)
    flow.add("version", footprint.version.iso)
    flow.add("kg_co2e", try exact(footprint.kilograms))
    flow.add("per", try written(footprint.declared))
    flow.add("valid_from", footprint.validity.lowerBound.iso)
    flow.add("valid_to", footprint.validity.upperBound.iso)
    flow.add("period_from", footprint.period.lowerBound.iso)
    flow.add("period_to", footprint.period.upperBound.iso)
    if !footprint.method.isEmpty { flow.add("method", raw: footprint.method.quotedForYAML) }
    if !footprint.verification.isEmpty { flow.add("verification", raw: footprint.verification.quotedForYAML) }
    if footprint.isDeprecated { flow.add("deprecated", raw: "true") }
    flow.add(evidence: bought.evidence)
    return flow
  }
}
