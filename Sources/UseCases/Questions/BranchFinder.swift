import Quantities
import ReferenceData

/// Finds the branch of a firm from a NAF code or from everyday words, so that nobody has to know codes by heart.
public struct BranchFinder: Sendable {
  private let branches: NAFSearch

  /// A finder among the branches of the nomenclature.
  public init(_ branches: NAFSearch) { self.branches = branches }

  /// The branches that match, best first; the one of that code when `text` is a code.
  public func search(_ text: String) -> [Branch] { branches.find(text, limit: 15).map(\.branch) }

  /// The branch `text` means: that of a code, the first that an everyday word names, or the only one whose label
  /// holds the words.
  ///
  /// - Throws: when none matches, or when labels leave a choice: it is then spelt out.
  public func find(_ text: String) throws(Refusal) -> Branch {
    let found = branches.find(text, limit: 8)
    guard let first = found.first else {
      let key: UseCaseMessage = BranchFinder.looksLikeCode(text) ? .branchUnknownCode : .branchNotFound
      throw Refusal(
        Diagnostic(.error, key, ["words": .text(text), "code": .text(text)], field: "--activity"))
    }
    guard found.count == 1 || first.reason == .code || first.reason == .everydayWord else {
      let choices = found.map { "\($0.branch.code) \($0.branch.label.fr)" }.joined(separator: " · ")
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.branchAmbiguous,
          ["words": .text(text), "choices": .text(choices), "first": .text(first.branch.code)], field: "--activity"))
    }
    return first.branch
  }

  /// The branch of which `word` is an everyday name; nil for words that only occur in official labels.
  func trade(named word: String) -> Branch? {
    branches.find(word, limit: 1).first.flatMap { $0.reason == .everydayWord ? $0.branch : nil }
  }

  private static func looksLikeCode(_ text: String) -> Bool {
    text.count >= 2 && text.prefix(2).allSatisfy { $0.isASCII && $0.isNumber }
  }
}
