import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import Wording
import WrittenFiles

/// Writes the text of a draft, section by section, each with the comment that says what it is for.
struct DraftWriter {
  let ledger: LedgerFile
  let branch: Branch?
  let books: CarbonBooks
  let library: Library
  let speaker: Speaker

  func text() -> String {
    let sections = [head, firm, activities, measures, rules, contents, direct, others, accounts]
    return sections.joined(separator: "\n") + "\n"
  }

  /// A comment. Texts of the ledger are put on one line: what followed a line break would no longer be a comment.
  private func say(_ key: DraftMessage, _ values: [String: MessageValue] = [:]) -> String {
    let values = values.mapValues { value -> MessageValue in
      if case .text(let text) = value { return .text(text.onOneLine) }
      return value
    }
    return speaker.say(key, values).split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)" }
      .joined(separator: "\n") + "\n"
  }

  private var head: String {
    say(.head, ["ledger": .text(ledger.name), "start": .date(books.year.start), "end": .date(books.year.end)])
  }

  private var firm: String {
    let siren = (ledger.parsedName?.siren ?? "").quotedForYAML
    return "firm:\n  name: \(speaker.say(DraftMessage.firmName).quotedForYAML)\n  siren: \(siren)\n"
  }

  private var activities: String {
    var text = say(branch == nil ? .activityUnknown : .activity)
    text += "activities:\n  - id: main\n"
    if let branch {
      text += "    name: \(speaker.say(branch.label).quotedForYAML)\n    naf: \(branch.code)\n"
    } else {
      text += "    naf: \"\"\n"
    }
    let resale = books.warnings.first { $0.message.key == CarbonMessage.warningResale.rawValue }
    if let resale {
      text += say(.resale, resale.message.values).indented
      text += "  - id: resale\n    name: \(speaker.say(DraftMessage.resaleName).quotedForYAML)\n"
      text += "    naf: \((branch?.code ?? "").quotedForYAML)\n    kind: resale\n"
    }
    return text
  }

  /// The questions that matter, largest first: quantities of energy and kilometres.
  private var measures: String {
    let asked = books.missing.filter { !$0.factor.isEmpty && $0.kind != .energyKind }
    var text = say(asked.isEmpty ? .measuresNone : .measures)
    guard !asked.isEmpty else { return text }
    text += "measures:\n"
    for item in asked { text += question(item) }
    return text
  }

  /// One question. Only a quantity that every line of the account bears is proposed as the account's; a part of it
  /// would pass for the whole.
  private func question(_ item: MissingItem) -> String {
    let shown = library.reference.factors.factor(item.factor).map { speaker.numbers.unit($0.unit) } ?? ""
    let whole = item.proposal.flatMap { item.isPartial ? nil : $0 }
    let key: DraftMessage = whole != nil ? .measureProposed : item.proposal != nil ? .measurePartial : .measure
    let values: [String: MessageValue] = [
      "account": .text(item.account), "name": .text(name(of: item.account)), "spend": .money(item.spend),
      "carbon": .carbon(item.carbon), "quantity": item.proposal.map { .quantity($0) } ?? "", "unit": .text(shown),
      "lines": item.message.values["lines"] ?? 0, "of": item.message.values["of"] ?? 0,
    ]
    return say(key, values).indented + "  # - energy: \(item.factor)\n"
      + "  #   account: \(item.account.quotedForYAML)\n"
      + "  #   quantity: \(whole.map { $0.value.roundedText } ?? "…") \(shown)\n"
      + "  #   evidence: \(speaker.say(DraftMessage.evidence))\n"
  }

  private var rules: String {
    let undecided = books.missing.filter { $0.kind == .rule || $0.kind == .energyKind }
    guard !undecided.isEmpty else { return say(.rulesNone) }
    let lines = undecided.map { item in
      say(.rule, ["account": .text(item.account), "name": .text(name(of: item.account)), "spend": .money(item.spend)])
        .indented + "  # - account: \(item.account.quotedForYAML)\n  #   category: other\n  #   factor: …\n"
    }
    return say(.rules) + "rules:\n" + lines.joined()
  }

  private var contents: String {
    let largest = books.accounts.first?.bySupplier.prefix(3) ?? []
    let examples = largest.map { supplier in
      "  # - supplier: \(supplier.key.quotedForYAML)   # \(supplier.name.onOneLine), "
        + "\(speaker.say(.carbon(supplier.carbon)))\n"
        + "  #   factor: …\n  #   account: …\n  #   evidence: …\n"
    }
    return say(.contents) + "supplier_contents:\n" + examples.joined()
  }

  private var direct: String {
    guard let item = books.missing.first(where: { $0.kind == .directEmissions }) else { return say(.directNone) }
    return say(.direct, item.message.values) + "direct_emissions:\n"
      + "  # - what: …\n  #   carbon: … t\n  #   author: …\n  #   date: …\n  #   evidence: …\n"
  }

  private var others: String { say(.others) }

  /// How the largest accounts are classified, for the reader to check.
  private var accounts: String {
    var text = say(.accounts)
    for total in books.accounts.first?.byAccount.sorted(by: { $0.amount > $1.amount }).prefix(20) ?? [] {
      let entry = books.journal.entries.first { $0.account == total.key }
      let category = entry.flatMap { library.reference.classification.category($0.category) }
      let factor = entry?.factor.map { "\($0.id) \($0.vintage)" } ?? ""
      let what = category.map { speaker.say($0.label) } ?? ""
      text +=
        "#   \(total.key.onOneLine)  \(total.name.onOneLine) · \(speaker.numbers.wholeEuros(total.amount))"
        + " → \(what) · \(factor)\n"
    }
    return text
  }

  private func name(of account: String) -> String { ledger.ledger.names.accounts[account] ?? "" }

}

extension MissingItem {
  /// Whether the labels give a quantity for some lines of the account only.
  fileprivate var isPartial: Bool {
    guard case .integer(let lines) = message.values["lines"], case .integer(let all) = message.values["of"] else {
      return false
    }
    return lines < all
  }
}

extension Rational {
  /// With two decimals at most, and none that say nothing.
  fileprivate var roundedText: String { decimalText(places: denominator == 1 ? 0 : 2) }
}

extension String {
  /// Every line moved two spaces to the right.
  fileprivate var indented: String {
    split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}
