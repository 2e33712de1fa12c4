import PricingUseCases
import Disclosure
import Quantities
import UseCases
import Wording

/// The guide's cases as a page of text or Markdown.
struct GuideCasesText {
  let speaker: Speaker

  private func say(_ key: PricingWord, _ values: [String: MessageValue] = [:]) -> String { speaker.say(key, values) }

  private static let sections: [(id: String, title: PricingWord)] = [
    ("trajectories", .sectionTrajectories), ("application-1", .sectionApplication1),
    ("application-2", .sectionApplication2), ("application-3", .sectionApplication3),
  ]

  func text(_ cases: [GuideCase]) -> String {
    var lines = [say(.cases)]
    for section in GuideCasesText.sections {
      lines += ["", say(section.title)]
      var table = Table(.left, .right, .right, .right, .left)
      table.add(say(.headCase), say(.headGuide), say(.headComputed), say(.headDifference), say(.headVerdict))
      for one in cases where one.application == section.id {
        table.add(speaker.say(one.label), printed(one), computed(one), difference(one), verdict(one))
      }
      lines += table.lines()
    }
    let errata = cases.filter { $0.isErratum }
    lines += ["", say(.casesErrata)]
    lines += errata.map { "  – \(speaker.say($0.label))\(colon)\(speaker.say($0.note))".wrapped() }
    return (lines + ["", count(cases)]).joined(separator: "\n") + "\n"
  }

  func markdown(_ cases: [GuideCase]) -> String {
    var lines = ["# \(say(.cases))", "", say(.casesAbout), "", count(cases)]
    for section in GuideCasesText.sections {
      lines += ["", "## \(say(section.title))", ""]
      lines.append(
        row([
          say(.headPlace), say(.headCase), say(.headGuide), say(.headComputed), say(.headDifference),
          say(.headVerdict), say(.headNote),
        ]))
      lines.append("|---|---|---:|---:|---:|---|---|")
      for one in cases where one.application == section.id {
        lines.append(
          row([
            one.place, speaker.say(one.label), "\(printed(one))\(unit(one))", computed(one),
            difference(one), verdict(one), speaker.say(one.note),
          ]))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var colon: String { speaker.language == .fr ? " : " : ": " }

  private func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private func count(_ cases: [GuideCase]) -> String {
    say(
      .casesCount,
      [
        "count": .integer(cases.count), "holding": .integer(cases.filter { $0.holds && !$0.isErratum }.count),
        "errata": .integer(cases.filter { $0.isErratum }.count), "failing": .integer(cases.filter { !$0.holds }.count),
      ])
  }

  private func unit(_ one: GuideCase) -> String { one.unit == "1" ? "" : " \(one.unit)" }

  private func verdict(_ one: GuideCase) -> String {
    say(!one.holds ? .fails : one.isErratum ? .erratum : .holds)
  }

  private func printed(_ one: GuideCase) -> String { speaker.numbers.decimal(one.expectedText) }

  /// Two decimals more than the guide prints, so that its rounding can be seen.
  private func computed(_ one: GuideCase) -> String {
    speaker.number(one.computed, GuideCasesText.places(one.step) + 2)
  }

  private func difference(_ one: GuideCase) -> String {
    speaker.number(one.difference, GuideCasesText.places(one.step) + 2)
  }

  /// The decimals of a step: 0.01 has two.
  private static func places(_ step: Rational) -> Int {
    (0...6).first { places in
      var power: Int64 = 1
      for _ in 0..<places { power *= 10 }
      return (try? step.times(Rational(power)))?.denominator == 1
    } ?? 6
  }
}
