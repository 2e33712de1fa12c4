import HTTPTypes
import Storage

extension Routes {
  /// The path of a year: from the ledger to the sealed account.
  static let year: [Route] = [
    .get("/firms/:firm/:year/account", .firm(.read, AccountPage.show))
  ]
}
