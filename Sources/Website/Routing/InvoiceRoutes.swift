import HTTPTypes
import Storage

extension Routes {
  /// Electronic invoices: those received beside the ledger, those sent with carbon on them.
  static let invoices: [Route] = [
    .get("/firms/:firm/invoices", .firm(.read, StampPage.show)),
    .post("/firms/:firm/invoices", .upload(.read, StampPage.receive)).slow.limited("invoices", 120, per: 3600),
    .get("/firms/:firm/invoices/check", .firm(.read, CheckInvoicePage.show)),
    .post("/firms/:firm/invoices/check", .upload(.read, CheckInvoicePage.receive)).slow
      .limited("invoices", 120, per: 3600),
    .get("/firms/:firm/:year/invoices", .firm(.read, ReceivedInvoicesPage.show)),
    .post("/firms/:firm/:year/invoices", .upload(.keep, ReceivedInvoicesPage.receive)).slow
      .limited("invoices", 120, per: 3600),
    .post("/firms/:firm/:year/invoices/take", .firm(.keep, ReceivedInvoicesPage.take)),
  ]
}
