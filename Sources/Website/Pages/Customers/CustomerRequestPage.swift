// What a customer's program asked or said, and what the firm does about it.

import CanonicalJSON
import FootprintExchange
import Footprints
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum CustomerRequestPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, try event(visit), nil) }

  /// Sends the answer to the customer's system: what the firm shows that was asked for, or that there is nothing.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let event = try event(visit)
    guard event.answeredAt == nil, let request = CustomerRequest(event) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    do throws(Refusal) {
      let client = try PartnerForm.client(visit)
      let found = try request.footprints(of: visit.footprints())
      let (note, answer) = request.answer(
        found, by: visit.profile, from: visit.site.configuration.publicURL,
        reason: visit.site.speaker(.en).say(CustomerMessage.rejection), at: visit.now)
      try visit.site.outside.converse(busy: ExchangeRefusal.busy) { () async throws(Refusal) in
        try await client.send(answer)
      }
      try visit.firm.settleEvent(event.number, as: note, at: visit.now)
      return .redirect(visit.path("/customers"))
    } catch { return try page(visit, event, error) }
  }

  /// Dealt with without an answer.
  static func setAside(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let event = try event(visit)
    try visit.firm.settleEvent(event.number, as: "aside", at: visit.now)
    return .redirect(visit.path("/customers"))
  }

  /// The event the path names.
  static func event(_ visit: FirmVisit) throws(Refusal) -> PACTEvent {
    guard let number = Int(visit.parameter("number")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    return try visit.firm.event(number)
  }

  static func page(_ visit: FirmVisit, _ event: PACTEvent, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let said = FootprintEvent(kept: event)
    let title = visit.say(CustomerMessage.requestTitle, ["name": .text(event.clientName)])
    let content: HTML = """
      \(Piece.heading(title, visit.say(CustomerFootprints.name(event))))\(visit.errors(refusal))
      \(terms(event, said, visit))
      \(try matches(event, visit))
      \(Piece.section(visit.say(CustomerMessage.whole), "<pre tabindex=\"0\"><code>\(whole(event))</code></pre>"))
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  /// More of an event than anybody reads on a page.
  private static let shown = 20_000

  private static func whole(_ event: PACTEvent) -> String {
    let json = try? JSONValue(parsing: Array(event.received.content.utf8))
    return String((json?.prettyText ?? event.received.content).prefix(shown))
  }

  private static func terms(_ event: PACTEvent, _ said: FootprintEvent?, _ visit: FirmVisit) -> HTML {
    let filter = said.flatMap { try? FootprintFilter(event: $0.data) }
    let criteria = FootprintFilter.Criterion.allCases.flatMap { filter?.wanted($0) ?? [] }
    let comment = said?.data["comment"]?.text ?? ""
    return Piece.terms([
      (visit.say(CustomerMessage.when), "\(visit.say(moment: event.receivedAt))"),
      (visit.say(CustomerMessage.state), "\(visit.say(CustomerFootprints.state(event)))"),
      (
        visit.say(CustomerMessage.criteria),
        criteria.isEmpty
          ? "\(visit.say(CustomerMessage.anything))"
          : "<span class=\"code\">\(criteria.joined(separator: ", "))</span>"
      ),
      (visit.say(CustomerMessage.comment), "\(comment.isEmpty ? visit.say(CustomerMessage.noComment) : comment)"),
    ])
  }

  private static func matches(_ event: PACTEvent, _ visit: FirmVisit) throws(Refusal) -> HTML {
    guard let request = CustomerRequest(event) else { return .empty }
    let found = try request.footprints(of: visit.footprints())
    let title = visit.say(CustomerMessage.matches)
    let list =
      found.isEmpty
      ? Piece.notice(
        "note", visit.say(CustomerMessage.matchesNone), Piece.text(visit.say(CustomerMessage.matchesNoneLead)))
      : CustomerFootprints.table(found, title, visit)
    guard event.answeredAt == nil, visit.firm.may(.close) else { return Piece.section(title, list) }
    let answer = visit.form(
      visit.path("/customers/requests/\(event.number)/answer"),
      """
      \(PartnerForm.fields(visit, address: request.said.source.hasPrefix("https://") ? request.said.source : ""))\
      <p class="actions">\(Field.submit(visit.say(found.isEmpty ? CustomerMessage.sendRejection : .sendFootprints)))</p>
      """)
    let aside = visit.form(
      visit.path("/customers/requests/\(event.number)/aside"),
      "<p class=\"actions\">\(Field.submit(visit.say(CustomerMessage.aside), class: "quiet"))</p>")
    return Piece.section(title, list)
      + Piece.section(
        visit.say(CustomerMessage.answerTitle), Piece.text(visit.say(CustomerMessage.answerLead)) + answer + aside)
  }
}
