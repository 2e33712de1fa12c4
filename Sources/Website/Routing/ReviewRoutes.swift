import HTTPTypes
import Storage

extension Routes {
  /// Opening figures, the dossier and what a verifier does with it.
  static let review: [Route] = [
    .get("/firms/:firm/:year/explain", .firm(.read, ExplainPage.show)).slow,
    .get("/firms/:firm/:year/entries", .firm(.read, EntriesPage.show)),
    .get("/firms/:firm/:year/entries.csv", .firm(.read, EntriesPage.send)).slow.limited("export", 60, per: 3600),
    .get("/firms/:firm/:year/verification", .firm(.read, VerificationPage.show)).slow.limited("export", 60, per: 3600),
    .post("/firms/:firm/:year/verification", .firm(.read, VerificationPage.evaluate)).slow
      .limited("export", 60, per: 3600),
    .post("/firms/:firm/:year/opinion", .firm(.attest, VerificationPage.give)),
    .get("/firms/:firm/:year/dossier.zip", .firm(.read, VerificationPage.dossier)).slow.limited(
      "export", 60, per: 3600),
  ]
}
