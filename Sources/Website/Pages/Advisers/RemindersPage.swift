// What a firm is asked to think of: written by whoever keeps its account, done when it is dealt with.

import Markup
import Quantities
import Storage
import UseCases

enum RemindersPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  static func write(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.firm.years().last
    let text = visit.form["text"].replacing("\r\n", with: "\n")
    do throws(Refusal) {
      let number = try visit.firm.remind(text, year: year?.id, at: visit.now)
      if visit.site.outside.sendsLetters { try post(text, number, visit) }
    } catch {
      return try page(visit, error)
    }
    return .redirect(visit.path("/reminders"))
  }

  /// Sends the reminder to those who keep the account, too.
  private static func post(_ text: String, _ number: Int, _ visit: FirmVisit) throws(Refusal) {
    let link = visit.site.configuration.publicURL + visit.path("/reminders").text
    for (position, letter) in try ReminderLetters.letters(text, link: link, visit).enumerated() {
      let id = "reminder-\(visit.firm.id.number)-\(number)-\(position)"
      visit.site.outside.post(id: id, at: visit.now) { () throws(Refusal) in letter }
    }
  }

  static func done(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let number = Int(visit.parameter("number")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    try visit.firm.completeReminder(number, at: visit.now)
    return .redirect(visit.path("/reminders"))
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let reminders = try visit.firm.reminders()
    let title = visit.say(AdviserMessage.remindersTitle)
    let open = reminders.filter { $0.doneAt == nil }
    let done = reminders.filter { $0.doneAt != nil }.suffix(50).reversed()
    let past: HTML =
      done.isEmpty
      ? .empty
      : """
      <details><summary>\(visit.say(AdviserMessage.remindersDone))</summary>\(done.map { card($0, visit) })</details>
      """
    let list = open.isEmpty ? Piece.text(visit.say(AdviserMessage.remindersNone)) : HTML(open.map { card($0, visit) })
    let content: HTML = """
      \(Piece.heading(title, visit.say(AdviserMessage.remindersLead)))\(visit.errors(refusal))
      \(Piece.section(visit.say(AdviserMessage.remindersOpen), list))
      \(visit.firm.may(.keep) ? try writing(visit, refusal) : .empty)\(past)
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func writing(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> HTML {
    let text = refusal == nil ? try ReminderDraft.text(visit) : visit.form["text"]
    let field = Field.lines(
      "text", visit.say(AdviserMessage.remindersText), value: text, rows: 10,
      hint: visit.say(AdviserMessage.remindersTextHint), most: 3000)
    let send = Field.submit(visit.say(AdviserMessage.remindersSend))
    return Piece.section(
      visit.say(AdviserMessage.remindersWrite),
      visit.form(visit.path("/reminders"), "\(field)<p class=\"actions\">\(send)</p>"))
  }

  /// A reminder, with a button to say that it is done.
  static func card(_ reminder: Reminder, _ visit: FirmVisit) -> HTML {
    let when = visit.say(AdviserMessage.remindersWritten, ["date": .date(reminder.createdAt.day)])
    let end: HTML =
      if let done = reminder.doneAt {
        Piece.text(visit.say(AdviserMessage.remindersDoneOn, ["date": .date(done.day)]), class: "muted small")
      } else if visit.firm.may(.keep) {
        visit.form(
          visit.path("/reminders/\(reminder.number)/done"),
          "<p>\(Field.submit(visit.say(AdviserMessage.remindersButton), class: "quiet small"))</p>")
      } else { .empty }
    return Piece.card(
      "<p class=\"muted small\">\(when)</p><p class=\"letter-text\">\(reminder.text)</p>\(end)")
  }
}

/// The open reminders of a firm, for the firm's first page; nothing when there are none.
enum ReminderSection {
  /// As many as fit above what there is to do.
  private static let most = 3

  static func html(_ visit: FirmVisit) throws(Refusal) -> HTML {
    let open = try visit.firm.reminders(limit: most + 1).filter { $0.doneAt == nil }
    guard !open.isEmpty else { return .empty }
    return Piece.section(
      visit.say(AdviserMessage.remindersTitle),
      """
      \(open.prefix(most).map { RemindersPage.card($0, visit) })
      <p><a href="\(visit.path("/reminders"))">\(visit.say(AdviserMessage.remindersSee))</a></p>
      """)
  }
}
