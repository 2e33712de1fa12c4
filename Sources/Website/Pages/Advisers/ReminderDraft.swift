// What a reminder might say, from where the firm stands; whoever sends it changes what they like.

import Mail
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum ReminderDraft {
  /// Questions named in a draft, at most.
  private static let most = 8

  /// A text in the reader's language: what is to be done next, and the open questions.
  static func text(_ visit: FirmVisit) throws(Refusal) -> String {
    let status = try PathStatus(visit.library, visit.firm)
    var lines = [visit.say(AdviserMessage.draftHello), ""]
    let next = visit.say(status.next.name)
    if let year = status.year {
      lines.append(visit.say(AdviserMessage.draftYear, ["year": .text(year.period.label), "next": .text(next)]))
      if status.next == .questions, let account = try visit.firm.account(of: year.id),
        let books = StoredBooks(document: account.document)
      {
        lines += ["", visit.say(AdviserMessage.draftQuestions)]
        lines += books.missing.prefix(most).map { "– \(visit.speaker.say($0.message))" }
      }
    } else {
      lines.append(next)
    }
    return (lines + ["", visit.say(AdviserMessage.draftThanks)]).joined(separator: "\n")
  }
}

/// A reminder as letters, for a mail server to send.
enum ReminderLetters {
  /// A letter for each person who keeps the firm's account, but for the one who wrote; those without an address that a letter
  /// reaches are left out.
  ///
  /// - Parameter link: where the firm's reminders are, as people type it.
  static func letters(_ text: String, link: String, _ visit: FirmVisit) throws(Refusal) -> [Letter] {
    var letters: [Letter] = []
    for member in try visit.firm.members()
    where member.person != visit.person.id && member.role.permissions.contains(.keep) {
      guard let identity = try visit.store.person(member.person).identity(),
        let address = try? MailAddress(identity.email, name: identity.name)
      else { continue }
      let subject = visit.say(AdviserMessage.letterSubject, ["firm": .text(visit.profile.name)])
      letters.append(
        try Letter(
          to: address, subject: String(subject.prefix(120)), text: "\(text)\n\n\(link)\n",
          language: visit.speaker.language.rawValue))
    }
    return letters
  }
}
