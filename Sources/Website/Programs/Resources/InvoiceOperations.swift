// Electronic invoices: read, or given back with carbon on them. Nothing is changed and nothing kept.

import CanonicalJSON
import HTTPTypes
import InvoiceUseCases
import Invoicing
import Quantities
import UseCases

enum InvoiceOperations {
  /// Bytes of an invoice that a program sends: it is held whole.
  private static let limit = 16 << 20
  private static let types = ["application/xml", "application/pdf"]

  static let all: [ProgramOperation] = [
    ProgramOperation(
      id: "readInvoice", method: .post, path: "/invoices/read", about: .readInvoice,
      body: .init(types: types, schema: nil, limit: limit), outcome: .init(schema: .document),
      work: .bytes(read), isSlow: true),
    ProgramOperation(
      id: "stampInvoice", method: .post, path: "/invoices/stamp", about: .stampInvoice,
      parameters: [.accountYear, .activity], body: .init(types: types, schema: nil, limit: limit),
      outcome: .init(type: types[0], others: Array(types.dropFirst()), schema: nil), work: .bytes(stamp),
      isSlow: true),
  ]

  private static func read(_ visit: ProgramVisit, _ bytes: [UInt8]) throws(Refusal) -> Answer {
    let invoice = try InvoiceReader().read(bytes)
    return .json(InvoiceDocument.json(read: [(file: "", invoice: invoice)], refused: []))
  }

  private static func stamp(_ visit: ProgramVisit, _ bytes: [UInt8]) throws(Refusal) -> Answer {
    let stamped = try InvoiceAccounts(visit.firm).stamp(
      bytes, InvoiceAccounts.Wanted(year: visit.call.text("year"), activity: visit.call.text("activity")),
      link: { PublicAccountPage.url($0, visit.site) }, catalogue: visit.library.catalogue, at: visit.now)
    let type = StampedInvoices.type(of: stamped.bytes)
    return .file(stamped.bytes, type: type, name: "invoice." + (type == types[0] ? "xml" : "pdf"))
  }
}
