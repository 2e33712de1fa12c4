// An import as a program follows it.

import CanonicalJSON
import Quantities
import Storage

enum JobDocument {
  private static let most = 1000

  static let schema = Schema.all([
    "job": .integer(1...1_000_000_000),
    "state": .choice(["receiving", "queued", "running", "done", "failed", "cancelled"]),
    "file_name": .words("732829320FEC20241231.txt"), "steps_done": .count, "steps": .count,
    "imported": .optional(imported), "refused": .list(.named(.diagnostic), most: most),
  ])

  private static let imported = Schema.all([
    "version": .count, "was_there": .flag, "difference": .optional(difference),
    "warnings": .list(.named(.diagnostic), most: most),
  ])

  private static let difference = Schema.all([
    "added": .count, "removed": .count, "changed": .count,
    "accounts": .list(
      .all(["account": .words("60611"), "before_eur": .euros, "after_eur": .euros]), most: most),
  ])

  static func json(_ job: Job, _ site: Site) -> JSONValue {
    var imported = JSONValue.null
    var refused: [Diagnostic] = []
    switch job.outcome {
    case .imported(let outcome): imported = json(outcome, site)
    case .refused(let diagnostics): refused = diagnostics
    case nil: break
    }
    return [
      "job": .count(job.number), "state": .string(job.state.rawValue), "file_name": .string(job.fileName),
      "steps_done": .count(job.done), "steps": .count(job.total), "imported": imported,
      "refused": list(refused, site),
    ]
  }

  private static func list(_ diagnostics: [Diagnostic], _ site: Site) -> JSONValue {
    .array(diagnostics.prefix(most).map { Problem.json($0, site) })
  }

  private static func json(_ imported: JobOutcome.Imported, _ site: Site) -> JSONValue {
    [
      "version": .count(imported.version), "was_there": .bool(imported.wasThere),
      "difference": .optional(imported.difference) { difference in
        [
          "added": .count(difference.added), "removed": .count(difference.removed),
          "changed": .count(difference.changed),
          "accounts": .array(
            difference.accounts.prefix(most).map {
              ["account": .string($0.account), "before_eur": .euros($0.before), "after_eur": .euros($0.after)]
            }),
        ]
      },
      "warnings": list(imported.warnings, site),
    ]
  }
}
