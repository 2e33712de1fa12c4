// What a careful reader says of suppliers' contents: an invoice cannot have borne a factor of an account that was not closed yet.

import Quantities

/// Departures about suppliers' contents; texts in `Sources/Wording/Data/contents-late.yaml`.
public enum ContentMessage: String, MessageKey {
  case departureLate = "content.departure-late"
}

extension BookReview {
  /// Contents of accounts that were closed after the purchases they count: no invoice transmitted them.
  func contentDepartures() -> [Message] {
    context.settings.supplierContents.compactMap { content in
      guard let closedOn = content.closedOn else { return nil }
      let late = journal.entries.filter { $0.basis == .supplierContent(content) && $0.date < closedOn }
      guard !late.isEmpty else { return nil }
      return Message(
        ContentMessage.departureLate,
        [
          "supplier": .text(content.supplier), "account": .text(content.account), "date": .date(closedOn),
          "amount": .money(late.compactMap(\.amount).total()), "carbon": .carbon(late.map(\.carbon).total()),
        ])
    }
  }
}
