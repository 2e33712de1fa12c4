// The evidence an answer has when nobody typed one. It is kept in French whoever answers, so that files and seals do not
// depend on the language of a browser, and read in the reader's language.

import Quantities
import Wording

/// Evidence the program words itself; texts in `Sources/Wording/Data/evidence.yaml`.
public enum UsualEvidence: String, MessageKey {
  /// No document was cited.
  case uncited = "evidence.uncited"
  /// The quantities stand in the ledger's labels.
  case labels = "evidence.labels"
  /// A supplier's content of last year was taken again.
  case lastYear = "evidence.last-year"

  /// The text that settings keep.
  public func kept(_ catalogue: Catalogue) -> String { catalogue[rawValue]?.text[.fr] ?? rawValue }

  /// What settings keep of a typed text: the usual evidence it is in any language, else the text; `uncited` for nothing.
  public static func kept(_ typed: String, _ catalogue: Catalogue) -> String {
    typed.isEmpty ? uncited.kept(catalogue) : said(typed, catalogue)?.kept(catalogue) ?? typed
  }

  /// A kept text in the reader's words.
  public static func shown(_ kept: String, by speaker: Speaker, _ catalogue: Catalogue) -> String {
    said(kept, catalogue).map { speaker.say($0) } ?? kept
  }

  private static func said(_ text: String, _ catalogue: Catalogue) -> UsualEvidence? {
    allCases.first { catalogue[$0.rawValue]?.text.values.contains(text) ?? false }
  }
}
