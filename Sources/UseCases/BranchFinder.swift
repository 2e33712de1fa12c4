import Quantities
import ReferenceData

/// Finds the branch of a firm from a NAF code or from everyday words, so that nobody has to know codes by heart.
public struct BranchFinder: Sendable {
  let nomenclature: Nomenclature

  /// A finder in a nomenclature.
  public init(_ nomenclature: Nomenclature) { self.nomenclature = nomenclature }

  /// The branches that match, best first; the one of that code when `text` is a code.
  public func search(_ text: String) -> [Branch] {
    nomenclature[text].map { [$0] } ?? nomenclature.search(text)
  }

  /// The one branch `text` means.
  ///
  /// - Throws: when none matches, or when words match several: the choices are then named.
  public func find(_ text: String) throws(Refusal) -> Branch {
    if BranchFinder.looksLikeCode(text) {
      guard let branch = nomenclature[text] else {
        throw Refusal(Diagnostic(.error, UseCaseMessage.branchUnknownCode, ["code": .text(text)], field: "--activity"))
      }
      return branch
    }
    let found = search(text)
    guard let first = found.first else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.branchNotFound, ["words": .text(text)], field: "--activity"))
    }
    guard found.count == 1 else {
      let choices = found.prefix(8).map { "\($0.code) \($0.label.fr)" }.joined(separator: " · ")
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.branchAmbiguous,
          ["words": .text(text), "choices": .text(choices), "first": .text(first.code)], field: "--activity"))
    }
    return first
  }

  private static func looksLikeCode(_ text: String) -> Bool {
    text.prefix(2).count == 2 && text.prefix(2).allSatisfy { $0.isASCII && $0.isNumber }
  }
}
