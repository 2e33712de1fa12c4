import CarbonPricing
import Disclosure
import Quantities
import Wording

/// What each hypothesis changes, as lines of text.
struct SensitivityText {
  let speaker: Speaker

  func lines(_ result: SensitivityAnalysis.Result, swing: Double) -> [String] {
    let variant: [String: MessageValue] = ["variant": .text(result.variant)]
    var lines: [String] = []
    if !result.byPrice.isEmpty {
      lines += section(.sensitivityPrice, variant, result.byPrice) { speaker.pricePerTonne($0) }
    }
    lines += section(.sensitivityRate, variant, result.byRate) { speaker.rate($0) }
    lines += section(.sensitivityYears, variant, result.byYears) { speaker.number($0) }
    return lines + tornado(result, swing)
  }

  private func section(
    _ title: PricingWord, _ values: [String: MessageValue], _ cells: [SensitivityAnalysis.Cell],
    _ write: (Double) -> String
  ) -> [String] {
    var table = Table(.right, .right, .right)
    table.add("", speaker.say(PricingWord.differenceNPVWithCarbon), speaker.say(PricingWord.implicitPrice))
    for cell in cells {
      table.add(
        write(cell.value), speaker.euros(cell.npvWithCarbon),
        cell.implicitPrice.map { speaker.pricePerTonne($0) } ?? "—")
    }
    return ["", speaker.say(title, values)] + table.lines()
  }

  private func tornado(_ result: SensitivityAnalysis.Result, _ swing: Double) -> [String] {
    let charts = PricingCharts(speaker)
    var table = Table(.left, .right, .right, .right, .right)
    for bar in result.tornado {
      table.add(
        speaker.say(bar.hypothesis), charts.value(bar.hypothesis, bar.low.value), speaker.euros(bar.low.npvWithCarbon),
        charts.value(bar.hypothesis, bar.high.value), speaker.euros(bar.high.npvWithCarbon))
    }
    let values: [String: MessageValue] = ["variant": .text(result.variant), "swing": .text(speaker.rate(swing))]
    return ["", speaker.say(PricingWord.tornado, values)] + table.lines()
  }
}
