// A firm, its years, and where a year stands.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import UseCases

enum FirmDocument {
  static let firm = Schema.all([
    "name": .words("Menuiserie Martin"), "siren": .optional(.siren),
    "role": .choice(Role.allCases.map(\.rawValue)), "token_may_write": .flag,
  ])

  static func json(_ profile: OrganisationStore.Profile, _ visit: ProgramVisit) -> JSONValue {
    [
      "name": .string(profile.name), "siren": .optional(profile.siren), "role": .string(visit.firm.role.rawValue),
      "token_may_write": .bool(visit.mayWrite),
    ]
  }

  static let year = Schema.all([
    "year": .yearName, "start": .date, "end": .date, "is_closed": .flag, "closings": .count,
  ])

  static func json(_ year: StoredYear) -> JSONValue {
    [
      "year": .string(year.period.label), "start": .string(year.period.start.iso), "end": .string(year.period.end.iso),
      "is_closed": .bool(year.isClosed), "closings": .count(year.closings),
    ]
  }

  static let status = Schema.all([
    "year": .named(.year), "next": .choice(PathStatus.Step.allCases.map(\.rawValue)),
    "ledger": .optional(ledger), "warnings": .optional(.count), "settings_version": .count, "is_kept": .flag,
    "is_current": .flag, "production_g": .optional(.grams), "open_questions": .count, "open_carbon_g": .grams,
  ])

  private static let ledger = Schema.all([
    "file_name": .words("732829320FEC20241231.txt"), "sha256": .sha256, "version": .count, "start": .date, "end": .date,
    "lines": .count, "entries": .count, "total_eur": .euros,
  ])

  /// Where a year stands.
  static func json(_ status: PathStatus, _ year: StoredYear, settings version: Int) -> JSONValue {
    [
      "year": json(year), "next": .string(status.next.rawValue), "ledger": .optional(status.ledger, json),
      "warnings": .optional(status.warnings) { .count($0) }, "settings_version": .count(version),
      "is_kept": .bool(status.isKept), "is_current": .bool(status.isCurrent),
      "production_g": .grams(status.production), "open_questions": .count(status.openQuestions),
      "open_carbon_g": .grams(status.openCarbon),
    ]
  }

  private static func json(_ ledger: StoredLedger) -> JSONValue {
    [
      "file_name": .string(ledger.fileName), "sha256": .string(ledger.sha256), "version": .count(ledger.version),
      "start": .string(ledger.period.start.iso), "end": .string(ledger.period.end.iso),
      "lines": .count(ledger.lineCount), "entries": .count(ledger.entryCount), "total_eur": .euros(ledger.total),
    ]
  }
}
