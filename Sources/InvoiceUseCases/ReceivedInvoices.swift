// Invoices that came in as bytes, several at once: what is no invoice loses none of the others.

import Invoicing
import Quantities

/// Files that somebody sent, archives unpacked, within limits that hold for all of them together.
public struct ReceivedInvoices: Sendable {
  /// Bytes of all files together, as they are sent.
  public static let sentBytes = 64 << 20
  /// Bytes that archives and PDFs may unpack to, with what is held already.
  private static let unpackedBytes = 128 << 20
  /// Lines of all invoices together: a small PDF can unpack to many.
  private static let lines = 100_000
  /// Reasons kept of one file: who mends the first few sends it again.
  private static let reasons = 3

  /// The files that may be invoices, in order.
  public private(set) var files: [InvoiceFile] = []
  /// Why files are not taken, each with its file.
  public private(set) var refused: [Diagnostic] = []
  private var held = 0

  /// None yet.
  public init() {}

  /// Adds a file: an invoice, or an archive of some.
  public mutating func add(_ bytes: [UInt8], named name: String) {
    do throws(Refusal) {
      let found = try InvoiceFiles.received(bytes, named: name, room: max(ReceivedInvoices.unpackedBytes - held, 0))
      guard files.count + found.count <= InvoiceFiles.limit else {
        throw Refusal(
          Diagnostic(.error, InvoiceFileRefusal.tooManyFiles, ["limit": .integer(InvoiceFiles.limit)]))
      }
      for file in found { keep(file) }
    } catch { refuse(name, error) }
  }

  private mutating func keep(_ file: InvoiceFile) {
    do throws(Refusal) {
      let room = ReceivedInvoices.unpackedBytes - held
      guard room > 0 else { throw ReceivedInvoices.tooMuch }
      held += try file.unpackedBytes(limit: room)
      files.append(file)
    } catch { refuse(file.name, error) }
  }

  /// Notes why a file is not taken.
  public mutating func refuse(_ name: String, _ refusal: Refusal) {
    refused += refusal.inFile(name).diagnostics.prefix(ReceivedInvoices.reasons)
  }

  /// The refusal of what is too much for one time.
  public static var tooMuch: Refusal {
    Refusal(
      Diagnostic(.error, InvoiceFileRefusal.tooMuch, ["megabytes": .integer(sentBytes / (1 << 20))]))
  }

  private static var tooManyLines: Refusal {
    Refusal(Diagnostic(.error, InvoiceFileRefusal.tooManyLinesTogether, ["limit": .integer(lines)]))
  }

  /// Reads every file; those that are no invoices are noted as refused.
  public mutating func read() -> [(file: String, invoice: Invoice)] {
    var read: [(file: String, invoice: Invoice)] = []
    var lines = 0
    for file in files {
      do throws(Refusal) {
        guard lines <= ReceivedInvoices.lines else { throw ReceivedInvoices.tooManyLines }
        let invoice = try file.read()
        lines += invoice.lines.count
        guard lines <= ReceivedInvoices.lines else { throw ReceivedInvoices.tooManyLines }
        read.append((file.name, invoice))
      } catch { refuse(file.name, error) }
    }
    return read
  }
}
