// The firm of a token, and its years.

import CanonicalJSON
import Quantities
import Storage
import UseCases

enum FirmOperations {
  static let all: [ProgramOperation] = [
    .get("getFirm", "/firm", .firm, [], .named(.firm)) { (visit) throws(Refusal) in
      .json(FirmDocument.json(try visit.firm.profile(), visit))
    },
    .get("listYears", "/years", .years, [], .all(["years": .list(.named(.year), most: 1000)])) {
      (visit) throws(Refusal) in
      .json(["years": .array(try visit.firm.years().map(FirmDocument.json))])
    },
    .get("getYear", "/years/{year}", .year, [.year], .named(.yearStatus)) { (visit) throws(Refusal) in
      .json(try status(of: visit.year(), visit))
    },
  ]

  /// Where a year stands.
  static func status(of year: StoredYear, _ visit: ProgramVisit) throws(Refusal) -> JSONValue {
    let status = try PathStatus(visit.library, visit.firm, year: year)
    return FirmDocument.json(status, year, settings: try visit.firm.settings(for: year.id)?.version ?? 0)
  }
}
