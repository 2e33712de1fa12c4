import Archives
import Foundation
import Invoicing
import Quantities
import TestSupport
import Testing
import Wording

@testable import InvoiceUseCases
@testable import UseCases

/// Invoices come one by one, in folders, in archives.
@Suite struct InvoiceFilesTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    try Checkout.bytes("Tests/InvoicingTests/Fixtures/\(name)")
  }

  @Test func `Folders and archives are gone through, files of other kinds passed over`() throws {
    try withFolder { folder in
      let inner = folder.appending(path: "2024/juin")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      try Data(Self.bytes("ubl-invoice.xml")).write(to: inner.appending(path: "b.XML"))
      try Data("x".utf8).write(to: folder.appending(path: "notes.txt"))
      try Data("<a/>".utf8).write(to: folder.appending(path: ".hidden.xml"))
      let archive = try ZipArchive([
        .init(name: "lot/c.xml", bytes: try Self.bytes("cii-invoice.xml")), .init(name: "lot/read.me", text: "x"),
        .init(name: "a.xml", bytes: try Self.bytes("ubl-credit-note.xml")),
      ])
      try Data(archive.bytes).write(to: folder.appending(path: "z.zip"))
      let files = try InvoiceFiles.find([folder.path])
      #expect(files.map(\.name) == ["b.XML", "z.zip/lot/c.xml", "z.zip/a.xml"])
      #expect(try files.map { try $0.read().number } == ["F-2024-0117", "FA-2024-31", "A-7"])
    }
  }

  @Test func `A pipe in a folder is not waited for, and originals are never written over`() throws {
    try withFolder { folder in
      let invoice = try Data(Checkout.bytes("Tests/InvoicingTests/Fixtures/ubl-invoice.xml"))
      try invoice.write(to: folder.appending(path: "a.xml"))
      #expect(mkfifo(folder.appending(path: "b.xml").path, 0o600) == 0)
      let found = try InvoiceFiles.find([folder.path])
      #expect(found.map(\.lastName) == ["a.xml"])
      let library = try Library.shipped()
      let account = try InvoiceAccount(bytes: InvoiceFilesTests.account, activity: nil)
      let stamp = try StampInvoices(
        account, link: nil, catalogue: library.catalogue, at: Timestamp(milliseconds: 0))
      var outcomes: [Bool] = []
      try stamp.run(found, inputs: [folder.path], to: folder.path, replacing: true) { result in
        if case .failure(let refusal) = result { outcomes.append(refusal.says(UseCaseMessage.fileIsInput)) }
      }
      #expect(outcomes == [true])
      #expect(try Data(contentsOf: folder.appending(path: "a.xml")) == invoice)
    }
  }

  @Test(arguments: ["732829320", "999000110"])
  func `An invoice is stamped where it says that its seller is the account's firm`(siren: String) throws {
    var invoice = try InvoiceReader().read(Checkout.bytes("Tests/InvoicingTests/Fixtures/ubl-invoice.xml"))
    let text = String(decoding: InvoiceFilesTests.account, as: UTF8.self)
      .replacing("\"label\": \"Menuiserie\"", with: "\"label\": \"Menuiserie\", \"siren\": \"\(siren)\"")
    let account = try InvoiceAccount(bytes: Array(text.utf8), activity: nil)
    #expect(account.siren == siren)
    if siren == invoice.seller.siren {
      try account.check(invoice)
    } else {
      let other = #expect(throws: Refusal.self) { try account.check(invoice) }
      #expect(other?.says(InvoiceFileRefusal.stampSeller) == true)
    }
    invoice.seller.legalID = nil
    invoice.seller.ids = []
    invoice.seller.vatID = ""
    let unsaid = #expect(throws: Refusal.self) { try account.check(invoice) }
    #expect(unsaid?.says(InvoiceFileRefusal.stampSellerUnsaid) == true)
  }

  /// An open account, as a program gives it.
  private static let account = Array(
    """
    {"format": "sillage.books/1", "accounts": [{"activity": {"id": "main", "kind": "production"}, "label": "Menuiserie",
    "fiscal_year": {"start": "2023-01-01", "end": "2023-12-31"}, "closing_factor_g": "162.325", "factor_unit": "EUR"}]}
    """.utf8)

  @Test func `The note is in the language of the invoice, else of the seller's country`() throws {
    var invoice = try InvoiceReader().read(Self.bytes("ubl-invoice.xml"))
    #expect(StampInvoices.language(of: invoice) == .fr)
    invoice.seller.country = "DE"
    #expect(StampInvoices.language(of: invoice) == .en)
    invoice.language = "fr-BE"
    #expect(StampInvoices.language(of: invoice) == .fr)
    invoice.language = "nl"
    #expect(StampInvoices.language(of: invoice) == .en)
  }
}
