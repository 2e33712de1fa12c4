// What the text of an instance may say: the program reckons with it, numbers on from it and prints it, whoever wrote it.

import CanonicalJSON
import Databases
import Quantities

extension InstanceTable {
  /// Whether a column may hold a value, beyond what its kind and its constraints say: numbers within the bounds that rows are
  /// read in, with room to number on; names as they may be given; ledgers that came to be in force.
  func allows(_ value: SQLValue, in column: String) -> Bool {
    switch value {
    case .null, .blob: true
    case .integer(let number): allows(number, in: column)
    case .text(let text): !text.utf8.contains(0) && allows(text, in: column)
    }
  }

  private func allows(_ number: Int64, in column: String) -> Bool {
    if column.hasSuffix("_cents") || column.hasSuffix("_grams") { return AmountWatch.holds(Money(cents: number)) }
    // Organisation 0 is the instance itself, which has a log and nothing else.
    let isNumbered = column == "id" || (column == "organisation_id" && name != "audit_event")
    return number >= (isNumbered ? 1 : 0) && number < JSONValue.highestCount
  }

  private func allows(_ text: String, in column: String) -> Bool {
    switch (name, column) {
    case ("ledger", "state"): text == "current" || text == "replaced"
    case ("organisation", "name"), ("person", "name"), ("territory", "name"): text.isName
    case ("organisation", "siren"): SIREN.isValid(text)
    case ("person", "email"): text.isEmail
    case ("supplier_request", "name"): text.isName
    default: true
    }
  }
}

extension String {
  /// Whether somebody or something may be called so: printable, and no longer than a line or two.
  var isName: Bool {
    contains(where: { !$0.isWhitespace }) && utf8.count <= 400 && !unicodeScalars.contains(where: { $0.value < 0x20 })
  }

  /// Whether it is an address in the form it is kept in.
  var isEmail: Bool {
    utf8.count <= 254 && contains("@") && !contains(where: \.isWhitespace)
      && !unicodeScalars.contains { $0.value < 0x20 }
  }
}
