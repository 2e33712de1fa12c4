// Outgoing invoices, with the carbon of an account on them.

import CarbonAccounting
import Disclosure
import Foundation
import Invoicing
import Quantities
import UseCases
import Wording

/// Puts carbon on invoices.
public struct StampInvoices {
  private let account: InvoiceAccount
  private let stamp: InvoiceStamp
  private let catalogue: Catalogue
  private let now: Timestamp

  /// Prepares a stamp.
  ///
  /// - Parameters:
  ///   - account: whose factor is carried.
  ///   - link: where it can be checked; nil where it is not published.
  ///   - charges: words of items that sell no unit of an account kept per unit, such as delivery.
  ///   - now: the moment, which a PDF keeps.
  public init(_ account: InvoiceAccount, link: String?, charges: [String] = [], catalogue: Catalogue, at now: Timestamp)
    throws(Refusal)
  {
    self.account = account
    stamp = try account.stamp(link: link, charges: charges)
    self.catalogue = catalogue
    self.now = now
  }

  /// The invoice with carbon on it; a stamp it had is replaced.
  ///
  /// - Throws: a refusal when the account's factor is not for it, or it has no place for carbon.
  public func run(_ bytes: [UInt8]) throws(Refusal) -> InvoiceStamp.Stamped {
    try account.check(InvoiceReader().read(bytes))
    return try stamp.stamp(bytes, at: now) { invoice, content in words(invoice, content) }
  }

  /// An invoice written to a file.
  public struct Written: Sendable {
    /// The invoice's file, as it was named.
    public let name: String
    /// Where it was written.
    public let path: String
    /// The content of the document.
    public let content: CarbonMass
  }

  /// Stamps files and writes them elsewhere.
  ///
  /// - Parameters:
  ///   - inputs: paths that were given, which are not written over.
  ///   - output: a folder; or a file, for one invoice.
  ///   - replacing: whether files that are there may be replaced.
  ///   - each: told of each invoice: what was written, or why not. The others go on.
  public func run(
    _ files: [InvoiceFile], inputs: [String], to output: String, replacing: Bool,
    each: (Result<Written, Refusal>) -> Void
  ) throws(Refusal) {
    let isFolder = FileStatus(output)?.isFolder ?? false
    guard isFolder || files.count == 1 else {
      throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampOutput, ["file": .text(output)]))
    }
    var names: Set<String> = []
    for file in files where !names.insert(file.lastName).inserted {
      throw Refusal(Diagnostic(.error, InvoiceFileRefusal.stampNames, ["file": .text(file.lastName)]))
    }
    for file in files {
      let path = isFolder ? URL(filePath: output).appending(path: file.lastName).path : output
      do throws(Refusal) {
        try OutputFile(path: path).checkApart(from: inputs + [file.path].compactMap(\.self))
        let stamped = try run(file.bytes())
        try OutputFile(path: path).write(stamped.bytes, replacing: replacing)
        each(.success(Written(name: file.name, path: path, content: stamped.content)))
      } catch {
        each(.failure(error.inFile(file.name)))
      }
    }
  }

  /// The note, in the invoice's language.
  private func words(_ invoice: Invoice, _ content: CarbonMass) -> String {
    let state: TransmissionMessage = account.isClosed ? .closed : .estimated
    let isPerEuro = account.unit == .euro
    var note = Message(
      isPerEuro ? InvoiceTextMessage.note : .noteUnit,
      [
        "unit": .localized(account.unit.label),
        "carbon": .carbon(content), "grams": .decimal(account.factor.rational, places: 3),
        "year": .text(account.year.label), "state": .message(Message(state)),
      ])
    if isPerEuro, !invoice.adjustments.isEmpty {
      note = Message(InvoiceTextMessage.noteAdjusted, ["note": .message(note)])
    }
    if let link = stamp.basis.link {
      note = Message(InvoiceTextMessage.noteChecked, ["note": .message(note), "link": .text(link)])
    }
    return Speaker(catalogue, StampInvoices.language(of: invoice)).say(note)
  }

  /// The language it says it is in, else that of the seller's country; French where neither is known.
  static func language(of invoice: Invoice) -> Language {
    if let said = invoice.language?.lowercased(), !said.isEmpty { return said.hasPrefix("fr") ? .fr : .en }
    return invoice.seller.country.isEmpty || french.contains(invoice.seller.country) ? .fr : .en
  }

  /// France with its territories that have codes of their own, and Monaco (ISO 3166-1).
  private static let french: Set<String> = [
    "FR", "BL", "GF", "GP", "MC", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT",
  ]
}
