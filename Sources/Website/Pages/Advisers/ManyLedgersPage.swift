// Many FEC files dropped at once, and what became of each.

import HTTPTypes
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum ManyLedgersPage {
  /// The most files a summary speaks of.
  private static let most = 200

  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer { page(visit, nil) }

  static func receive(_ visit: PersonVisit) throws(Refusal) -> any UploadReceiver { try ManyLedgersReceiver(visit) }

  static func page(_ visit: PersonVisit, _ refusal: Refusal?) -> Answer {
    let title = visit.say(AdviserMessage.manyTitle)
    let limit = visit.site.configuration.uploadLimit / 1_000_000
    let content: HTML = """
      \(Piece.heading(title, visit.say(AdviserMessage.manyLead)))\(visit.errors(refusal))
      <form method="post" action="/firms/upload" enctype="multipart/form-data" data-upload="" \
      data-sending="\(visit.say(AdviserMessage.manySending))" data-failed="\(visit.say(AdviserMessage.manyFailed))">\(visit.token)
      \(Field.tick("create", visit.say(AdviserMessage.manyCreate), isTicked: false, hint: visit.say(AdviserMessage.manyCreateHint)))
      <div class="drop field"><label for="files">\(visit.say(AdviserMessage.manyFiles))</label>
      <p class="hint" id="files-hint">\(visit.say(AdviserMessage.manyFilesHint, ["megabytes": .integer(limit)]))</p>
      <input type="file" id="files" name="files" multiple required aria-describedby="files-hint">
      <progress hidden aria-label="\(title)"></progress><p data-said="" role="status" class="small"></p></div>
      <p class="actions">\(Field.submit(visit.say(AdviserMessage.manyButton)))</p></form>
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }

  /// The address of a summary: it says which imports and which refusals, so that nothing has to be kept for it.
  static func address(of jobs: [Job], _ refused: [(name: String, reason: AdviserRefusal)]) -> LinkPath {
    var items = jobs.map { "job=\($0.organisation.number).\($0.number)" }
    // An address has an end; a few dozen names are enough to see what is wrong with them all.
    items += refused.prefix(40).map { "no=" + LinkPath.escaped("\($0.reason.rawValue):\($0.name.prefix(80))") }
    if refused.count > 40 { items.append("more=\(refused.count - 40)") }
    return LinkPath("/firms/upload/summary?" + items.joined(separator: "&"))
  }

  static func summary(_ visit: PersonVisit) throws(Refusal) -> Answer {
    let jobs = visit.query.all("job").prefix(most).compactMap { text -> (firm: OrganisationStore, job: Job)? in
      let numbers = text.split(separator: ".").compactMap { Int64($0) }
      guard numbers.count == 2, let number = Int(exactly: numbers[1]),
        let firm = try? visit.store.organisation(OrganisationID(numbers[0]), as: .person(visit.person.id)),
        let job = try? firm.job(number)
      else { return nil }
      return (firm, job)
    }
    let isWaiting = jobs.contains { !$0.job.hasEnded }
    let title = visit.say(AdviserMessage.summaryTitle)
    let lead = visit.say(
      jobs.isEmpty ? AdviserMessage.summaryNothing : isWaiting ? .summaryLead : .summaryDone)
    let content: HTML = """
      \(Piece.heading(title, lead))
      \(refused(visit))
      \(try table(jobs, visit))
      <p class="actions">\(Piece.button(LinkPath("/firms"), visit.say(WebsiteMessage.firms)))
      \(Piece.button(LinkPath("/firms/upload"), visit.say(AdviserMessage.summaryAgain), class: "quiet"))</p>
      """
    var answer = visit.page(title, content)
    if isWaiting, let refresh = HTTPField.Name("Refresh") { answer.headers[refresh] = "3" }
    return answer
  }

  private static func refused(_ visit: PersonVisit) -> HTML {
    let items = visit.query.all("no").prefix(most).compactMap { text -> HTML? in
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, let reason = AdviserRefusal(rawValue: parts[0]) else { return nil }
      let message = Message(reason)
      return """
        <li><span class="place">\(parts[1])</span> \(visit.speaker.say(message))\
        <span class="remedy">\(visit.speaker.remedy(for: message))</span></li>
        """
    }
    guard !items.isEmpty else { return .empty }
    let more = Int(visit.query["more"]).map {
      "<li>\(visit.say(AdviserMessage.summaryMore, ["count": .integer($0)]))</li>" as HTML
    }
    return Piece.notice(
      "warn", visit.say(AdviserMessage.summaryRefused), "<ul class=\"errors\">\(items)\(more)</ul>")
  }

  private static func table(
    _ jobs: [(firm: OrganisationStore, job: Job)], _ visit: PersonVisit
  ) throws(Refusal) -> HTML {
    guard !jobs.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(AdviserMessage.summaryTitle),
      [
        .text(visit.say(AdviserMessage.summaryFile)), .text(visit.say(AdviserMessage.firm)),
        .text(visit.say(AdviserMessage.summaryState)), .text(""),
      ])
    for (firm, job) in jobs {
      let path = "/firms/\(firm.id.number)"
      table.add([
        "\(job.fileName)", "<a href=\"\(LinkPath(path))\">\(try firm.profile().name)</a>", state(job, visit),
        "<a href=\"\(LinkPath("\(path)/imports/\(job.number)"))\">\(visit.say(AdviserMessage.summaryOpen))</a>",
      ])
    }
    return table.html
  }

  private static func state(_ job: Job, _ visit: PersonVisit) -> HTML {
    let name = visit.say(job.stateName)
    let kind: HTML = job.state == .failed ? "warn" : job.state == .done ? "good" : ""
    let bar: HTML =
      job.state == .running && job.total > 0
      ? " <progress max=\"\(job.total)\" value=\"\(min(job.done, job.total))\" aria-label=\"\(name)\"></progress>"
      : .empty
    return "<span class=\"tag \(kind)\">\(name)</span>\(bar)"
  }
}

extension Job {
  /// In words.
  var stateName: AdviserMessage {
    if case .imported(let imported) = outcome, imported.wasThere { return .stateSame }
    return switch state {
    case .receiving: .stateReceiving
    case .queued: .stateQueued
    case .running: .stateRunning
    case .done: .stateDone
    case .failed: .stateFailed
    case .cancelled: .stateCancelled
    }
  }
}
