import HTTPTypes
import Storage

extension Routes {
  /// What an adviser of several firms sees and does.
  static let advisers: [Route] = [
    .get("/firms", .person(PortfolioPage.show)),
    .get("/firms/new", .person(NewFirmPage.show)),
    .post("/firms/new", .person(NewFirmPage.send)).limited("new-firm", 100, per: 3600),
    .get("/firms/upload", .person(ManyLedgersPage.show)),
    .post("/firms/upload", .personalUpload(ManyLedgersPage.receive)).limited("ledgers", 60, per: 3600),
    .get("/firms/upload/summary", .person(ManyLedgersPage.summary)),
    .get("/firms/:firm/:year/rules", .firm(.keep, RuleBookPage.show)),
    .post("/firms/:firm/:year/rules/copy", .firm(.keep, RuleBookPage.copy)),
    .post("/firms/:firm/:year/rules/forget", .firm(.keep, RuleBookPage.forget)),
    .post("/firms/:firm/:year/rules/apply", .firm(.keep, RuleBookPage.apply)),
    .get("/firms/:firm/reminders", .firm(.read, RemindersPage.show)),
    .post("/firms/:firm/reminders", .firm(.keep, RemindersPage.write)).limited("reminders", 200, per: 3600),
    .post("/firms/:firm/reminders/:number/done", .firm(.keep, RemindersPage.done)),
  ]
}
