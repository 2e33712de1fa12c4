// Finds a branch from what people say they do: nobody knows a NAF code by heart.

import Quantities

/// A branch that answers a search.
public struct BranchMatch: Sendable, Hashable {
  /// Why it was found, best first.
  public enum Reason: String, Sendable {
    /// The code was typed.
    case code
    /// An everyday word names it: "menuiserie".
    case everydayWord
    /// The words are in its official label.
    case label
    /// Some of the words are in its official label.
    case partOfLabel
  }

  /// The branch.
  public let branch: Branch
  /// Why it was found.
  public let reason: Reason
}

/// Searches the branches by code, by everyday words, by the words of their labels in French or English.
public struct NAFSearch: Sendable {
  private struct EverydayWord {
    let index: [UInt8]
    let code: String
  }

  private let nomenclature: Nomenclature
  private let everydayWords: [EverydayWord]
  /// The stems of each branch's label, French and English, as the branches stand.
  private let labels: [(fr: [UInt8], en: [UInt8])]

  /// Reads `nomenclatures/naf.csv` and `naf-words.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    let nomenclature = try Nomenclature(files)
    self.nomenclature = nomenclature
    everydayWords = try files.records("nomenclatures/naf-words.csv", columns: ["word", "code"]) {
      (record) throws(Diagnostic) in
      let code = try record.required("code")
      guard nomenclature[code] != nil else {
        throw record.problem(.branchUnknown, "code", ["value": .text(code)])
      }
      return EverydayWord(index: SearchText.index([try record.required("word")]), code: code)
    }
    labels = nomenclature.branches.map { (SearchText.index([$0.label.fr]), SearchText.index([$0.label.en])) }
  }

  /// The branches that answer, best first; the same words always give the same list.
  ///
  /// Everyday words come before labels, since firms do not speak like the nomenclature. Words are compared without
  /// accents, case or plural, and may be cut short ("menuis"). When no branch has all the words, those that have most.
  public func find(_ text: String, limit: Int = 10) -> [BranchMatch] {
    let found = byCode(text) + byWords(text)
    var seen: Set<String> = []
    return Array(found.filter { seen.insert($0.branch.code).inserted }.prefix(limit))
  }

  private func byCode(_ text: String) -> [BranchMatch] {
    guard text.first(where: { !$0.isWhitespace })?.isNumber == true else { return [] }
    let code = Nomenclature.normalized(text)
    return nomenclature.branches.filter { $0.code.hasPrefix(code) }.map { BranchMatch(branch: $0, reason: .code) }
  }

  private func byWords(_ text: String) -> [BranchMatch] {
    guard let query = SearchQuery(text) else { return [] }
    let found = everyday(query) + official(query)
    return found.isEmpty && query.count > 1 ? partial(query) : found
  }

  /// Rows of one word stand best first in the file, so order breaks ties.
  private func everyday(_ query: SearchQuery) -> [BranchMatch] {
    ranked(everydayWords.indices) { query.score(title: everydayWords[$0].index[...]) }
      .compactMap { nomenclature[everydayWords[$0].code] }.map { BranchMatch(branch: $0, reason: .everydayWord) }
  }

  private func official(_ query: SearchQuery) -> [BranchMatch] {
    let found = ranked(labels.indices) { position -> Int? in
      let scores = [labels[position].fr, labels[position].en].compactMap { query.score(title: $0[...]) }
      return scores.max()
    }
    return found.map { BranchMatch(branch: nomenclature.branches[$0], reason: .label) }
  }

  /// Those with most of the words, everyday words counting like labels.
  private func partial(_ query: SearchQuery) -> [BranchMatch] {
    var best: [String: Int] = [:]
    var order: [String] = []
    func count(_ code: String, _ index: [UInt8]) {
      let matches = query.matches(in: index[...])
      guard matches > 0 else { return }
      if best[code] == nil { order.append(code) }
      best[code] = max(best[code] ?? 0, matches)
    }
    for word in everydayWords { count(word.code, word.index) }
    for (branch, label) in zip(nomenclature.branches, labels) {
      count(branch.code, label.fr)
      count(branch.code, label.en)
    }
    return ranked(order.indices) { best[order[$0]] }
      .compactMap { nomenclature[order[$0]] }.map { BranchMatch(branch: $0, reason: .partOfLabel) }
  }
}

/// The positions that have a score, best score first, then in order.
func ranked(_ positions: Range<Int>, score: (Int) -> Int?) -> [Int] {
  positions.compactMap { position in score(position).map { (score: $0, position: position) } }
    .sorted { ($0.score, $1.position) > ($1.score, $0.position) }.map(\.position)
}
