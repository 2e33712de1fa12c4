import Quantities

/// The word rules, indexed by the first of their words: a ledger asks this for every line.
struct WordRules: Sendable {
  private struct Candidate {
    let position: Int
    let words: [[UInt8]]
  }

  private let rules: [WordRule]
  private let candidates: [[UInt8]: [Candidate]]
  private let prefixes: Set<String>

  init(_ rules: [WordRule]) {
    self.rules = rules
    var candidates: [[UInt8]: [Candidate]] = [:]
    for (position, rule) in rules.enumerated() {
      let words = SearchText.words(rule.word)
      guard let first = words.first else { continue }
      candidates[first, default: []].append(Candidate(position: position, words: words))
    }
    self.candidates = candidates
    prefixes = Set(rules.flatMap(\.prefixes))
  }

  /// The first rule, in the order of the file, that holds for the account and stands in the text.
  func rule(account: String, text: String) -> WordRule? {
    guard isRefined(account) else { return nil }
    let words = SearchText.words(text)
    var best: Int?
    for (start, word) in words.enumerated() {
      for candidate in candidates[word] ?? [] where candidate.position < best ?? .max {
        guard words[start...].starts(with: candidate.words),
          rules[candidate.position].prefixes.contains(where: account.hasPrefix)
        else { continue }
        best = candidate.position
      }
    }
    return best.map { rules[$0] }
  }

  /// Whether any word refines the account: most lines of a ledger stop here.
  private func isRefined(_ account: String) -> Bool {
    var prefix = account[...]
    while !prefix.isEmpty {
      if prefixes.contains(String(prefix)) { return true }
      prefix = prefix.dropLast()
    }
    return false
  }
}
