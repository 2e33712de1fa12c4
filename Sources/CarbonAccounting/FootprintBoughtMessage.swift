import Quantities

/// Why a supplier's footprint cannot be counted, or is counted in part; texts in `Sources/Wording/Data/footprints-bought.yaml`.
public enum FootprintBoughtRefusal: String, MessageKey {
  case withoutLines = "footprint-bought.without-lines"
  case notInForce = "footprint-bought.not-in-force"
  case twice = "footprint-bought.twice"
  case unit = "footprint-bought.unit"
  case fuel = "footprint-bought.fuel"
  case partly = "footprint-bought.partly"
}

/// What the books say of suppliers' footprints; texts in `Sources/Wording/Data/footprints-bought.yaml`.
public enum FootprintBoughtMessage: String, MessageKey {
  case departure = "footprint-bought.departure"
  case departureDeprecated = "footprint-bought.departure-deprecated"
  case figure = "footprint-bought.figure"
  case figureQuantity = "footprint-bought.figure-quantity"
  case figurePrudence = "footprint-bought.figure-prudence"
  case verified = "footprint-bought.verified"
  case unverified = "footprint-bought.unverified"
}
