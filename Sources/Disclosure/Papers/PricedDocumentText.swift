// A priced document as plain text, for a mail or a billing program.

import Quantities
import Wording

extension PricedDocument {
  /// The document as lines of at most 78 characters, ending with a newline.
  public func text(_ speaker: Speaker) -> String {
    var lines = [firm]
    if kind != .letterhead {
      lines += ["", heading(speaker), ""] + rows.flatMap { row($0, speaker) }
    }
    if kind == .quote {
      lines += [
        "", "\(speaker.say(PricedMessage.total)) : \(speaker.numbers.euros(total))",
        "\(speaker.say(PricedMessage.totalContent)) : \(speaker.numbers.carbon(content))",
      ]
    }
    lines += [""] + notes(speaker)
    return lines.flatMap(Self.wrapped).joined(separator: "\n") + "\n"
  }

  func heading(_ speaker: Speaker) -> String {
    var parts = [speaker.say(title)]
    if !number.isEmpty { parts[0] += " \(number)" }
    if !customer.isEmpty { parts.append(customer) }
    parts.append(speaker.numbers.date(date))
    return parts.joined(separator: " · ")
  }

  private func row(_ row: Row, _ speaker: Speaker) -> [String] {
    let carbon = row.content.map(speaker.numbers.carbon) ?? speaker.say(PricedMessage.notTransmitted)
    let unit = row.line.unit.isEmpty ? "" : " \(row.line.unit)"
    let price = speaker.numbers.euros(row.line.price)
    let figures =
      kind == .quote
      ? "\(speaker.numbers.decimal(row.line.quantity.shortText))\(unit) × \(price) = \(speaker.numbers.euros(row.amount))"
      : "\(price)\(unit.isEmpty ? "" : " /\(unit)")"
    return ["- \(row.line.name)", "  \(figures) · \(carbon)"]
  }

  /// The words of a line, on as many as they need.
  private static func wrapped(_ line: String) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      if !current.isEmpty, current.count + 1 + word.count > 78 {
        lines.append(current)
        current = "  \(word)"
      } else {
        current += (current.isEmpty ? "" : " ") + word
      }
    }
    return lines + [current]
  }
}
