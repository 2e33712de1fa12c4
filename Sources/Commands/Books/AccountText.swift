// The account on screen: one page that an owner reads in a minute.

import CarbonAccounting
import Quantities
import UseCases
import Wording

/// Lays out the carbon books as text.
struct AccountText {
  let speaker: Speaker
  /// What closes this account, an option or a command; nil when it is closed.
  let closing: String?
  let categoryName: (String) -> String

  /// The page of all activities, then what concerns the books as a whole.
  func text(_ books: CarbonBooks, title: String) -> String {
    var lines: [String] = []
    for account in books.accounts {
      lines += heading(account, title) + figures(account) + [""] + factors(account) + [""]
      lines += hotspots(account) + evidence(account)
    }
    lines += missing(books) + departures(books) + outside(books) + warnings(books)
    lines += ["", "  " + speaker.say(InterfaceMessage.explainHint)]
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ account: ProductAccount, _ title: String) -> [String] {
    let mode: InterfaceMessage =
      switch account.mode {
      case .closed: .modeClosed
      case .first: account.opening == nil ? .modeFirst : .modeUntransmitted
      case .budget: .modeBudget
      }
    let text = speaker.say(
      InterfaceMessage.title,
      [
        "firm": .text(title), "activity": .text(account.activity.label), "naf": .text(account.activity.naf),
        "start": .date(account.year.start), "end": .date(account.year.end),
        "mode": .message(Message(mode)),
      ])
    let width = text.split(separator: "\n").map(\.count).max() ?? 0
    return [text, String(repeating: "═", count: width), ""]
  }

  private func figures(_ account: ProductAccount) -> [String] {
    var table = Table(.left, .right, .right)
    let numbers = speaker.numbers
    table.add("", speaker.say(InterfaceMessage.headCarbon), speaker.say(InterfaceMessage.headAmount))
    for total in account.byCategory where total.key != "direct" {
      table.add("  " + categoryName(total.key), numbers.kilograms(total.carbon), numbers.wholeEuros(total.amount))
    }
    if account.direct != .zero {
      table.add("  " + speaker.say(InterfaceMessage.direct), numbers.kilograms(account.direct), "")
    }
    if let opening = account.opening {
      table.add("  " + speaker.say(InterfaceMessage.opening), numbers.kilograms(opening), "")
    }
    table.add(speaker.say(InterfaceMessage.production), numbers.kilograms(account.production), "")
    if account.mode != .budget {
      table.add(sales(account), numbers.kilograms(account.sales), "")
      if account.activity.kind == .resale {
        table.add(speaker.say(InterfaceMessage.lapsed), numbers.kilograms(account.lapsed), "")
      }
      table.rule()
      table.add(speaker.say(InterfaceMessage.balance), numbers.kilograms(account.balance ?? .zero), "")
    }
    let base: InterfaceMessage =
      switch account.activity.kind {
      case .production: .revenue
      case .resale: .margin
      case .publicService: .cost
      }
    table.add(speaker.say(base), "", numbers.wholeEuros(account.revenue))
    var lines = table.lines()
    if account.passedThrough != .zero {
      lines.append(
        "  " + speaker.say(InterfaceMessage.passedThrough, ["carbon": .carbon(account.passedThrough)]))
    }
    return lines
  }

  private func sales(_ account: ProductAccount) -> String {
    let factors = account.salesBasis.compactMap(\.factor)
    guard let factor = factors.last else {
      return speaker.say(account.salesAreDeemed ? InterfaceMessage.salesFirst : InterfaceMessage.sales)
    }
    return speaker.say(InterfaceMessage.salesAtFactor, ["factor": .intensity(factor, per: unit(account))])
  }

  private func factors(_ account: ProductAccount) -> [String] {
    guard let closing = try? account.closingFactor(), let emptying = try? account.emptyingFactor() else { return [] }
    var table = Table(.left, .right)
    table.add(
      speaker.say(InterfaceMessage.closingFactor), speaker.say(.intensity(closing, per: unit(account))))
    if account.mode != .budget {
      table.add(
        speaker.say(InterfaceMessage.emptyingFactor), speaker.say(.intensity(emptying, per: unit(account))))
    }
    let sentence = "  " + invoiceSentence(account, closing)
    return table.lines() + [sentence.wrapped(indent: "    ")] + projection(account)
  }

  /// What to print on invoices, once the account is closed.
  func invoiceSentence(_ account: ProductAccount, _ factor: CarbonIntensity) -> String {
    let once = self.closing.map { Message(InterfaceMessage.onceClosed, ["closing": .text($0)]) }
    return speaker.say(
      invoiceLine(account),
      [
        "factor": .intensity(factor, per: unit(account)), "grams": .text(speaker.numbers.decimal(factor.gramsText)),
        "year": .text(account.year.label), "when": once.map { .message($0) } ?? .text(""),
      ])
  }

  /// What the factor is per, in words: a factor per euro of margin must not pass for one per euro of price.
  private func unit(_ account: ProductAccount) -> String {
    guard account.activity.output == nil else { return account.factorUnit }
    return switch account.activity.kind {
    case .production: account.factorUnit
    case .resale: speaker.say(InterfaceMessage.perMargin)
    case .publicService: speaker.say(InterfaceMessage.perCost)
    }
  }

  /// The sentence that gives the factor to customers.
  private func invoiceLine(_ account: ProductAccount) -> InterfaceMessage {
    if account.mode == .budget { return .invoiceLineBudget }
    guard account.activity.output == nil else { return .invoiceLineUnit }
    return switch account.activity.kind {
    case .production: .invoiceLine
    case .resale: .invoiceLineMargin
    case .publicService: .invoiceLineCost
    }
  }

  /// Shown when the balance is not nil: what each choice of factor does in the years to come.
  private func projection(_ account: ProductAccount) -> [String] {
    guard account.activity.output == nil, let balance = account.balance, balance != .zero,
      let closing = project(account, balance, .closing), let emptying = project(account, balance, .emptying)
    else { return [] }
    var table = Table(.left, .right, .right, .right, .right)
    table.add(
      "", speaker.say(InterfaceMessage.projectionClosing), "kg", speaker.say(InterfaceMessage.projectionEmptying), "kg")
    for (one, other) in zip(closing, emptying) {
      table.add(
        speaker.say(InterfaceMessage.projectionYear, ["year": .text("+\(one.number)")]),
        speaker.numbers.decimal(one.factor.gramsText), speaker.numbers.kilograms(one.balance),
        speaker.numbers.decimal(other.factor.gramsText), speaker.numbers.kilograms(other.balance))
    }
    return ["", "  " + speaker.say(InterfaceMessage.projection)] + table.lines(indent: 4)
  }

  private func project(
    _ account: ProductAccount, _ balance: CarbonMass, _ policy: CarryOverProjection.Policy
  ) -> [CarryOverProjection.Year]? {
    try? CarryOverProjection.years(
      6, after: account.production, balance: balance, inputs: account.expected.inputs,
      revenue: account.expected.revenue, policy: policy)
  }
}
