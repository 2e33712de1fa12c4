// Price and content together: what another supplier, another energy or another design does to cost and carbon.

import CalculatorUseCases
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases

/// Words of the simulator; texts in `simulator.yaml`.
public enum SimulatorPageMessage: String, MessageKey {
  case title = "simulate.title"
  case lead = "simulate.lead"
  case activity = "simulate.activity"
  case carbonPrice = "simulate.carbon-price"
  case carbonPriceHint = "simulate.carbon-price-hint"
  case choose = "simulate.choose"
  case suppliers = "simulate.suppliers"
  case suppliersLead = "simulate.suppliers-lead"
  case supplier = "simulate.supplier"
  case supplierContent = "simulate.supplier-content"
  case supplierPrice = "simulate.supplier-price"
  case energies = "simulate.energies"
  case energiesLead = "simulate.energies-lead"
  case energy = "simulate.energy"
  case energyKind = "simulate.energy-kind"
  case energySame = "simulate.energy-same"
  case energyQuantity = "simulate.energy-quantity"
  case energyPrice = "simulate.energy-price"
  case designs = "simulate.designs"
  case designsLead = "simulate.designs-lead"
  case category = "simulate.category"
  case categoryChange = "simulate.category-change"
  case button = "simulate.button"
  case result = "simulate.result"
  case better = "simulate.better"
  case cheaper = "simulate.cheaper"
  case dearer = "simulate.dearer"
  case figures = "simulate.figures"
  case figure = "simulate.figure"
  case today = "simulate.today"
  case after = "simulate.after"
  case difference = "simulate.difference"
  case spend = "simulate.spend"
  case production = "simulate.production"
  case factor = "simulate.factor"
  case together = "simulate.together"
  case effects = "simulate.effects"
  case change = "simulate.change"
  case changeCost = "simulate.change-cost"
  case changeCarbon = "simulate.change-carbon"
  case perTonne = "simulate.per-tonne"
  case perTonneGain = "simulate.per-tonne-gain"
  case chart = "simulate.chart"
  case chartSays = "simulate.chart-says"
  case unchanged = "simulate.unchanged"
  case shared = "simulate.shared"
}

enum SimulatorPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let title = visit.say(SimulatorPageMessage.title)
    guard let shown = try BuyerYear(visit),
      let account = shown.books.accounts.first(where: { $0.id == visit.query["activity"] })
        ?? shown.books.accounts.first
    else { return visit.withoutAccount(title) }
    let entries = try visit.firm.journal(of: shown.year.id)
    let form = SimulatorForm(visit: visit, shown: shown, account: account, entries: entries)
    var refusal: Refusal?
    var result = HTML.empty
    do throws(Refusal) {
      let changes = try form.changes()
      let simulation = try Simulation(
        changes.map(\.change), account: account, entries: entries, on: shown.year.period.end,
        price: try form.carbonPrice(), library: visit.library)
      result =
        SimulatorResult(
          simulation: simulation, labels: changes.map(\.label), account: account, visit: visit
        ).html
    } catch { refusal = error }
    let lead = visit.say(
      SimulatorPageMessage.lead, ["year": .text(shown.year.period.label), "activity": .text(account.label)])
    let content: HTML = "\(Piece.heading(title, lead))\(visit.errors(refusal))\(result)\(form.html)"
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }
}
