import HTTPTypes
import Storage

extension Routes {
  /// Suppliers, offers, prices and contents.
  static let buyers: [Route] = [
    .get("/firms/:firm/suppliers", .firm(.read, SuppliersPage.show)),
    .get("/firms/:firm/suppliers/one", .firm(.read, SupplierPage.show)),
    .post("/firms/:firm/suppliers/content", .firm(.keep, SupplierPage.give)),
    .post("/firms/:firm/suppliers/published", .firm(.keep, SupplierPage.accept)),
    .post("/firms/:firm/suppliers/follow", .firm(.keep, SupplyOffers.follow)),
    .post("/firms/:firm/suppliers/revise", .firm(.keep, SupplyRevisions.choose)),
    .post("/firms/:firm/suppliers/shown", .firm(.keep, SupplyOffers.show)),
    .post("/firms/:firm/suppliers/remove", .firm(.keep, SupplierPage.remove)),
    .get("/firms/:firm/suppliers/letters", .firm(.read, LettersPage.show)),
    .get("/firms/:firm/suppliers/letters.pdf", .firm(.read, LettersPage.print)).slow.limited("letters", 60, per: 3600),
    .post("/firms/:firm/suppliers/asked", .firm(.keep, LettersPage.note)),
    .get("/firms/:firm/offers", .firm(.read, OffersPage.show)),
    .get("/firms/:firm/simulator", .firm(.read, SimulatorPage.show)).slow,
  ]
}
