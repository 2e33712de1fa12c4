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
