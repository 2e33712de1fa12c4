// A footprint that somebody else made: an estimate of what their product carries, by the method it names.

import CanonicalJSON
import Quantities

/// What is read of a footprint from elsewhere. It is never taken as a content transmitted under a cumulative account
/// (rule 1): its method is kept beside it, and it is an estimate.
public struct ReceivedFootprint: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// `Active` or `Deprecated`.
  public let status: String
  /// When it was made: a footprint that is changed becomes another (version 3).
  public let created: Timestamp
  /// The ids of those it takes the place of.
  public let preceding: [String]
  /// The first moment it may be used, where it says so.
  public let validFrom: Timestamp?
  /// The last moment it may be used, where it says so.
  public let validTo: Timestamp?
  /// Who made it.
  public let company: String
  /// Their URNs.
  public let companyIDs: [String]
  /// The product's name.
  public let product: String
  /// Its URNs.
  public let productIDs: [String]
  /// The unit it is per, as PACT names it.
  public let unit: String
  /// How many units.
  public let amount: Rational
  /// kgCO2e per declared unit, biogenic uptake left out.
  public let content: Rational
  /// The first moment of what it describes.
  public let periodStart: Timestamp
  /// The first moment after it.
  public let periodEnd: Timestamp
  /// The standards it names: its method.
  public let standards: [String]
  /// Who verified it, of what and when; empty where it does not say that anybody did.
  public let verification: String
  /// Percent of primary data; nil where it does not say.
  public let primaryShare: Rational?

  /// Reads a footprint.
  ///
  /// - Throws: `footprints.unreadable` with the member that is missing or wrong.
  public init(_ json: JSONValue) throws(Refusal) {
    let pcf = json["pcf"] ?? .null
    id = try ReceivedFootprint.text("id", json)
    guard FootprintIdentifier.isUUID(id) else { throw Refusal(.unreadable, ["member": "id"]) }
    status = try ReceivedFootprint.text("status", json)
    created = try ReceivedFootprint.moment("created", json)
    preceding = ReceivedFootprint.texts("precedingPfIds", json)
    validFrom = try ReceivedFootprint.optionalMoment("validityPeriodStart", json)
    validTo = try ReceivedFootprint.optionalMoment("validityPeriodEnd", json)
    company = try ReceivedFootprint.text("companyName", json)
    product = try ReceivedFootprint.text("productNameCompany", json)
    companyIDs = ReceivedFootprint.texts("companyIds", json)
    productIDs = ReceivedFootprint.texts("productIds", json)
    unit = try ReceivedFootprint.text("declaredUnitOfMeasurement", pcf)
    amount = try ReceivedFootprint.decimal("declaredUnitAmount", pcf)
    guard amount > .zero else { throw Refusal(.unreadable, ["member": "declaredUnitAmount"]) }
    content = try ReceivedFootprint.decimal("pcfExcludingBiogenicUptake", pcf)
    verification = ReceivedFootprint.verification(pcf["verification"] ?? .null)
    periodStart = try ReceivedFootprint.moment("referencePeriodStart", pcf)
    periodEnd = try ReceivedFootprint.moment("referencePeriodEnd", pcf)
    standards = ReceivedFootprint.texts("crossSectoralStandards", pcf)
    primaryShare = pcf["primaryDataShare"]?.text.flatMap { Rational(decimal: $0) }
  }

  /// The footprint as a candidate content for other programs: an estimate, with its method.
  public var estimate: JSONValue {
    [
      "id": .string(id), "status": .string(status), "company": .string(company), "company_ids": .strings(companyIDs),
      "product": .string(product), "product_ids": .strings(productIDs), "unit": .string(unit),
      "amount": .string(amount.decimalText(places: 6)), "content_kg": .string(content.decimalText(places: 6)),
      "period": ["start": .string(periodStart.iso), "end": .string(periodEnd.iso)],
      "is_estimate": true, "method": .strings(standards),
      "primary_data_percent": .optional(primaryShare?.decimalText(places: 1)),
    ]
  }

  /// The members that were read, as PACT names them: reading them again gives the same footprint.
  public var document: JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(id), "status": .string(status), "created": .string(created.iso), "companyName": .string(company),
      "companyIds": .strings(companyIDs), "productNameCompany": .string(product), "productIds": .strings(productIDs),
      "precedingPfIds": .strings(preceding),
      "pcf": .object([
        "declaredUnitOfMeasurement": .string(unit), "declaredUnitAmount": .string(decimal(amount)),
        "pcfExcludingBiogenicUptake": .string(decimal(content)), "referencePeriodStart": .string(periodStart.iso),
        "referencePeriodEnd": .string(periodEnd.iso), "crossSectoralStandards": .strings(standards),
        "verification": ["providerName": .string(verification)],
      ]),
    ]
    members["validityPeriodStart"] = .optional(validFrom?.iso)
    members["validityPeriodEnd"] = .optional(validTo?.iso)
    return .object(members)
  }

  private func decimal(_ number: Rational) -> String { number.exactText ?? number.shortText }

  /// The member `verification`: its coverage, provider, standard and day.
  private static func verification(_ json: JSONValue) -> String {
    let said = ["providerName", "coverage", "standardName"].compactMap { json[$0]?.text.map(shown) }
    let day = json["completedAt"]?.text.flatMap { Timestamp(text: $0) }?.day.iso
    return (said + [day].compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Texts are shown on a page and a terminal: no line breaks, no more than people read.
  private static func text(_ name: String, _ json: JSONValue) throws(Refusal) -> String {
    guard let text = json[name]?.text.map(shown), !text.isEmpty else {
      throw Refusal(.unreadable, ["member": .text(name)])
    }
    return text
  }

  private static func texts(_ name: String, _ json: JSONValue) -> [String] {
    (json[name]?.elements ?? []).prefix(20).compactMap(\.text).map(shown)
  }

  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(300).filter { !$0.properties.generalCategory.isHidden }))
  }

  private static func decimal(_ name: String, _ json: JSONValue) throws(Refusal) -> Rational {
    guard let value = json[name]?.text.flatMap({ Rational(decimal: $0) }) else {
      throw Refusal(.unreadable, ["member": .text(name)])
    }
    return value
  }

  private static func optionalMoment(_ name: String, _ json: JSONValue) throws(Refusal) -> Timestamp? {
    guard let member = json[name], member != .null else { return nil }
    return try moment(name, json)
  }

  private static func moment(_ name: String, _ json: JSONValue) throws(Refusal) -> Timestamp {
    guard let moment = json[name]?.text.flatMap({ Timestamp(text: $0) }) else {
      throw Refusal(.unreadable, ["member": .text(name)])
    }
    return moment
  }
}

extension Unicode.GeneralCategory {
  /// What moves a cursor or changes how other letters are read.
  fileprivate var isHidden: Bool { [.control, .format, .lineSeparator, .paragraphSeparator].contains(self) }
}
