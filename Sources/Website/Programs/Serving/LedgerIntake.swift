// A ledger that a program sends: written to the store part by part as it comes, queued when all of it is there.

import Accounting
import CarbonAccounting
import HTTPTypes
import Quantities
import Storage
import UseCases

/// One ledger on its way in.
// Unchecked because each part is awaited before the next, which the compiler does not see: no two threads are here at once.
final class LedgerIntake: @unchecked Sendable {
  private let visit: ProgramVisit
  private let limit: Int
  private let name: LedgerFileName
  private var upload: LedgerUpload
  private var fingerprint = Fingerprint.Running()
  private var received = 0
  private var room: DiskRoom

  /// - Throws: `organisation.siren-differs` when the file's name is another firm's; `request.upload-too-large`;
  ///   `request.disk-full`.
  init(_ visit: ProgramVisit) throws(Refusal) {
    self.visit = visit
    limit = visit.site.configuration.uploadLimit
    name = LedgerFileName(visit.call.text("name") ?? "")
    let profile = try visit.firm.profile()
    if let siren = name.siren, let own = profile.siren, siren != own {
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.sirenDiffers,
          ["siren": .text(siren), "own": .text(own), "name": .text(profile.name)], file: name.text))
    }
    let said = visit.visit.facts.contentLength
    guard said <= limit else { throw LedgerIntake.tooLarge(limit) }
    room = DiskRoom(visit.site)
    try room.check(for: said)
    upload = try visit.firm.receiveLedger(named: name.text.isEmpty ? "FEC.txt" : name.text, at: visit.now)
  }

  func add(_ bytes: [UInt8]) throws(Refusal) {
    received += bytes.count
    guard received <= limit else { throw LedgerIntake.tooLarge(limit) }
    try room.take(bytes.count)
    fingerprint.add(bytes)
    try upload.add(bytes[...])
  }

  /// The job; that of the first time when the request came before.
  func finish() throws(Refusal) -> Answer {
    var isQueued = false
    let answer = try Idempotency(visit, bodySHA256: fingerprint.sha256).run { () throws(Refusal) in
      let job = try upload.finish(at: visit.site.clock())
      isQueued = true
      return .json(JobDocument.json(job, visit.site), .accepted)
    }
    if !isQueued { abandon() }
    return answer
  }

  /// What came in is thrown away, unless it was queued. A file half received is swept away by the next import.
  func abandon() { try? upload.abandon() }

  private static func tooLarge(_ limit: Int) -> Refusal {
    Refusal(Diagnostic(.error, RequestMessage.uploadTooLarge, ["megabytes": .integer(limit / 1_000_000)]))
  }
}
