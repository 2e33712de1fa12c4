// The comparison: who comes first and why, a table, a chart.

import CalculatorUseCases
import Markup
import Quantities
import ReferenceData
import UseCases
import Wording

struct OffersResult {
  let comparison: OfferComparison
  let price: Rational
  let factor: EmissionFactor?
  let visit: FirmVisit

  var html: HTML {
    let title = visit.say(OffersMessage.result)
    return Piece.section(title, "\(best)\(table)\(chart)")
  }

  private var best: HTML {
    guard let first = comparison.lines.first else { return .empty }
    let text = visit.say(
      OffersMessage.best,
      [
        "name": .text(first.offer.name), "price": .money(first.offer.price), "carbon": .carbon(first.content),
        "together": .money(first.together),
      ])
    var notes: [HTML] = []
    if first.isTransmitted { notes.append(Piece.text(visit.say(OffersMessage.bestTransmitted))) }
    if let turning = comparison.turningPrice {
      notes.append(Piece.text(visit.say(OffersMessage.turning, ["price": .decimal(turning, places: 0)])))
    }
    return Piece.notice(first.isTransmitted ? "good" : "note", text, HTML(notes))
  }

  private var table: HTML {
    var table = DataTable(
      visit.say(OffersMessage.caption, ["price": .decimal(price, places: 0)]),
      [
        .text(visit.say(OffersMessage.name)), .number(visit.say(OffersMessage.price)),
        .number(visit.say(OffersMessage.carbon)), .number(visit.say(OffersMessage.perEuro)),
        .number(visit.say(OffersMessage.carbonCost)), .number(visit.say(OffersMessage.together)),
      ])
    for (place, line) in comparison.lines.enumerated() {
      let mark: HTML =
        line.isTransmitted
        ? "<span class=\"tag good\">✓ \(visit.say(OffersMessage.transmitted))</span>"
        : "<span class=\"tag\">\(visit.say(OffersMessage.estimated))</span>"
      let margin: HTML =
        line.margin.map {
          "<br><span class=\"muted small\">\(visit.say(OffersMessage.margin, ["carbon": .carbon($0)]))</span>"
        } ?? .empty
      table.add([
        "\(place + 1). \(line.offer.name) \(mark)", "\(visit.numbers.euros(line.offer.price))",
        "<span>\(visit.numbers.carbon(line.content))\(margin)</span>",
        "\(visit.numbers.decimal(line.perEuro.rational.decimalText(places: 0))) g",
        "\(visit.numbers.euros(line.carbonCost))", "<strong>\(visit.numbers.euros(line.together))</strong>",
      ])
    }
    let source: HTML =
      factor.map { Piece.text("\(visit.speaker.say($0.name)) · \($0.citation.text)", class: "muted small") } ?? .empty
    return table.html + source
  }

  private var chart: HTML {
    let title = visit.say(OffersMessage.chart)
    let chart = PriceContentChart(
      title: title, description: visit.say(OffersMessage.chartSays),
      axes: (visit.say(OffersMessage.price), visit.say(OffersMessage.carbon)),
      points: comparison.lines.enumerated().map {
        .init(
          label: "\($0.offset + 1)", price: $0.element.offer.price, carbon: $0.element.content,
          isFull: $0.element.isTransmitted)
      }, numbers: visit.numbers)
    return chart.html + Piece.text(visit.say(OffersMessage.legend), class: "muted small")
  }
}
