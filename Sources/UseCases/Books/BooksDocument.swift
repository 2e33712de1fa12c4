import CanonicalJSON
import CarbonAccounting
import Quantities

/// The books of a year as JSON for other programs. It depends on content alone: no path, layout, encoding or clock.
public enum BooksDocument {
  /// The books: accounts, what is missing, departures, warnings, expenses without carbon. Documented in
  /// `docs/FORMATS.md`.
  public static func json(_ books: CarbonBooks) throws(Refusal) -> JSONValue {
    do {
      return .object([
        "format": "sillage.books/1",
        "accounts": .array(try books.accounts.map { try account($0, books) }),
        "missing": .array(books.missing.map(missing)),
        "warnings": .array(books.warnings.map { AccountDocument.message($0.message) }),
        "outside": .array(books.outside.map(outside)),
        "spend_eur": .string(books.spend.decimalText),
        "notes": notes(books),
      ])
    } catch {
      throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
    }
  }

  private static func account(_ account: ProductAccount, _ books: CarbonBooks) throws -> JSONValue {
    guard case .object(var members) = try AccountDocument.json(account, departures: books.departures) else {
      return .null
    }
    members["suppliers"] = .array(account.bySupplier.map(total))
    members["accounts"] = .array(account.byAccount.map(total))
    members["label"] = .string(account.activity.label)
    members["uncertainty_g"] = .integer(account.uncertainty.grams)
    return .object(members)
  }

  private static func total(_ total: EntryTotal) -> JSONValue {
    .object([
      "id": .string(total.key), "name": .string(total.name), "amount_eur": .string(total.amount.decimalText),
      "carbon_g": .integer(total.carbon.grams),
    ])
  }

  private static func missing(_ item: MissingItem) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(item.kind.rawValue), "account": .string(item.account), "factor": .string(item.factor),
      "spend_eur": .string(item.spend.decimalText), "carbon_g": .integer(item.carbon.grams),
      "proposed_quantity": .optional(item.proposal?.value.decimalText(places: 3)),
      "proposed_unit": .optional(item.proposal?.unit.symbol),
      "proposed_carbon_g": item.proposedCarbon.map { .integer($0.grams) } ?? .null,
      "message": AccountDocument.message(item.message),
    ]
    // Only where it is so: books in which nothing was acknowledged are spelt as ever.
    if item.isAcknowledged { members["acknowledged"] = true }
    return .object(members)
  }

  /// What there is to say, exact and in the order of the lists it belongs to: read back without keeping the books again.
  private static func notes(_ books: CarbonBooks) -> JSONValue {
    .object([
      "missing": .array(books.missing.map { MessageDocument.json($0.message) }),
      "warnings": .array(books.warnings.map { MessageDocument.json($0.message) }),
      "departures": .array(books.departures.map(MessageDocument.json)),
      "outside": .array(books.outside.map { MessageDocument.json($0.rule.message) }),
    ])
  }

  private static func outside(_ account: OutsideAccount) -> JSONValue {
    .object([
      "account": .string(account.account), "name": .string(account.name),
      "amount_eur": .string(account.amount.decimalText), "reason": AccountDocument.message(account.rule.message),
    ])
  }
}
