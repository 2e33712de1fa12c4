import Quantities
import Storage
import UseCases
import Wording

/// What came of an import, in words.
struct JobText {
  let session: Session
  /// Accounts shown of a difference.
  private static let accounts = 12

  init(session: Session) { self.session = session }

  /// Tells how a job ended; a refused file is refused here too.
  func tell(_ job: Job, of firm: OrganisationStore) throws(Refusal) {
    switch job.outcome {
    case .refused(let diagnostics): throw Refusal(diagnostics)
    case .imported(let imported): try tell(imported, job, firm)
    case nil: session.tell(.cancelled, ["file": .text(job.fileName)])
    }
  }

  private func tell(
    _ imported: JobOutcome.Imported, _ job: Job, _ firm: OrganisationStore
  ) throws(Refusal) {
    session.warn(imported.warnings.filter { $0.severity > .note })
    let ledgers = try firm.ledgers(of: imported.year)
    guard let ledger = ledgers.first(where: { $0.id == imported.ledger }) else { return }
    let profile = try firm.profile()
    let values: [String: MessageValue] = [
      "file": .text(job.fileName), "lines": .integer(ledger.lineCount), "entries": .integer(ledger.entryCount),
      "start": .date(ledger.period.start), "end": .date(ledger.period.end), "version": .integer(ledger.version),
      "name": .text(profile.name),
    ]
    session.tell(imported.wasThere ? .wasThere : .imported, values)
    if let difference = imported.difference { tell(difference, from: imported.version - 1) }
    let hasSettings = try firm.settings(for: imported.year) != nil
    let command = "sillage account \(profile.option) --year \(ledger.period.label)"
    session.tell(
      hasSettings ? .importedAgain : .importedNext, ["command": .text(command), "file": .text(job.fileName)])
  }

  private func tell(_ difference: LedgerDifference, from version: Int) {
    guard !difference.isEmpty else { return session.tell(.replacedSame, ["version": .integer(version)]) }
    session.tell(
      .replaced,
      [
        "version": .integer(version), "added": .integer(difference.added), "removed": .integer(difference.removed),
        "changed": .integer(difference.changed),
      ])
    guard !difference.accounts.isEmpty else { return }
    let speaker = session.speaker
    var table = Table(.left, .right, .right, .right)
    table.add(
      speaker.say(StoreMessage.headAccount), speaker.say(StoreMessage.headBefore), speaker.say(StoreMessage.headAfter),
      speaker.say(StoreMessage.headChange))
    table.rule()
    let largest = difference.accounts.sorted {
      (($1.after - $1.before).magnitude, $0.account) < (($0.after - $0.before).magnitude, $1.account)
    }
    for account in largest.prefix(JobText.accounts) {
      table.add(
        account.account, speaker.numbers.euros(account.before), speaker.numbers.euros(account.after),
        speaker.numbers.euros(account.after - account.before))
    }
    session.say(table.lines().joined(separator: "\n"))
    let others = largest.count - JobText.accounts
    if others > 0 { session.tell(.moreAccounts, ["count": .integer(others)]) }
  }
}
