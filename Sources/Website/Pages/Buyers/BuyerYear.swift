// The year that pages about suppliers speak of: the one asked for, else the latest with a ledger.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases

struct BuyerYear {
  let year: StoredYear
  let books: StoredBooks
  let settings: SettingsInForce

  /// Nil while there is no ledger, or nobody said what the firm does.
  init?(_ visit: FirmVisit) throws(Refusal) {
    let label = visit.query["year"].isEmpty ? visit.form["year"] : visit.query["year"]
    var year: StoredYear?
    if label.isEmpty {
      for known in try visit.firm.years().reversed() where year == nil {
        if try visit.firm.ledgers(of: known.id).contains(where: \.isCurrent) { year = known }
      }
    } else {
      do throws(Refusal) { year = try visit.firm.year(label) } catch {
        throw Refusal(Diagnostic(.error, StorageMessage.notFound))
      }
    }
    guard let year else { return nil }
    let settings = try SettingsInForce(visit.firm, year)
    guard !settings.file.settings.activities.isEmpty, settings.version > 0 || year.isClosed else { return nil }
    self.year = year
    self.settings = settings
    guard visit.firm.may(.keep) else {
      // Whoever keeps nothing sees what was posted.
      guard let account = try visit.firm.account(of: year.id), let books = StoredBooks(document: account.document)
      else { return nil }
      self.books = books
      return
    }
    books = try CurrentBooks.of(year, visit)
  }

  /// The suppliers, with who was asked.
  func review(_ visit: FirmVisit) throws(Refusal) -> SupplierReview {
    SupplierReview(
      books, settings: settings.file.settings, requests: try visit.firm.supplierRequests(of: year.id))
  }
}

extension FirmVisit {
  /// What a page shows that needs an account, where there is none yet.
  func withoutAccount(_ title: String) -> Answer {
    let content: HTML = """
      \(Piece.heading(title))\(Piece.card(Piece.text(say(BuyerMessage.noAccount))))
      <p class="actions">\(Piece.button(path(), say(BuyerMessage.noAccountLink)))</p>
      """
    return firmPage(title, content)
  }
}

/// Where a published account is shown to anybody.
enum PublishedAddress {
  /// Its short path.
  static func path(_ code: String) -> LinkPath { LinkPath("/a/" + LinkPath.escaped(code)) }
}
