import HTTPTypes
import Storage

extension Routes {
  /// What customers see of a sealed account, and what the firm does for them to see it.
  static let transmission: [Route] = [
    .get("/a/:code", .anyone(PublicAccountPage.show)).limited("public", 600, per: 600),
    .get("/a/:code/account.json", .anyone(PublicAccountPage.send)).limited("public", 600, per: 600),
    .get("/check", .anyone(CheckPage.show)).limited("public", 600, per: 600),
    .get("/firms/:firm/:year/statement", .firm(.read, StatementPage.show)),
    .get("/firms/:firm/:year/documents", .firm(.read, DocumentsPage.show)),
    .post("/firms/:firm/:year/documents", .firm(.read, DocumentsPage.make)).slow.limited("print", 60, per: 3600),
    .post("/firms/:firm/:year/close", .firm(.close, Closing.close)).slow,
    .post("/firms/:firm/:year/publish", .firm(.close, Closing.publish)),
    .post("/firms/:firm/:year/withdraw", .firm(.close, Closing.withdraw)),
    .post("/firms/:firm/:year/reopen", .firm(.close, Closing.reopen)),
    .get("/firms/:firm/:year/account.json", .firm(.read, Closing.sealed)).limited("export", 60, per: 3600),
    .get("/firms/:firm/:year/versions/:version", .firm(.read, VersionPage.show)),
    .get("/firms/:firm/:year/statement.pdf", .firm(.read, Closing.sheet)).slow.limited("print", 60, per: 3600),
  ]
}
