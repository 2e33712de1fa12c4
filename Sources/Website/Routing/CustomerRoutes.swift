import HTTPTypes
import Storage

extension Routes {
  /// Product footprints: what customers' programs may see, what they ask, and asking suppliers for theirs.
  static let customers: [Route] = [
    .get("/firms/:firm/customers", .firm(.read, CustomersPage.show)),
    .post("/firms/:firm/customers/programs", .firm(.manage, CustomersPage.make)).limited("client", 20, per: 3600),
    .post("/firms/:firm/customers/programs/:number/revoke", .firm(.manage, CustomersPage.revoke)),
    .get("/firms/:firm/customers/products/:activity", .firm(.read, CustomerProductPage.show)),
    .post("/firms/:firm/customers/products/:activity", .firm(.close, CustomerProductPage.save)),
    .get("/firms/:firm/customers/requests/:number", .firm(.read, CustomerRequestPage.show)),
    .post("/firms/:firm/customers/requests/:number/answer", .firm(.close, CustomerRequestPage.send)).slow
      .limited("partner", 60, per: 3600),
    .post("/firms/:firm/customers/requests/:number/aside", .firm(.close, CustomerRequestPage.setAside)),
    .get("/firms/:firm/suppliers/footprints", .firm(.keep, SupplierFootprintsPage.show)),
    .post("/firms/:firm/suppliers/footprints", .firm(.keep, SupplierFootprintsPage.ask)).slow
      .limited("partner", 60, per: 3600),
    .post("/firms/:firm/suppliers/footprints/count", .firm(.keep, FootprintCountPage.count)),
    .post("/firms/:firm/suppliers/footprints/remove", .firm(.keep, FootprintCountPage.remove)),
  ]
}
