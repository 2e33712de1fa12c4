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

  /// The branch that the names of the revenue accounts tell ("Ventes de menuiseries"), largest first; else the one that
  /// the words of the sales lines tell, those that carry the most revenue first.
  package static func branchInRevenue(_ ledger: Ledger, _ finder: BranchFinder) -> (found: Branch, words: String)? {
    let accounts = TrialBalance(ledger).accounts(withPrefix: "70").sorted { $0.balance < $1.balance }
    let named = accounts.filter { $0.balance < .zero }.flatMap { words($0.name) }
    var weights: [String: Money] = [:]
    for line in ledger.lines where line.account.hasPrefix("70") {
      for word in Set(words(line.label)) { weights[word, default: .zero] -= line.balance }
    }
    let sold = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40).map(\.key)
    for word in named + sold {
      if let found = finder.trade(named: word) { return (found, word) }
    }
    return nil
  }

  private static func words(_ text: String) -> [String] {
    text.folded.split { !$0.isLetter }.map(String.init).filter { $0.count > 3 && !genericWords.contains($0) }
  }

  /// Management consulting, a branch whose factors are near the middle.
  private static let anyBranch = "70.22Z"

  /// Words of revenue accounts that say nothing of the trade.
  private static let genericWords: Set<String> = [
    "vente", "ventes", "produit", "produits", "finis", "intermediaires", "prestation", "prestations", "service",
    "services", "marchandise", "marchandises", "travaux", "groupe", "activites", "annexes", "divers", "diverses",
    "france", "export", "facture", "factures", "avoir", "acompte", "client", "clients", "solde", "rabais", "remises",
    "ristournes", "accordes", "taux", "soumises", "pour",
  ]
}
