import Quantities

/// Why something cannot be tried out or compared; texts with remedies in `Sources/Wording/Data/simulator.yaml`.
public enum SimulatorMessage: String, MessageKey {
  case factorNotPhysical = "simulator.factor-not-physical"
  case factorUnknown = "simulator.factor-unknown"
  case nothingBought = "simulator.nothing-bought"
  case quantityMissing = "simulator.quantity-missing"
  case priceMissing = "simulator.price-missing"
}
