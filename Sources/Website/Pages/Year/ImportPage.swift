// A ledger being read: how far it is, what was wrong with it, or on to what was read.

import CanonicalJSON
import Markup
import Quantities
import Storage
import UseCases

enum ImportPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let job = try job(visit)
    if let imported = job.imported {
      guard let year = try visit.firm.years().first(where: { $0.id == imported.year }) else {
        throw Refusal(Diagnostic(.error, StorageMessage.notFound))
      }
      // A correction is looked at before going on.
      let changes = imported.difference.map { !$0.isEmpty } ?? false
      return .redirect(visit.path(year, changes ? "/ledger" : "/reading"))
    }
    if case .refused(let diagnostics) = job.outcome { return refused(job, diagnostics, visit) }
    return job.state == .cancelled ? cancelled(visit) : waiting(job, visit)
  }

  /// How far it is, for the script of the page.
  static func progress(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let job = try job(visit)
    return .json(
      .object([
        "done": .integer(Int64(job.done)), "total": .integer(Int64(job.total)), "ended": .bool(job.hasEnded),
      ]))
  }

  static func cancel(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let job = try job(visit)
    do throws(Refusal) { try visit.firm.cancelJob(job.number, at: visit.now) } catch {
      // It ended meanwhile: the page says how.
      guard error.says(StorageMessage.jobEnded) else { throw error }
    }
    return .redirect(visit.path("/imports/\(job.number)"))
  }

  private static func job(_ visit: FirmVisit) throws(Refusal) -> Job {
    guard let number = Int(visit.parameter("job")) else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    return try visit.firm.job(number)
  }

  private static func waiting(_ job: Job, _ visit: FirmVisit) -> Answer {
    let path = visit.path("/imports/\(job.number)")
    let known: HTML = job.total > 0 ? " value=\"\(job.done)\" max=\"\(job.total)\"" : .empty
    let cancel =
      visit.firm.may(.keep)
      ? visit.form(
        LinkPath("\(path.text)/cancel"), Field.submit(visit.say(WebsiteMessage.cancel), class: "quiet small")) : .empty
    let content: HTML = """
      \(Piece.heading(visit.say(LedgerPageMessage.importing), visit.say(LedgerPageMessage.importingLead)))
      <div class="card" data-progress="\(path)/progress"><p class="code">\(job.fileName)</p>
      <progress\(known) aria-label="\(visit.say(LedgerPageMessage.progress))"></progress></div>\(cancel)
      """
    return visit.waitingPage(visit.say(LedgerPageMessage.importing), content, refresh: 2)
  }

  private static func refused(_ job: Job, _ diagnostics: [Diagnostic], _ visit: FirmVisit) -> Answer {
    let shown = 20
    let more = diagnostics.count - shown
    let content: HTML = """
      \(Piece.heading(visit.say(LedgerPageMessage.refused, ["file": .text(job.fileName)]), visit.say(LedgerPageMessage.refusedLead)))
      \(visit.errors(Refusal(diagnostics.sorted { $1.severity < $0.severity })))
      \(more > 0 ? Piece.text(visit.say(LedgerPageMessage.refusedMore, ["count": .integer(more)])) : .empty)
      \(again(visit))
      """
    return visit.waitingPage(visit.say(LedgerPageMessage.importing), content, refresh: nil)
  }

  private static func cancelled(_ visit: FirmVisit) -> Answer {
    let content: HTML = """
      \(Piece.heading(visit.say(LedgerPageMessage.cancelled), visit.say(LedgerPageMessage.cancelledLead)))\(again(visit))
      """
    return visit.waitingPage(visit.say(LedgerPageMessage.cancelled), content, refresh: nil)
  }

  private static func again(_ visit: FirmVisit) -> HTML {
    guard visit.firm.may(.keep) else { return .empty }
    return Piece.section(visit.say(LedgerPageMessage.again), LedgerDrop.form(visit))
  }
}
