// What the changes do: before, after, and step by step.

import CalculatorUseCases
import Markup
import Quantities
import UseCases
import Wording

struct SimulatorResult {
  let simulation: Simulation
  let labels: [String]
  let account: StoredBooks.Account
  let visit: FirmVisit

  var html: HTML {
    guard !labels.isEmpty else {
      return Piece.notice("note", visit.say(SimulatorPageMessage.unchanged)) + figures
    }
    return Piece.section(visit.say(SimulatorPageMessage.result), "\(verdict)\(figures)\(effects)\(chart)")
  }

  private var spend: Money { simulation.after.spend - simulation.before.spend }
  private var carbon: CarbonMass { simulation.after.production - simulation.before.production }

  /// The change in one sentence, and what a tonne avoided costs.
  private var verdict: HTML {
    let key: SimulatorPageMessage = spend <= .zero && carbon <= .zero ? .better : spend <= .zero ? .cheaper : .dearer
    let text = visit.say(key, ["spend": .text(signed(spend)), "carbon": .text(signed(carbon))])
    var note = HTML.empty
    if carbon < .zero, spend != .zero,
      let each = try? Rational(spend.magnitude.cents).times(Rational(10_000)).divided(by: carbon.magnitude.rational)
    {
      let key: SimulatorPageMessage = spend > .zero ? .perTonne : .perTonneGain
      note = Piece.text(visit.say(key, ["price": .decimal(each, places: 0)]))
    }
    return Piece.notice(spend <= .zero && carbon <= .zero ? "good" : "note", text, note)
  }

  private var figures: HTML {
    let (before, after) = (simulation.before, simulation.after)
    let numbers = visit.numbers
    var table = DataTable(
      visit.say(SimulatorPageMessage.figures),
      [
        .text(visit.say(SimulatorPageMessage.figure)), .number(visit.say(SimulatorPageMessage.today)),
        .number(visit.say(SimulatorPageMessage.after)), .number(visit.say(SimulatorPageMessage.difference)),
      ])
    table.add([
      "\(visit.say(SimulatorPageMessage.spend))", "\(numbers.wholeEuros(before.spend))",
      "\(numbers.wholeEuros(after.spend))", "\(signed(spend))",
    ])
    table.add([
      "\(visit.say(SimulatorPageMessage.production))", "\(numbers.carbon(before.production))",
      "\(numbers.carbon(after.production))", "\(signed(carbon))",
    ])
    let unit = account.factorUnit == "EUR" ? account.factorUnit : Unit(account.factorUnit).shown
    let moved = CarbonIntensity(milligrams: after.factor.milligrams - before.factor.milligrams)
    table.add([
      "\(visit.say(SimulatorPageMessage.factor))", "\(visit.speaker.say(.intensity(before.factor, per: unit)))",
      "\(visit.speaker.say(.intensity(after.factor, per: unit)))",
      "\(moved > .zero ? "+" : "")\(visit.speaker.say(.intensity(moved, per: unit)))",
    ])
    if before.together != before.spend || after.together != after.spend {
      table.add(
        [
          "\(visit.say(SimulatorPageMessage.together))", "\(numbers.wholeEuros(before.together))",
          "\(numbers.wholeEuros(after.together))", "\(signed(after.together - before.together))",
        ], class: "total")
    }
    return table.html
  }

  private var effects: HTML {
    var table = DataTable(
      visit.say(SimulatorPageMessage.effects),
      [
        .text(visit.say(SimulatorPageMessage.change)), .number(visit.say(SimulatorPageMessage.changeCost)),
        .number(visit.say(SimulatorPageMessage.changeCarbon)),
      ])
    for (position, item) in zip(labels, simulation.effects).enumerated() {
      table.add(["\(position + 1). \(item.0)", "\(signed(item.1.spend))", "\(signed(item.1.carbon))"])
    }
    return table.html
  }

  /// The way from today to all changes, one step each.
  private var chart: HTML {
    var points = [
      PriceContentChart.Point(
        label: visit.say(SimulatorPageMessage.today), price: simulation.before.spend,
        carbon: simulation.before.production, isFull: false)
    ]
    for (position, effect) in simulation.effects.enumerated() {
      guard let last = points.last else { continue }
      points.append(
        .init(label: "\(position + 1)", price: last.price + effect.spend, carbon: last.carbon + effect.carbon))
    }
    return PriceContentChart(
      title: visit.say(SimulatorPageMessage.chart), description: visit.say(SimulatorPageMessage.chartSays),
      axes: (visit.say(SimulatorPageMessage.spend), visit.say(SimulatorPageMessage.production)), points: points,
      numbers: visit.numbers, isWay: true
    ).html
  }

  private func signed(_ amount: Money) -> String {
    (amount > .zero ? "+" : "") + visit.numbers.wholeEuros(amount)
  }

  private func signed(_ mass: CarbonMass) -> String { (mass > .zero ? "+" : "") + visit.numbers.carbon(mass) }
}
