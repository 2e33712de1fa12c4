// The shape of a footprint, as the PACT 3.0 schema has it: the members that this program writes.

import CanonicalJSON

enum PACTFootprintSchema {
  private static let decimal: JSONValue = ["type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"]
  private static let text: JSONValue = ["type": "string"]
  private static let name: JSONValue = ["type": "string", "minLength": 1]
  private static let moment: JSONValue = ["type": "string", "format": "date-time"]
  private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
  private static let urns = list(["type": "string", "pattern": "^([uU][rR][nN]):"])

  private static func list(_ items: JSONValue) -> JSONValue {
    ["type": "array", "items": items, "minItems": 1, "uniqueItems": true]
  }

  private static func object(_ members: [String: JSONValue], needs required: [String]) -> JSONValue {
    [
      "type": "object", "required": .array(required.map { .string($0) }), "properties": .object(members),
    ]
  }

  static let footprint = object(
    [
      "id": uuid, "specVersion": ["type": "string", "pattern": "^[0-9]+[.][0-9]+[.][0-9]+(-[0-9]{8})?$"],
      "precedingPfIds": list(uuid), "created": moment, "status": ["type": "string", "enum": ["Active", "Deprecated"]],
      "validityPeriodStart": moment, "validityPeriodEnd": moment, "companyName": name, "companyIds": urns,
      "productDescription": text, "productIds": urns, "productClassifications": urns, "productNameCompany": name,
      "comment": text, "pcf": ["$ref": "#/components/schemas/CarbonFootprint"],
    ],
    needs: [
      "id", "specVersion", "created", "status", "companyName", "companyIds", "productDescription", "productIds",
      "productNameCompany", "pcf",
    ])

  private static let units = [
    "liter", "kilogram", "cubic meter", "kilowatt hour", "megajoule", "ton kilometer", "square meter", "piece", "hour",
    "megabit second",
  ]
  private static let unit: JSONValue = ["type": "string", "enum": .array(units.map { .string($0) })]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let source = object(["name": name, "version": name], needs: ["name", "version"])
  private static let ratings = ["technologicalDQR", "geographicalDQR", "temporalDQR"]
  private static let quality = object(
    Dictionary(ratings.map { ($0, decimal) }) { first, _ in first }, needs: ratings)

  static let carbon = object(
    [
      "declaredUnitOfMeasurement": unit, "declaredUnitAmount": decimal, "productMassPerDeclaredUnit": decimal,
      "referencePeriodStart": moment, "referencePeriodEnd": moment,
      "geographyCountry": ["type": "string", "pattern": "^[A-Z]{2}$"], "boundaryProcessesDescription": text,
      "pcfExcludingBiogenicUptake": decimal, "pcfIncludingBiogenicUptake": decimal, "fossilGhgEmissions": decimal,
      "fossilCarbonContent": decimal,
      "ipccCharacterizationFactors": list(["type": "string", "pattern": "^AR[0-9]+$"]),
      "crossSectoralStandards": list(text), "exemptedEmissionsPercent": decimal, "exemptedEmissionsDescription": text,
      "allocationRulesDescription": text, "packagingEmissionsIncluded": flag,
      "secondaryEmissionFactorSources": list(source), "primaryDataShare": decimal,
      "ccsTechnologicalCO2CaptureIncluded": flag, "dqi": quality,
    ],
    needs: [
      "declaredUnitOfMeasurement", "declaredUnitAmount", "productMassPerDeclaredUnit", "referencePeriodStart",
      "referencePeriodEnd", "pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions",
      "fossilCarbonContent", "ipccCharacterizationFactors", "crossSectoralStandards", "exemptedEmissionsPercent",
    ])
}
