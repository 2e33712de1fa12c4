import CarbonAccounting
import Quantities
import Wording

// The lower half of the page: where carbon comes from, how sure it is, and what to do.
extension AccountText {
  /// How many suppliers and accounts are shown.
  private var shown: Int { 10 }

  func hotspots(_ account: ProductAccount) -> [String] {
    top(speaker.say(InterfaceMessage.suppliers), account.bySupplier, account)
      + top(speaker.say(InterfaceMessage.accounts), account.byAccount, account)
  }

  private func top(_ title: String, _ totals: [EntryTotal], _ account: ProductAccount) -> [String] {
    guard !totals.isEmpty else { return [] }
    let numbers = speaker.numbers
    var table = Table(.left, .left, .right, .right, .right)
    table.add(
      title, "", speaker.say(InterfaceMessage.headCarbon), speaker.say(InterfaceMessage.headShare),
      speaker.say(InterfaceMessage.headAmount))
    for total in totals.prefix(shown) {
      table.add(
        total.key, total.name, numbers.kilograms(total.carbon), share(total.carbon, of: account.inputs),
        numbers.wholeEuros(total.amount))
    }
    let rest = totals.dropFirst(shown)
    if !rest.isEmpty {
      let carbon = rest.map(\.carbon).total()
      table.add(
        "", speaker.say(InterfaceMessage.others, ["count": .integer(rest.count)]), numbers.kilograms(carbon),
        share(carbon, of: account.inputs), numbers.wholeEuros(rest.map(\.amount).total()))
    }
    return table.lines() + [""]
  }

  func evidence(_ account: ProductAccount) -> [String] {
    let names: [(EvidenceQuality, InterfaceMessage)] = [
      (.supplier, .evidenceSupplier), (.physical, .evidencePhysical), (.monetary, .evidenceMonetary),
      (.statement, .evidenceStatement),
    ]
    var table = Table(.left, .right, .left)
    for (quality, name) in names {
      let carbon = account.byQuality[quality] ?? .zero
      let part = (try? carbon.rational.divided(by: account.inputs.rational)) ?? .zero
      let bar = String(repeating: "█", count: max(0, min(30, Int((part.approximate * 30).rounded()))))
      table.add(speaker.say(name), share(carbon, of: account.inputs), bar)
    }
    return ["  " + speaker.say(InterfaceMessage.evidence)] + table.lines(indent: 4) + [""]
  }

  func missing(_ books: CarbonBooks) -> [String] {
    if books.missing.isEmpty { return ["  " + speaker.say(InterfaceMessage.missingNothing)] }
    var lines = ["  " + speaker.say(InterfaceMessage.missing)]
    for (position, item) in books.missing.enumerated() {
      lines.append(("  – " + speaker.say(item.message)).wrapped())
      // The same remedy under several lines is said once, under the last.
      let remedy = speaker.remedy(for: item.message)
      let next = books.missing.dropFirst(position + 1).first.map { speaker.remedy(for: $0.message) }
      if !remedy.isEmpty, remedy != next { lines.append(speaker.remedyLine(remedy)) }
    }
    return lines
  }

  func departures(_ books: CarbonBooks) -> [String] {
    guard !books.departures.isEmpty else { return [] }
    return ["", "  " + speaker.say(InterfaceMessage.departures)]
      + books.departures.map { ("  – " + speaker.say($0)).wrapped() }
  }

  /// Expenses that carry nothing, by two-digit account: what was left out must be seen.
  func outside(_ books: CarbonBooks) -> [String] {
    let groups = Dictionary(grouping: books.outside) { String($0.account.prefix(2)) }
    guard !groups.isEmpty else { return [] }
    let accounts = groups.sorted { $0.key < $1.key }.map { prefix, rows in
      "\(prefix) \(speaker.numbers.wholeEuros(rows.map(\.amount).total()))"
    }
    let text = speaker.say(InterfaceMessage.outside, ["accounts": .text(accounts.joined(separator: " · "))])
    return ["", ("  " + text).wrapped()]
  }

  func warnings(_ books: CarbonBooks) -> [String] {
    guard !books.warnings.isEmpty else { return [] }
    return [""] + books.warnings.map { speaker.text($0) }
  }

  private func share(_ part: CarbonMass, of whole: CarbonMass) -> String {
    guard let share = try? part.rational.divided(by: whole.rational) else { return "–" }
    return speaker.numbers.percent(share)
  }
}
