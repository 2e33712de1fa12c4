// The classification rules an adviser keeps from one client to the next.

import CarbonAccounting
import Quantities
import Wording

/// A person's own rules, as YAML text like the `rules:` of firm.yaml.
public struct RuleBook: Sendable, Hashable {
  /// The rules, in the order they are tried.
  public private(set) var rules: [OwnRule]

  /// The most rules a book holds.
  public static let limit = 1000

  /// How a rule of the book stands to a firm's own.
  public enum Standing: Sendable, Hashable {
    /// The firm has no rule with these criteria.
    case new
    /// The firm has the same.
    case same
    /// The firm does otherwise with the same criteria.
    case conflicting(OwnRule.Outcome)
  }

  /// A book of rules.
  public init(_ rules: [OwnRule] = []) { self.rules = rules }

  /// Reads the text that is kept.
  ///
  /// - Throws: a refusal that names every mistake by line and field.
  public init(text: String?) throws(Refusal) {
    rules = if let text { try FirmFile(text: text).settings.rules } else { [] }
  }

  /// The text to keep.
  public func text(_ speaker: Speaker) throws(Refusal) -> String {
    guard !rules.isEmpty else { return "rules: []\n" }
    var settings = FirmSettings(activities: [])
    settings.rules = rules
    return try FirmFileWriter(speaker).text(FirmFile(settings: settings))
  }

  /// Adds rules; one with the same criteria takes the place of the one there.
  ///
  /// A supplier's number means nothing to another firm: where the name is known, the rule goes by the name.
  ///
  /// - Parameter names: the names of the firm's suppliers by their numbers.
  /// - Returns: how many rules are new or changed.
  /// - Throws: `advisers.book-full` for more than 1 000 rules.
  @discardableResult
  public mutating func add(_ new: [OwnRule], names: [String: String] = [:]) throws(Refusal) -> Int {
    var changed = 0
    for rule in new {
      let rule = rule.naming(names)
      if let index = rules.firstIndex(where: { $0.match == rule.match }) {
        if rules[index] != rule { changed += 1 }
        rules[index] = rule
      } else {
        rules.append(rule)
        changed += 1
      }
    }
    guard rules.count <= RuleBook.limit else {
      throw Refusal(Diagnostic(.error, RuleBookMessage.full, ["limit": .integer(RuleBook.limit)]))
    }
    return changed
  }

  /// Takes the rules at these places out.
  public mutating func remove(at positions: Set<Int>) {
    rules = rules.enumerated().filter { !positions.contains($0.offset) }.map(\.element)
  }

  /// How each rule stands to a firm's own, in the order of the book.
  public func standings(beside own: [OwnRule]) -> [(rule: OwnRule, standing: Standing)] {
    rules.map { rule in
      guard let known = own.first(where: { $0.match == rule.match }) else { return (rule, .new) }
      return (rule, known == rule ? .same : .conflicting(known.outcome))
    }
  }
}

/// What a book of rules refuses; texts with remedies in `Sources/Wording/Data/advisers.yaml`.
public enum RuleBookMessage: String, MessageKey {
  case full = "advisers.book-full"
}

extension OwnRule {
  /// The same rule, its supplier by name.
  fileprivate func naming(_ names: [String: String]) -> OwnRule {
    guard let number = match.supplier, let name = names[number], !name.isEmpty else { return self }
    return OwnRule(
      match: LineMatch(account: match.account, journal: match.journal, supplier: name, label: match.label),
      outcome: outcome)
  }
}
