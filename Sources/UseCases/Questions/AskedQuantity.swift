// A quantity asked for as a person would: "Combien de litres de gazole avez-vous achetés en 2024 ?"

import Quantities

/// The words of questions about quantities; texts in `Sources/Wording/Data/asked.yaml`.
public enum AskedQuantity: String, MessageKey {
  // The question, and what to say of a factor without words of its own.
  case energy = "asked.energy"
  case journeys = "asked.journeys"
  case other = "asked.other"
  // Units in full.
  case litres = "asked.litres"
  case kilograms = "asked.kilograms"
  case cubicMetres = "asked.cubic-metres"
  case kilowattHours = "asked.kilowatt-hours"
  // What a unit is.
  case glossGross = "asked.gloss-gross"
  case glossNet = "asked.gloss-net"
  case glossBill = "asked.gloss-bill"
  case glossDelivered = "asked.gloss-delivered"
  case glossJourneys = "asked.gloss-journeys"
  // What is bought, and how people travel.
  case electricity = "asked.energy.electricity"
  case naturalGas = "asked.energy.natural-gas"
  case heatingOil = "asked.energy.heating-oil"
  case heavyFuelOil = "asked.energy.heavy-fuel-oil"
  case diesel = "asked.energy.diesel"
  case offRoadDiesel = "asked.energy.off-road-diesel"
  case petrol = "asked.energy.petrol"
  case petrolE85 = "asked.energy.petrol-e85"
  case lpg = "asked.energy.lpg"
  case propane = "asked.energy.propane"
  case butane = "asked.energy.butane"
  case cng = "asked.energy.cng"
  case coal = "asked.energy.coal"
  case woodPellets = "asked.energy.wood-pellets"
  case woodChips = "asked.energy.wood-chips"
  case woodLogs = "asked.energy.wood-logs"
  case heatNetwork = "asked.energy.heat-network"
  case car = "asked.transport.car"
  case motorcycle = "asked.transport.motorcycle"
  case eBike = "asked.transport.e-bike"
  case train = "asked.transport.train"
  case highSpeedTrain = "asked.transport.train-tgv"
  case suburbanTrain = "asked.transport.rer"
  case underground = "asked.transport.metro"
  case tram = "asked.transport.tram"
  case bus = "asked.transport.bus"
  case coach = "asked.transport.coach"
  case plane = "asked.transport.plane"

  /// The question about what a factor counts, in a year; a factor without words of its own is asked by its name.
  ///
  /// - Parameter factor: the factor's id, `energy.diesel`, with its name and unit.
  public static func question(
    _ factor: String, named name: LocalizedText, in unit: Unit, year: FiscalYear
  ) -> Message {
    let year = MessageValue.text(year.label)
    guard let what = words(for: factor).map({ MessageValue.message(Message($0)) }) else {
      return Message(other, ["factor": .localized(name), "year": year])
    }
    if factor.hasPrefix("transport.") { return Message(journeys, ["what": what, "year": year]) }
    let counted = inFull(unit).map { MessageValue.message(Message($0)) } ?? .localized(unit.label)
    return Message(energy, ["unit": counted, "what": what, "year": year])
  }

  /// What a unit is, for whoever looks for it on a bill.
  public static func gloss(of unit: Unit) -> Message? {
    let key: AskedQuantity? =
      switch unit {
      case .kilowattHourGross: glossGross
      case .kilowattHourNet: glossNet
      case .kilowattHour: glossBill
      case .litre, .kilogram, .cubicMetre: glossDelivered
      case .kilometre, Unit("passenger.km"): glossJourneys
      default: nil
      }
    return key.map { Message($0) }
  }

  /// The words for a factor: its own, else those of its family (`transport.train-ter.pkm` is a train).
  private static func words(for factor: String) -> AskedQuantity? {
    var id = factor[...]
    while let cut = id.lastIndex(where: { $0 == "." || $0 == "-" }) {
      if let words = AskedQuantity(rawValue: "asked." + id) { return words }
      id = id[..<cut]
    }
    return nil
  }

  private static func inFull(_ unit: Unit) -> AskedQuantity? {
    switch unit {
    case .litre: litres
    case .kilogram: kilograms
    case .cubicMetre: cubicMetres
    case .kilowattHour, .kilowattHourGross, .kilowattHourNet: kilowattHours
    default: nil
    }
  }
}
