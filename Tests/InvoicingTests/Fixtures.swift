import Foundation
import Quantities
import TestSupport

@testable import Invoicing

/// Invoices of our own, and ways to change them.
enum Fixtures {
  static let all = ["ubl-invoice.xml", "ubl-credit-note.xml", "cii-invoice.xml"]

  static func bytes(_ name: String) throws -> [UInt8] { try Checkout.bytes("Tests/InvoicingTests/Fixtures/\(name)") }

  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  static func invoice(_ name: String) throws -> Invoice { try InvoiceReader().read(bytes(name)) }

  /// The text of an invoice with parts of it replaced; each must be there.
  static func changed(_ name: String, _ changes: [(String, String)]) throws -> [UInt8] {
    var text = try text(name)
    for (old, new) in changes {
      guard text.contains(old) else { throw Missing(text: old) }
      text = text.replacing(old, with: new)
    }
    return Array(text.utf8)
  }

  struct Missing: Error { let text: String }

  /// Why a reading is refused; empty when it is not.
  static func refusal(_ read: () throws -> Void) -> [String] {
    do {
      try read()
      return []
    } catch { return (error as? Refusal)?.diagnostics.map(\.message.key) ?? ["\(error)"] }
  }
}

extension Rational {
  /// An exact number of a test.
  init(_ text: String) { self = Rational(decimal: text) ?? Rational(.max) }
}
