// Footprints as JSON, member for member as the PACT 3.0 schema has them.

import CanonicalJSON
import Quantities

extension ProductFootprint {
  /// The footprint as PACT writes it.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(id), "specVersion": .string(specification), "created": .string(created.iso),
      "status": .string(status.rawValue), "validityPeriodStart": .string(validFrom.iso),
      "validityPeriodEnd": .string(validTo.iso), "companyName": .string(companyName),
      "companyIds": .strings(companyIDs), "productDescription": .string(productDescription),
      "productIds": .strings(productIDs), "productNameCompany": .string(productName), "comment": .string(comment),
      "pcf": carbon.json,
    ]
    if !preceding.isEmpty { members["precedingPfIds"] = .strings(preceding) }
    if !classifications.isEmpty { members["productClassifications"] = .strings(classifications) }
    return .object(members)
  }
}

extension CarbonFootprint {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "declaredUnitOfMeasurement": .string(unit.name), "declaredUnitAmount": .string(unit.amount),
      "productMassPerDeclaredUnit": .string(mass), "referencePeriodStart": .string(periodStart.iso),
      "referencePeriodEnd": .string(periodEnd.iso), "geographyCountry": .string(geography.first ?? ""),
      "boundaryProcessesDescription": .string(boundary), "pcfExcludingBiogenicUptake": .string(content),
      "pcfIncludingBiogenicUptake": .string(content), "fossilGhgEmissions": .string(content),
      "fossilCarbonContent": .string(fossilCarbon), "ipccCharacterizationFactors": .strings(characterization),
      "crossSectoralStandards": .strings(standards), "exemptedEmissionsPercent": "0",
      "exemptedEmissionsDescription": "", "allocationRulesDescription": .string(allocation),
      "packagingEmissionsIncluded": true,
    ]
    if !sources.isEmpty {
      members["secondaryEmissionFactorSources"] = .array(
        sources.map { ["name": .string($0.name), "version": .string($0.version)] })
    }
    if let primaryShare { members["primaryDataShare"] = .string(primaryShare) }
    if let includesCapture { members["ccsTechnologicalCO2CaptureIncluded"] = .bool(includesCapture) }
    if let quality {
      members["dqi"] = [
        "technologicalDQR": .string(quality.technological), "geographicalDQR": .string(quality.geographical),
        "temporalDQR": .string(quality.temporal),
      ]
    }
    return .object(members)
  }
}

extension JSONValue {
  /// An array of strings.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
