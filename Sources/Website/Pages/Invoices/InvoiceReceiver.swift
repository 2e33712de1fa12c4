// Invoices on their way in: held in memory while they are read, and kept nowhere.

import InvoiceUseCases
import Quantities
import Storage
import UseCases

/// Takes in the invoices of one form. A file that is too large loses none of the others.
final class InvoiceReceiver: UploadReceiver {
  private let visit: FirmVisit
  private let work: (ReceivedInvoices, Fields) throws(Refusal) -> Answer
  private var received = ReceivedInvoices()
  private var current: (name: String, bytes: [UInt8])?
  private var sent = 0
  private var hasPlace = false

  /// All who send invoices at one time are counted together.
  private static let everybody = "invoices"

  /// - Parameter work: what is done once all files are in, with the other fields of the form.
  init(
    _ visit: FirmVisit, _ work: @escaping (ReceivedInvoices, Fields) throws(Refusal) -> Answer
  ) throws(Refusal) {
    self.visit = visit
    self.work = work
  }

  deinit { if hasPlace { visit.site.invoiceUploads.leave(InvoiceReceiver.everybody) } }

  func begin(_ name: String) throws(Refusal) {
    try takePlace()
    current = (name, [])
  }

  /// A place among those who send at one time is taken with the first file, once the form was found to be ours.
  private func takePlace() throws(Refusal) {
    guard !hasPlace else { return }
    guard visit.site.invoiceUploads.enter(InvoiceReceiver.everybody) else {
      throw Refusal(Diagnostic(.error, RequestMessage.tooOften, ["minutes": 1]))
    }
    hasPlace = true
  }

  func add(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard let name = current?.name else { return }
    guard sent + bytes.count <= ReceivedInvoices.sentBytes else {
      received.refuse(name, ReceivedInvoices.tooMuch)
      sent -= current?.bytes.count ?? 0
      current = nil
      return
    }
    sent += bytes.count
    current?.bytes += bytes
  }

  func end() throws(Refusal) {
    if let current { received.add(current.bytes, named: current.name) }
    current = nil
  }

  func answer(_ form: Fields) throws(Refusal) -> Answer { try work(received, form) }

  func abandon() {
    received = ReceivedInvoices()
    current = nil
  }
}
