import HTTPTypes
import Storage

extension Routes {
  /// Opening figures, the dossier and what a verifier does with it.
  static let review: [Route] = [
    .get("/firms/:firm/:year/explain", .firm(.read, ExplainPage.show)).slow,
    .get("/firms/:firm/:year/entries", .firm(.read, EntriesPage.show)),
    .get("/firms/:firm/:year/entries.csv", .firm(.read, EntriesPage.send)).slow.limited("export", 60, per: 3600),
  ]
}
