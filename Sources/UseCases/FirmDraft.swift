// Drafting firm.yaml from a ledger: what the ledger says is filled in, what matters is asked, the rest is explained.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import Wording

/// A draft of a firm's settings file.
public struct FirmDraft: Sendable {
  /// The text to write.
  public let text: String
  /// The branch that was found, and the words it was found by; nil when none was.
  public let branch: (found: Branch, words: String)?

  /// Drafts the settings for a ledger.
  ///
  /// - Parameters:
  ///   - ledger: the FEC.
  ///   - activity: a NAF code or words; nil to look for the branch in the names of the revenue accounts.
  ///   - speaker: the language of the comments.
  public init(
    _ ledger: LedgerFile, activity: String?, library: Library, speaker: Speaker
  ) throws(Refusal) {
    let finder = BranchFinder(library.branches)
    if let activity {
      branch = (try finder.find(activity), activity)
    } else {
      branch = FirmDraft.branchInRevenue(ledger.ledger, finder)
    }
    // What is missing does not depend on the branch: any will do to read the ledger when none was found.
    let code = branch?.found.code ?? FirmDraft.anyBranch
    var settings = FirmSettings(activities: [Activity(id: "main", label: "main", naf: code)])
    settings.acceptsLabels = false
    let books = try CarbonBooks.keep(ledger.ledger, settings: settings, library: library.reference)
    text = DraftWriter(
      ledger: ledger, branch: branch?.found, books: books, library: library, speaker: speaker
    ).text()
  }

  /// Words of the revenue accounts, largest first, that name a branch: "Ventes de menuiseries" names joinery.
  private static func branchInRevenue(_ ledger: Ledger, _ finder: BranchFinder) -> (found: Branch, words: String)? {
    let balance = TrialBalance(ledger)
    let revenue = balance.accounts(withPrefix: "70").sorted { $0.balance < $1.balance }
    for row in revenue where row.balance < .zero {
      for word in row.name.folded.split(whereSeparator: { !$0.isLetter }).map(String.init)
      where word.count > 3 && !genericWords.contains(word) {
        if let found = finder.search(word).first { return (found, word) }
      }
    }
    return nil
  }

  /// Management consulting, a branch whose factors are near the middle.
  private static let anyBranch = "70.22Z"

  /// Words of revenue accounts that say nothing of the trade.
  private static let genericWords: Set<String> = [
    "vente", "ventes", "produit", "produits", "finis", "intermediaires", "prestation", "prestations", "service",
    "services", "marchandise", "marchandises", "travaux", "groupe", "activites", "annexes", "divers", "diverses",
    "france", "export", "rabais", "remises", "ristournes", "accordes", "taux", "soumises", "pour",
  ]
}
