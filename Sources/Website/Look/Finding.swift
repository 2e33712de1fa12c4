// What a page says is wrong: once for all the places where it is wrong in the same way.

import Markup
import Quantities
import UseCases
import Wording

/// Something wrong, with every place it was found in.
struct Finding {
  /// Lines named of one finding.
  private static let mostLines = 8

  /// The first message; those of other places may differ by their day only.
  let message: Message
  /// The file, where one is named.
  let file: String?
  /// How many times it was found.
  let count: Int
  /// The lines it was found on, each once.
  let lines: [Int]

  private struct Kind: Hashable {
    let key: String
    let values: [String: MessageValue]
    let file: String?
  }

  /// Findings in the order they were first met.
  static func all(_ diagnostics: [Diagnostic]) -> [Finding] {
    var order: [Kind] = []
    var found: [Kind: [Diagnostic]] = [:]
    for diagnostic in diagnostics {
      // A ledger that lacks a price lacks it on the day of each of its lines: that is one thing to mend.
      let values = diagnostic.message.values.filter { if case .date = $0.value { false } else { true } }
      let kind = Kind(key: diagnostic.message.key, values: values, file: diagnostic.file)
      if found[kind] == nil { order.append(kind) }
      found[kind, default: []].append(diagnostic)
    }
    return order.compactMap { kind in
      guard let all = found[kind], let first = all.first else { return nil }
      return Finding(
        message: first.message, file: kind.file, count: all.count, lines: Set(all.compactMap(\.line)).sorted())
    }
  }

  /// What, where, how often, and what to do.
  func html(_ visit: some Visiting) -> HTML {
    let remedy = visit.speaker.remedy(for: message)
    let place = [file, places(visit)].compactMap { $0 }.joined(separator: ", ")
    return """
      <li>\(place.isEmpty ? .empty : "<span class=\"place\">\(place)</span> ")\(visit.speaker.say(message))\
      \(remedy.isEmpty ? .empty : "<span class=\"remedy\">\(remedy)</span>")</li>
      """
  }

  private func places(_ visit: some Visiting) -> String? {
    let shown = lines.prefix(Finding.mostLines).map { String($0) }.joined(separator: ", ")
    let named = shown + (lines.count > Finding.mostLines ? "…" : "")
    if count == 1 { return lines.first.map { visit.say(PlaceMessage.line, ["line": .integer($0)]) } }
    return lines.isEmpty
      ? visit.say(PlaceMessage.times, ["count": .integer(count)])
      : visit.say(PlaceMessage.lines, ["count": .integer(count), "lines": .text(named)])
  }
}

/// Where something stands; texts in `website.yaml`.
public enum PlaceMessage: String, MessageKey {
  case line = "place.line"
  case lines = "place.lines"
  case times = "place.times"
}
