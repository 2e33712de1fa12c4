// Ledgers that come in, and the jobs that import them.

import CanonicalJSON
import HTTPTypes
import Quantities
import Storage

enum LedgerOperations {
  static let all: [ProgramOperation] = [
    ProgramOperation(
      id: "sendLedger", method: .post, path: "/ledgers", about: .sendLedger,
      parameters: [.fileName, .idempotencyKey],
      body: .init(types: ["application/octet-stream", "text/plain"], schema: nil, limit: 0),
      outcome: .init(status: .accepted, schema: .named(.job)), work: .ledger),
    .get("listJobs", "/jobs", .jobs, [], .all(["jobs": .list(.named(.job), most: 50)])) { (visit) throws(Refusal) in
      .json(["jobs": .array(try visit.firm.jobs().map { JobDocument.json($0, visit.site) })])
    },
    .get("getJob", "/jobs/{job}", .job, [.job], .named(.job)) { (visit) throws(Refusal) in
      .json(JobDocument.json(try visit.firm.job(number(visit)), visit.site))
    },
    .change(.post, "stopJob", "/jobs/{job}/stop", .stopJob, [.job], gives: .named(.job), .keep) {
      (visit) throws(Refusal) in
      try visit.firm.cancelJob(number(visit), at: visit.now)
      return .json(JobDocument.json(try visit.firm.job(number(visit)), visit.site))
    },
  ]

  private static func number(_ visit: ProgramVisit) -> Int { visit.call.number("job") ?? 0 }
}
