import HTTPTypes
import Storage

extension Routes {
  /// A firm's home, and the path of a year: from the ledger to the sealed account.
  static let year: [Route] = [
    .post("/firms/:firm/profile", .firm(.manage, FirmProfile.change)),
    .get("/firms/:firm", .firm(.read, FirmHomePage.show)),
    .get("/firms/:firm/ledger", .firm(.read, LedgerPage.show)),
    .post("/firms/:firm/ledger", .upload(.keep, { LedgerReceiver($0) })).limited("ledger", 60, per: 3600),
    .get("/firms/:firm/imports/:job", .firm(.read, ImportPage.show)),
    .get("/firms/:firm/imports/:job/progress", .firm(.read, ImportPage.progress)),
    .post("/firms/:firm/imports/:job/cancel", .firm(.keep, ImportPage.cancel)),
    .get("/firms/:firm/:year/ledger", .firm(.read, LedgerPage.showYear)),
    .get("/firms/:firm/:year/reading", .firm(.read, ReadingPage.show)),
    .post("/firms/:firm/:year/reading", .firm(.keep, ReadingPage.send)),
    .get("/firms/:firm/:year/purchases", .firm(.read, PurchasesPage.show)),
    .get("/firms/:firm/:year/purchases/:account", .firm(.read, PurchaseAccountPage.show)),
    .post("/firms/:firm/:year/purchases/:account", .firm(.keep, PurchaseAccountPage.send)),
    .post("/firms/:firm/:year/purchases/rules/remove", .firm(.keep, PurchasesPage.remove)),
    .get("/firms/:firm/:year/questions", .firm(.read, QuestionsPage.show)),
    .post("/firms/:firm/:year/questions", .firm(.keep, QuestionsPage.send)),
    .get("/firms/:firm/:year/activities", .firm(.read, ActivitiesPage.show)),
    .post("/firms/:firm/:year/activities", .firm(.keep, ActivitiesPage.send)),
    .get("/firms/:firm/:year/account", .firm(.read, AccountPage.show)),
  ]
}
